/**
 * Our pages in WebKitGTK, which Debian builds without WebRTC: they load, say in plain words that this
 * browser cannot take part, and what to do. `WEBKIT_OUT=folder` keeps a picture of each screen.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser } from 'playwright-core';
import { consoleTexts, guestTexts, loaderTexts, sharedTexts } from '../../src/text/index.js';
import { CODES } from '../../src/text/codes.js';
import type { Driver } from '../capture/features/driver.js';
import { WEBKIT } from '../capture/features/webkit.js';
import { launchChromium, openPhone } from '../support/browsers.js';
import { GuestPage } from '../support/people.js';
import { type TestService, startService } from '../support/service.js';
import { type Site, startSite } from '../support/site.js';

const OUT = process.env['WEBKIT_OUT'];
const { trouble, before } = sharedTexts.ja;
const UNABLE = trouble.codes['no-webrtc'];

let webkit: Driver;
let service: TestService;
let site: Site;

test.before(async () => {
  webkit = await WEBKIT.open();
  service = await startService();
  site = await startSite({ serviceUrl: service.url });
});
test.after(async () => {
  await webkit.close();
  await site.close();
  await service.stop();
});

/** In the page: every element that is seen, in open shadow roots too. */
const SEEN = `const seen = [];
  const look = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.checkVisibility()) seen.push(one);
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);`;

const ask = (body: string): Promise<unknown> => webkit.evaluate(`(() => { ${SEEN} ${body} })()`);

/** Waits for it, as long as a page may take; what is there in its place is told. */
const until = async (what: string, body: string): Promise<void> => {
  const ends = performance.now() + 30_000;
  while ((await ask(body)) !== true) {
    if (performance.now() > ends) {
      const there = await webkit.evaluate('document.body.innerText');
      throw new Error(`no ${what}, but: ${String(there)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const has = (text: string): Promise<void> =>
  until(text, `return seen.some(({ innerText }) => innerText?.includes(${JSON.stringify(text)}))`);

/** The button of this name, as people see it; its own text, or what it is called. */
const button = (name: string): string =>
  `seen.find((one) => one.localName === 'button' &&
    [one.ariaLabel, one.innerText.trim()].includes(${JSON.stringify(name)}))`;

const press = async (name: string): Promise<void> => {
  await until(`button ${name}`, `return ${button(name)} !== undefined`);
  await ask(`${button(name)}.click()`);
};

const fill = async (name: string, value: string): Promise<void> => {
  const field = `seen.find((one) => one.localName === 'input' &&
    (one.ariaLabel ?? one.labels?.[0]?.innerText ?? '').includes(${JSON.stringify(name)}))`;
  await until(`field ${name}`, `return ${field} !== undefined`);
  await ask(`const field = ${field};
    field.value = ${JSON.stringify(value)};
    field.dispatchEvent(new Event('input', { bubbles: true }))`);
};

const picture = async (name: string): Promise<void> => {
  if (OUT === undefined) return;
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, `${name}.png`), await webkit.screenshot());
};

/** Faults that a page did not catch, from its beginning. */
const open = async (url: string): Promise<void> => {
  await webkit.open(url, {});
  await webkit.evaluate(`(window.faults = [],
    addEventListener('error', ({ message }) => faults.push(message)),
    addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason))),
    document.addEventListener('securitypolicyviolation',
      ({ violatedDirective }) => faults.push(violatedDirective)), 0)`);
};
const noFaults = async (): Promise<void> => {
  assert.equal(await webkit.evaluate('faults'), []);
};

const saysUnable = async (): Promise<void> => {
  await has(UNABLE.heading);
  await has(UNABLE.advice);
  await has(trouble.code(CODES['no-webrtc']));
};

test('it is a browser without WebRTC, and without anything else of the kind', async () => {
  await open(`${service.url}/connect`);
  assert.is(await webkit.evaluate('typeof RTCPeerConnection'), 'undefined');
  assert.is(await webkit.evaluate('isSecureContext'), true);
});

test('a target page: the button is there, and a tap says at once that another browser is needed', async () => {
  // WebKitGTK does not know of names below localhost, and the site answers to any name.
  await open(`${site.url('127.0.0.1')}/form.html`);
  await press(loaderTexts.ja.button);
  await saysUnable();
  await picture('target');
  await press(sharedTexts.ja.close);
  await until('button', `return ${button(loaderTexts.ja.button)} !== undefined`);
  assert.is(await ask(`return ${button(guestTexts.ja.sheet.start)} === undefined`), true);
  await noFaults();
});

test('the connection page says the same after [OK], and asks for no number', async () => {
  await open(`${service.url}/connect`);
  await has(before.heading('Misete'));
  await picture('connect-before');
  await press('OK');
  await saysUnable();
  await picture('connect');
  assert.is(await webkit.evaluate('document.querySelector("[data-connection-number]")'), null);
  await noFaults();
});

test('the console: a host signs in, and reads that no screen can be received; in a call too', async () => {
  const chromium: Browser = await launchChromium();
  const phone = await openPhone(chromium);
  try {
    const guest = new GuestPage(await phone.newPage());
    await guest.page.goto(`${site.url()}/form.html`);
    const number = await guest.askForCallNumber();
    await open(`${service.url}/console`);
    await fill(consoleTexts.ja.signIn.key, service.key);
    await press(consoleTexts.ja.signIn.submit);
    await has(consoleTexts.ja.home.call);
    await has(consoleTexts.ja.call.cannot);
    await picture('console');
    await ask(
      `seen.find((one) => one.matches('a, button') &&
        one.innerText.includes(${JSON.stringify(consoleTexts.ja.home.call)})).click()`,
    );
    await fill(consoleTexts.ja.entry.number, number);
    await has(consoleTexts.ja.entry.fromTarget);
    await press(consoleTexts.ja.entry.start);
    await has(consoleTexts.ja.call.unable);
    const icon = button(consoleTexts.ja.call.support);
    assert.is(await ask(`return ${icon}.ariaDisabled`), 'true');
    await has(consoleTexts.ja.call.cannot);
    await picture('console-call');
    await press(consoleTexts.ja.call.end);
    await press(consoleTexts.ja.call.endYes);
    await guest.waitUntilEnded();
    await noFaults();
  } finally {
    await chromium.close();
  }
});

test.run();
