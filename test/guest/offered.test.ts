/** The pages that the host has sent, at the edge of a target page; and what its loader makes of a link. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sharedTexts } from '../../src/text/index.js';
import { OPEN, type Rig, START, asked, become, connected, named, openRig } from './rig.js';

const test = suite('offered');
let rig: Rig;
const { offers } = sharedTexts.ja;

const PAGE = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>お申込み</title><body><input><p id="section" style="margin-top:3000px">末尾</p>`;
const pages = [
  { id: 'one', name: 'お申し込み', site: 'https://bank.example', href: 'https://bank.example/#a' },
  { id: 'two', name: '<b>手順2</b>', site: 'https://shop.example', href: 'https://shop.example/' },
];

test.before(async () => {
  rig = await openRig();
});
test.after(() => rig.close());

test('[H1] [H2] a link for each, with its site; the tap is told, and the page stays', async () => {
  const page = await rig.open(PAGE + rig.tag());
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
  await become(page, connected);
  await page.evaluate((list) => {
    controls.call.offer(list);
  }, pages);
  const bar = page.getByRole('region', { name: offers.heading });
  await bar.waitFor();
  const links = bar.getByRole('link');
  assert.is(await links.count(), 2);
  assert.match(
    (await bar.textContent()) ?? '',
    /お申し込み.*https:\/\/bank\.example.*<b>手順2<\/b>/,
  );
  assert.equal(
    await links.first().evaluate((link: HTMLAnchorElement) => [link.href, link.target, link.rel]),
    [pages[0]?.href, '_blank', 'noopener'],
  );
  const opening = page.context().waitForEvent('page');
  await links.first().tap();
  await opening;
  assert.ok((await asked(page)).includes('opened one'));
  await become(page, { at: 'ended', reason: 'host-ended' });
  await bar.waitFor({ state: 'hidden' });
  await page.context().close();
});

// A guest opened the page that the host had sent, and two thirds of its form lay under a card that
// offered the same page once more.
test('[H1] a page does not offer itself, nor what was opened of its site before', async () => {
  const page = await rig.open(PAGE + rig.tag());
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
  await become(page, connected);
  const of = (path: string) => ({ name: path, site: rig.site, href: `${rig.site}${path}` });
  await page.evaluate(
    (list) => {
      controls.call.offer(list);
    },
    [
      { id: 'here', ...of('/page#misete=secret') },
      { id: 'before', ...of('/other') },
      { id: 'next', ...of('/next#misete=secret') },
    ],
  );
  const links = page.getByRole('region', { name: offers.heading }).getByRole('link');
  await links.first().waitFor();
  assert.equal(
    await links.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).pathname)),
    ['/next'],
  );
  await page.context().close();
});

test('[H2] a link takes the reader to the place that its page names, and leaves its secret nowhere', async () => {
  const page = await rig.open(PAGE + rig.tag());
  const minute = Math.floor(Date.now() / 60_000).toString(36);
  const ours = `misete=${'S'.repeat(42)}A.${'c'.repeat(21)}A.${minute}`;
  const url = page.url();
  await page.addInitScript(() => {
    addEventListener('hashchange', () => {
      Reflect.set(window, 'heard', location.hash);
    });
  });
  await page.goto('about:blank');
  const entries = await page.evaluate(() => history.length);
  await page.goto(`${url}#section?${ours}`);
  // Joins by itself: the rest was fetched without a tap.
  await page.waitForFunction(() => 'controls' in globalThis);
  assert.is(page.url(), `${url}#section`);
  await page.waitForFunction(() => Reflect.get(window, 'heard') === '#section');
  await page.waitForFunction(() => scrollY > 1000);

  await page.goto('about:blank');
  await page.goto(`${url}#${ours}`);
  await page.waitForFunction(() => 'controls' in globalThis);
  assert.is(page.url(), url);
  const now = await page.evaluate(() => history.length);
  assert.is(now, entries + 3, 'a page, a blank one and a page: no entry of its own');
  await page.goBack();
  await page.goForward();
  assert.is(page.url(), url);
  await page.context().close();
});

test.run();
