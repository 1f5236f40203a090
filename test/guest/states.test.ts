/** What the guest sees in every state of a call, with the names that outside tests rely on. */
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GuestState } from '../../src/link/index.js';
import { CALL_ENDINGS } from '../../src/protocol/index.js';
import { guestTexts, sharedTexts } from '../../src/text/index.js';
import {
  OPEN,
  type Rig,
  START,
  asked,
  become,
  becomeSending,
  connected,
  named,
  openRig,
} from './rig.js';

const test = suite('states');
let rig: Rig;
let page: Page;
const { ja } = sharedTexts;
const { ja: texts } = guestTexts;

const PAGE = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>お申込み</title><body><input><div style="height:3000px"></div>`;

test.before(async () => {
  rig = await openRig();
});
test.after(() => rig.close());
test.before.each(async () => {
  page = await rig.open(PAGE + rig.tag());
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
});
test.after.each(() => page.context().close());

const sheet = () => page.getByRole('dialog', { name: 'スマホ画面サポート' });
const send = () => named(page, '画面を送信');
const number = (more: Partial<Extract<GuestState, { at: 'number' }>> = {}): GuestState => ({
  at: 'number',
  kind: 'call',
  number: '0417',
  endsAt: 94_000,
  slow: false,
  ...more,
});

test('[N3] nothing is asked for before OK', async () => {
  assert.ok(await sheet().isVisible());
  await named(page, START).tap();
  await page.getByRole('heading', { name: 'Misete をはじめる前に' }).waitFor();
  assert.equal(await asked(page), []);
  await named(page, 'OK').tap();
  assert.equal(await asked(page), ['ask call']);
});

test('the terms and the privacy policy open in another tab, and the page stays', async () => {
  await named(page, START).tap();
  for (const [name, path] of [
    ['利用規約', 'terms'],
    ['プライバシーポリシー', 'privacy'],
  ] as const) {
    const link = page.getByRole('link', { name });
    assert.is(await link.getAttribute('href'), `${rig.elsewhere}/help/${path}.html`);
    assert.is(await link.getAttribute('target'), '_blank');
    assert.is(await link.getAttribute('rel'), 'noopener');
  }
});

test('[N3] the number: four digits alone, a countdown, 再発行', async () => {
  await become(page, number());
  const digits = page.locator('[data-connection-number]');
  assert.is(await digits.textContent(), '0417');
  assert.is(await page.getByLabel('接続ナンバー', { exact: true }).textContent(), '0417');
  await page.getByText('あと1分34秒使えます').waitFor();
  await named(page, '再発行').tap();
  assert.equal(await asked(page), ['renew']);
});

test('[N7] a closed sheet takes no number away: it stays in sight, and leads back', async () => {
  await become(page, number());
  await named(page, '閉じる').tap();
  await sheet().waitFor({ state: 'hidden' });
  assert.equal(await asked(page), []);
  const kept = page.getByLabel('接続ナンバー', { exact: true });
  assert.is(await kept.textContent(), '0417');
  await page.getByText('あと1分34秒使えます').waitFor();
  await named(page, texts.bar.showNumber).tap();
  await sheet().waitFor();
  assert.is(await kept.textContent(), '0417');
  await page.keyboard.press('Escape');
  await named(page, ja.number.cancel).tap();
  assert.equal(await asked(page), ['cancel']);
  await become(page, { at: 'idle' });
  await named(page, OPEN).waitFor();
});

test('[N3] a number that runs out aside leaves the page alone; 再発行 opens the sheet', async () => {
  await become(page, number());
  await named(page, '閉じる').tap();
  await become(page, { at: 'number-over', kind: 'call' });
  await page.getByRole('status').filter({ hasText: ja.number.over }).waitFor();
  assert.is(await sheet().isVisible(), false);
  await named(page, '再発行').tap();
  await sheet().waitFor();
  assert.equal(await asked(page), ['renew']);
});

test('a number put aside is claimed: the call begins at the edge of the page', async () => {
  await become(page, number());
  await named(page, '閉じる').tap();
  await become(page, { at: 'meeting', host: '佐藤' });
  await page.getByText(texts.bar.reconnecting).waitFor();
  assert.is(await sheet().isVisible(), false);
  await become(page, connected);
  await send().waitFor();
});

test('Escape closes the sheet, and the focus goes back to where it was', async () => {
  await page.keyboard.press('Escape');
  await sheet().waitFor({ state: 'hidden' });
  const focused = await page.evaluate(
    () => document.activeElement?.shadowRoot?.activeElement?.className,
  );
  assert.is(focused, 'open');
});

test('Tab stays in the sheet', async () => {
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('Tab');
    assert.is.not(await page.evaluate(() => document.activeElement?.localName), 'input');
  }
});

test('the page behind the sheet does not scroll', async () => {
  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 900);
  assert.is(await page.evaluate(() => scrollY), 0);
});

test('a number that ran out says so, and 再発行 is a tap away', async () => {
  await become(page, { at: 'number-over', kind: 'call' });
  await page.getByRole('heading', { name: ja.number.over }).waitFor();
  assert.is(await page.locator('[data-connection-number]').isVisible(), false);
  await named(page, '再発行').tap();
  assert.equal(await asked(page), ['renew']);
});

test('a slow service: says that it goes on trying', async () => {
  await become(page, { at: 'asking', kind: 'call', slow: true });
  await page.getByRole('status').filter({ hasText: ja.number.slow }).waitFor();
});

test('connected: the sheet closes by itself; with whom, and ちがいます until the first send', async () => {
  await named(page, START).tap();
  await named(page, 'OK').tap();
  await become(page, { at: 'meeting', host: '佐藤' });
  await page.getByText(ja.meeting.heading).waitFor();
  await become(page, connected);
  await sheet().waitFor({ state: 'hidden' });
  await page.getByText('佐藤').waitFor();
  await named(page, 'ちがいます').waitFor();
  await become(page, { ...connected, sentBefore: true });
  assert.is(await named(page, 'ちがいます').isVisible(), false);
  await become(page, connected);
  await named(page, 'ちがいます').tap();
  assert.equal(await asked(page), ['ask call', 'leave wrong-person']);
});

test('[C8] checking and away are shown in words', async () => {
  for (const link of ['open', 'checking', 'away'] as const) {
    await become(page, { ...connected, link });
    await page.getByRole('status').filter({ hasText: ja.connected[link] }).waitFor();
  }
});

test('接続を終了 asks once', async () => {
  await become(page, connected);
  await named(page, '接続を終了').tap();
  await named(page, '続ける').tap();
  assert.equal(await asked(page), []);
  await named(page, '接続を終了').tap();
  await page.getByRole('dialog').getByRole('button', { name: '終了する' }).tap();
  assert.equal(await asked(page), ['leave guest-left']);
});

test('[P1] a send: title, URL and picture go to the call, and to nobody else', async () => {
  await become(page, connected);
  await page.evaluate(() => history.replaceState(null, '', '/page?step=2#here'));
  const requests = (): number => rig.requests.filter((path) => !path.endsWith('.ico')).length;
  const before = requests();
  await send().tap();
  await page.waitForFunction(() => controls.call.sent.length === 1);
  const [sent] = await page.evaluate(() => controls.call.sent);
  assert.is(sent?.title, 'お申込み');
  assert.is(sent?.url, `${rig.site}/page?step=2#here`);
  assert.equal([sent?.width, sent?.height], [78, 168]);
  assert.is(requests(), before);
});

test('[P2] 送信しました comes with the receipt, with what was sent, and is measured', async () => {
  await become(page, connected);
  await send().tap();
  await page.getByRole('status').filter({ hasText: '送信しています' }).waitFor();
  // What is busy cannot be tapped by who asks for it to be enabled; a finger does not ask.
  await send().dispatchEvent('click');
  assert.is(await page.evaluate(() => controls.captures), 1, 'a second tap does nothing');
  await becomeSending(page, { at: 'sent', id: 'capture-1' });
  const done = page.getByRole('status').filter({ hasText: '送信しました' });
  assert.is(await done.getAttribute('data-capture-id'), 'capture-1');
  await page.getByRole('img', { name: '送信した画面' }).waitFor();
  const measured = await page.evaluate(() =>
    performance.getEntriesByType('measure').map(({ name }) => name),
  );
  assert.equal(measured.sort(), ['misete:capture', 'misete:encode', 'misete:send']);
});

test('[P2] 送信できませんでした with the reason; もう一度送信 sends the same one again', async () => {
  await become(page, connected);
  await becomeSending(page, { at: 'failed', id: 'capture-1', reason: 'not-stored' });
  const alert = page.getByRole('alert').filter({ hasText: '送信できませんでした' });
  assert.match((await alert.textContent()) ?? '', '保存できませんでした');
  const help = page.getByRole('link', { name: 'ヘルプを見る' });
  assert.is(await help.getAttribute('href'), `${rig.elsewhere}/help/#not-stored`);
  await named(page, 'もう一度送信').tap();
  assert.equal(await asked(page), ['sendAgain']);
});

test('a picture that could not be made: もう一度送信 makes it anew', async () => {
  await become(page, connected);
  await page.evaluate(() => (controls.failCapture = 'slow'));
  await send().tap();
  await page.getByRole('alert').filter({ hasText: '時間がかかりすぎました' }).waitFor();
  await page.evaluate(() => (controls.failCapture = undefined));
  await named(page, 'もう一度送信').tap();
  await page.waitForFunction(() => controls.call.sent.length === 1);
  assert.equal(await asked(page), ['tapped', 'missed', 'tapped']);
});

test('a picture is prepared when a call is made, and again when a finger is on 画面を送信', async () => {
  const prepared = () => page.evaluate(() => controls.prepared);
  assert.is(await prepared(), 0);
  await become(page, connected);
  assert.is(await prepared(), 1);
  await send().dispatchEvent('pointerdown');
  assert.is(await prepared(), 2);
  assert.is(await page.evaluate(() => controls.captures), 0, 'no picture without the tap');
});

test('a capture that waits for the connection says so, and can be given up', async () => {
  await become(page, { ...connected, link: 'away' });
  await becomeSending(page, { at: 'sending', id: 'c', sent: 1, bytes: 2, waiting: true });
  await page.getByRole('status').filter({ hasText: '接続を待っています' }).waitFor();
  await named(page, '送信をやめる').tap();
  assert.equal(await asked(page), ['giveUp']);
});

test('[P3] a tap on 画面を送信 takes the focus from nothing on the page', async () => {
  await named(page, '閉じる').tap();
  await become(page, connected);
  await page.locator('input').focus();
  await send().tap();
  assert.is(await page.evaluate(() => document.activeElement?.localName), 'input');
});

test('[C3] every ending says 接続が終了しました with its reason, and leads back to the button', async () => {
  for (const reason of CALL_ENDINGS) {
    await become(page, { at: 'ended', reason });
    const status = page.getByRole('status').filter({ hasText: '接続が終了しました' });
    assert.match((await status.textContent()) ?? '', ja.ended.reasons[reason]);
  }
  await named(page, '閉じる').tap();
  await named(page, OPEN).waitFor();
});

/**
 * もう一度試す closes the sheet and opens it again at once. A browser tells of a closing only later, so
 * that the new number was given up before it came: the guest was back at the page, and at the button.
 */
test('anything unforeseen: an alert with a code, and help for exactly that case', async () => {
  await named(page, START).tap();
  await named(page, 'OK').tap();
  await become(page, { at: 'trouble', code: 'unexpected', kind: 'call', retryIn: undefined });
  const alert = page.getByRole('alert').filter({ hasText: '予期せぬエラーが発生しました' });
  assert.match((await alert.textContent()) ?? '', 'コード: 199');
  const help = page.getByRole('link', { name: 'ヘルプを見る' });
  assert.is(await help.getAttribute('href'), `${rig.elsewhere}/help/#unexpected`);
  await named(page, 'もう一度試す').tap();
  await page.evaluate(() => new Promise((later) => setTimeout(later)));
  assert.equal(await asked(page), ['ask call', 'reset', 'ask call']);
  assert.ok(await sheet().isVisible());
});

test('[N1] no number free is said in words of its own', async () => {
  await become(page, { at: 'trouble', code: 'numbers-exhausted', kind: 'call', retryIn: 30_000 });
  await page.getByRole('alert').filter({ hasText: 'ただいま大変混み合っています' }).waitFor();
  await page.getByText('あと30秒ほど').waitFor();
});

test('the number is read digit by digit, once; near its end a kind word, not an alarm', async () => {
  await become(page, number());
  const digits = page.locator('[data-connection-number]');
  assert.equal(await digits.locator('span').allTextContents(), ['0', '4', '1', '7']);
  const read = page.getByRole('status').filter({ hasText: '0 4 1 7' });
  assert.is(await read.count(), 1);
  assert.is(await page.getByText(ja.number.soon).count(), 0);
  await page.evaluate(() => controls.pass(80_000));
  await page.getByRole('status').filter({ hasText: ja.number.soon }).waitFor();
  await page.getByText('あと14秒使えます').waitFor();
});

test('the screen is kept on while the number shows, and no longer', async () => {
  // As text: what tsx gives names to cannot run in a page.
  await page.evaluate(`{
    const kept = (window.kept = { now: 0 });
    navigator.wakeLock.constructor.prototype.request = async () => {
      kept.now += 1;
      return { release: async () => void (kept.now -= 1) };
    };
  }`);
  const kept = () => page.evaluate(() => (window as unknown as { kept: { now: number } }).kept.now);
  await become(page, number());
  assert.is(await kept(), 1);
  await become(page, connected);
  assert.is(await kept(), 0);
});

test('another language, without a reload and without losing the number', async () => {
  await become(page, number());
  await named(page, 'English').tap();
  await page.getByRole('dialog', { name: 'Screen support' }).waitFor();
  const digits = page.getByLabel('Connection number', { exact: true });
  assert.is(await digits.textContent(), '0417');
  assert.is(await page.evaluate(() => localStorage.getItem('misete.language')), 'en');
  assert.is(await page.locator('[data-misete]').getAttribute('lang'), 'en');
  await named(page, '日本語').tap();
  await page.getByText(ja.number.say).waitFor();
});

test('a picture under way: the button keeps its name, and says that it is busy', async () => {
  await become(page, connected);
  await send().tap();
  await page.waitForFunction(() => controls.call.sent.length === 1);
  assert.is(await send().getAttribute('aria-disabled'), 'true');
  await becomeSending(page, { at: 'sent', id: 'capture-1' });
  assert.is(await send().getAttribute('aria-disabled'), null);
});

test('a tap shows what was sent in full; a tap, Escape and ✕ close it, and the focus comes back', async () => {
  await become(page, connected);
  await send().tap();
  // What is shown in full is what went: not before it has gone.
  await page.waitForFunction(() => controls.call.sent.length === 1);
  await becomeSending(page, { at: 'sent', id: 'capture-1' });
  const enlarge = named(page, texts.notice.enlarge);
  const large = page.getByRole('dialog', { name: texts.notice.picture });
  const closings = [
    () => large.getByRole('img').tap(),
    () => page.keyboard.press('Escape'),
    () => large.getByRole('button', { name: ja.close }).tap(),
  ];
  for (const close of closings) {
    await enlarge.focus();
    await page.keyboard.press('Enter');
    await large.waitFor();
    await page.waitForFunction(() => {
      const root = document.querySelector('[data-misete]')?.shadowRoot;
      return root?.querySelector<HTMLCanvasElement>('.picture canvas')?.width === 78;
    });
    await close();
    await large.waitFor({ state: 'detached' });
    const focused = await page.evaluate(
      () => document.activeElement?.shadowRoot?.activeElement?.className,
    );
    assert.match(focused ?? '', 'enlarge');
  }
});

test('the wait until another try counts down', async () => {
  await become(page, { at: 'trouble', code: 'too-many-numbers', kind: 'call', retryIn: 3000 });
  await page.getByText('あと3秒ほど').waitFor();
  await page.evaluate(() => controls.pass(1000));
  await page.getByText('あと2秒ほど').waitFor();
  await page.evaluate(() => controls.pass(2000));
  await page.getByText(ja.trouble.wait(0), { exact: true }).waitFor();
});

test('large targets, and nothing beside the screen, on a small phone at double size', async () => {
  await page.setViewportSize({ width: 320, height: 480 });
  const states: GuestState[] = [
    { at: 'idle' },
    number({ kind: 'support', slow: true }),
    connected,
    { at: 'ended', reason: 'wrong-person' },
    { at: 'trouble', code: 'no-webrtc', kind: 'call', retryIn: 1000 },
  ];
  for (const state of states) {
    await become(page, state);
    const faults = await page.evaluate(() => {
      const root = document.querySelector('[data-misete]')?.shadowRoot;
      return [...(root?.querySelectorAll('button,a') ?? [])].flatMap((target) => {
        const { width, height, left, right } = target.getBoundingClientRect();
        if (width === 0) return [];
        const fits = height >= 48 && width >= 48 && left >= 0 && right <= innerWidth;
        return fits ? [] : [`${target.textContent} ${String(width)}x${String(height)}`];
      });
    });
    assert.equal(faults, [], state.at);
  }
});

test.run();
