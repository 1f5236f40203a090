/** P1: of the guest's page nothing but its origin reaches the service, whatever the page does. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { launchChromium, openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { startRecorder } from '../support/recorder.js';
import { startService } from '../support/service.js';
import { startSite } from '../support/site.js';

/** What the guest's page holds, typed by nobody else in this test. */
const TYPED = 'ひみつの入力値7391';
const PASSWORD = 'correct-horse-battery';

/** Every form in which a text might travel. */
const formsOf = (text: string): string[] => [
  text,
  encodeURIComponent(text),
  JSON.stringify(text).slice(1, -1),
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('latin1'),
  Buffer.from(text).toString('hex'),
];

test('[P1] the service gets no pixel, title, address beyond the origin, or value of the page', async () => {
  const recorder = await startRecorder();
  const service = await startService({ MISETE_PUBLIC_URL: recorder.url });
  recorder.forwardTo(service.port);
  const site = await startSite({ serviceUrl: recorder.url });
  const browser = await launchChromium();
  try {
    const phone = await openPhone(browser);
    const guest = new GuestPage(await phone.newPage());
    const path = '/unsafe-url.html?customer=4711-SECRET-QUERY#fragment-SECRET';
    await guest.page.goto(site.url() + path);
    const title = await guest.page.title();
    await guest.page.locator('input[name=name]').first().fill(TYPED);
    await guest.page.locator('input[name=password]').first().fill(PASSWORD);

    const host = new HostPage(await (await openDesktop(browser)).newPage());
    await host.signIn({ url: recorder.url, key: service.key });
    await host.startCall(await guest.askForCallNumber());
    await guest.waitUntilConnected();
    await host.waitForCapture(await guest.send());
    assert.is(await host.title(), title, 'the host has it');
    assert.is(await host.url(), site.url() + path);
    const picture = await host.pictureBytes();
    assert.ok(picture.length > 10_000);
    await host.endCall();
    await guest.waitUntilEnded();

    const heard = recorder.heard();
    assert.match(heard, site.url(), 'the origin is known: the recorder does listen');
    assert.match(heard, '"number.request"', 'and it reads what the sockets say');
    const secrets = [title, TYPED, PASSWORD, 'SECRET-QUERY', 'fragment-SECRET', 'unsafe-url.html'];
    for (const secret of secrets) {
      for (const form of formsOf(secret)) {
        assert.not.ok(heard.includes(form), `the service heard «${form}»`);
        assert.not.ok(service.printed().includes(form), `the service logged «${form}»`);
      }
    }
    // Offers, answers and keys are small: a picture in any coding would show in the volume.
    const bodies = heard.split('\r\n\r\n').slice(1).join('');
    assert.ok(bodies.length < 60_000, `${String(bodies.length)} bytes went to the service`);
    for (const magic of ['\xff\xd8\xff', 'iVBORw0', '/9j/', 'UklGR', 'data:image']) {
      assert.not.ok(heard.includes(magic), `the service heard a picture: ${magic}`);
    }
  } finally {
    await browser.close();
    await site.close();
    await service.stop();
    await recorder.close();
  }
});

test.run();
