/**
 * Takes the README's pictures of the product at work: a real guest's phone and a real host's console
 * in a call over the demo page. Run after a build: `npm run pictures`.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium, openDesktop, openPhone } from './support/browsers.js';
import { GuestPage, HostPage } from './support/people.js';
import { startService } from './support/service.js';
import { startSite } from './support/site.js';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
await mkdir(folder, { recursive: true });

const browser = await launchChromium();
const service = await startService();
const site = await startSite({ serviceUrl: service.url });
try {
  const phone = await openPhone(browser);
  const guest = new GuestPage(await phone.newPage());
  await guest.page.goto(`${site.url()}/demo/plan.html`);
  const host = new HostPage(await (await openDesktop(browser)).newPage());
  await host.page.goto(`${service.url}/console`);
  await host.page.getByRole('textbox', { name: host.names.hostKey }).fill(service.key);
  await host.page.getByRole('textbox', { name: 'お名前' }).fill('見手 花子');
  await host.button(host.names.signIn).click();

  await guest.button(guest.names.use).click();
  await guest.button('スマホ画面サポートを開始する').waitFor();
  await guest.page.screenshot({ path: `${folder}guest-steps.png` });
  await guest.button('閉じる').click();

  const number = await guest.askForCallNumber();
  await guest.page.screenshot({ path: `${folder}guest-number.png` });
  await host.startCall(number);
  await guest.waitUntilConnected();
  await host.waitForCapture(await guest.send());
  await guest.page.goto(`${site.url()}/demo/apply/step1.html`);
  await guest.waitUntilConnected();
  const fields = guest.page.locator('form input[type=text], form input:not([type])');
  for (const [at, text] of ['湊', '花子', 'ミナト'].entries()) await fields.nth(at).fill(text);
  await host.waitForCapture(await guest.send());
  await guest.page.screenshot({ path: `${folder}guest.png` });
  await host.picture.waitFor();
  await host.page.screenshot({ path: `${folder}console.png` });
} finally {
  await browser.close();
  await site.close();
  await service.stop();
}
