/** What the console offers around a call: invitations, the script, notes, and what is kept after. */
import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import decodeQR from 'qr/decode.js';
import { captureInfo, running } from './fake-desk.js';
import {
  SERVICE,
  asked,
  deliver,
  inCall,
  open,
  show,
  start,
  stop,
  support,
  window,
} from './rig.js';

test.before(start);
test.after(stop);

const clipboard = ['clipboard-read', 'clipboard-write'];

test('the home page has address, text and code to copy, as they must be', async () => {
  const { page, button, close } = await open({ permissions: clipboard });
  const copied = async (name: string): Promise<string> => {
    await button(name).click();
    await page.getByRole('status').filter({ hasText: 'コピーしました' }).last().waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await button('アドレスをコピー').waitFor();
  assert.is(await copied('アドレスをコピー'), `${SERVICE}/connect`);
  assert.match(await copied('文をコピー'), new RegExp(`4けたの番号[^]*${SERVICE}/connect$`));
  assert.is(
    await copied('コードをコピー'),
    `<script async src="${SERVICE}/embed.js" referrerpolicy="origin"></script>`,
  );
  await close();
});

test('a service without a relay is said once, quietly, until it is put away', async () => {
  const { page, button, close } = await open({ relay: false });
  const note = page.getByRole('heading', { name: '中継サーバー（TURN）がありません' });
  await note.waitFor();
  const more = page.getByRole('link', { name: '中継サーバーについて' });
  assert.is(await more.getAttribute('href'), '/help/#no-relay');
  assert.is(await page.getByRole('alert').count(), 0);
  await button('今後表示しない').click();
  await note.waitFor({ state: 'detached' });
  const focused = page.locator(':focus');
  assert.is(await focused.textContent().then((text) => text?.trim()), '電話商談(1対1)');
  await page.reload();
  await button('電話商談(1対1)').waitFor();
  assert.is(await note.count(), 0, 'for good, in this browser');
  await close();
});

test('a service with a relay says nothing of it', async () => {
  const { page, button, close } = await open();
  await button('電話商談(1対1)').waitFor();
  assert.is(await page.getByText('TURN').count(), 0);
  await close();
});

test('the QR code leads to the connection page', async () => {
  const { page, close } = await open();
  const code = page.getByRole('img', { name: '接続ページのQRコード' });
  await code.scrollIntoViewIfNeeded();
  const png = (await code.screenshot()).toString('base64');
  const picture = await page.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (letter) => letter.charCodeAt(0));
    const drawn = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(drawn.width, drawn.height);
    const brush = canvas.getContext('2d');
    brush?.drawImage(drawn, 0, 0);
    const { width, height } = drawn;
    const data = brush?.getImageData(0, 0, width, height).data ?? [];
    return { width, height, data: Array.from(data) };
  }, png);
  assert.is(
    decodeQR({ ...picture, data: Uint8ClampedArray.from(picture.data) }),
    `${SERVICE}/connect`,
  );
  await close();
});

test('the host reads what to say next, and it follows the call', async () => {
  const { page, text, close } = await open();
  await inCall(page, { guest: 'connecting' });
  const says = (words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
  await says('いま、つないでいます');
  await show(page, { call: running() });
  await window(page).getByText('［画面を送信］を押してください').waitFor();
  await deliver(page, 1);
  await says('別の画面を見せていただくとき');
  await show(page, { call: running({ guest: 'away', awaySince: Date.now() }) });
  await says('画面サポートのページに戻って');
  const leg = { leg: 'a', page: 'target', state: 'open' } as const;
  await show(page, {
    call: running({
      legs: [
        { ...leg, site: 'https://shop.example', way: 'relayed' },
        { ...leg, leg: 'b', site: 'https://bank.example', way: undefined },
      ],
    }),
  });
  // The other sites were in a tooltip alone: out of reach of a finger, a keyboard and a screen reader.
  const other = page.getByRole('listitem').filter({ hasText: 'https://shop.example' });
  assert.not(await other.isVisible());
  await text('https://bank.example ほか1').press('Enter');
  await other.waitFor();
  await text('中継サーバー経由').waitFor();
  await close();
});

test('[P7] notes are written beside the call, and are in the summary and in the ZIP', async () => {
  const { page, button, close } = await open();
  await inCall(page);
  const notes = page.getByRole('textbox', { name: 'メモ' });
  await notes.fill('折り返し 090');
  await button('メモ').click();
  assert.is(await notes.count(), 0);
  await button('メモ').click();
  assert.is(await notes.inputValue(), '折り返し 090');
  await deliver(page, 1);
  await page.getByText(captureInfo(1).url).waitFor();
  await button('接続を終了').click();
  await page.getByRole('dialog').getByRole('button', { name: '終了する' }).click();
  await page.getByText('折り返し 090').waitFor();
  const download = page.waitForEvent('download');
  await button('すべて保存（ZIP）').click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^misete-\d{8}-\d{6}\.zip$/);
  const zip = await readFile(await file.path(), 'utf8');
  assert.match(zip, '折り返し 090');
  assert.match(zip, captureInfo(1).url);
  await page.getByText('保存しました。').waitFor();
  await button('閉じる').click();
  await button('電話商談(1対1)').waitFor();
  assert.is(await page.getByText('折り返し 090').count(), 0);
  await close();
});

test('a call that leaves nothing says so, and has nothing to save', async () => {
  const { page, button, close } = await open();
  await inCall(page);
  await button('接続を終了').click();
  await page.getByRole('dialog').getByRole('button', { name: '終了する' }).click();
  await page.getByText('この通話で残すものはありません。').waitFor();
  assert.is(await button('すべて保存（ZIP）').count(), 0);
  await close();
});

test('a host who must wait sees the seconds run, and a refusal leads to what the help says of it', async () => {
  const { page, button, number, alert, close } = await open({ alone: true });
  await page.clock.install();
  await button('電話商談(1対1)').click();
  await number.fill('1234');
  const retryAt = (await page.evaluate(() => Date.now())) + 12_000;
  const refused = { at: 'refused', number: '1234', retryAt } as const;
  await show(page, { lookup: { ...refused, error: 'too-many-guesses' } });
  await alert.getByText('12秒後').waitFor();
  await page.clock.runFor(5_000);
  await alert.getByText('7秒後').waitFor();
  await page.clock.runFor(8_000);
  await alert.getByText('もう一度お試しください。').waitFor();
  const help = alert.getByRole('link');
  assert.is(await help.getAttribute('href'), '/help/#too-many-guesses');
  await close();
});

test('the language can be switched amid a call: nothing is lost, and it is remembered', async () => {
  const { page, button, close } = await open();
  await inCall(page);
  await deliver(page, 1);
  await page.getByRole('textbox', { name: 'メモ' }).fill('090');
  await button('English').click();
  await button('End connection').waitFor();
  assert.is(await page.locator('html').getAttribute('lang'), 'en');
  assert.match(await page.title(), 'agent console');
  assert.is(await page.getByRole('textbox', { name: 'Notes' }).inputValue(), '090');
  await page.locator('[data-capture-id]').waitFor();
  assert.not((await asked(page)).includes('end'));
  await page.reload();
  await button('Phone call (one to one)').waitFor();
  await close();
});

test('the icon that is grey says why, to everybody and always', async () => {
  const { page, close } = await open();
  await inCall(page, { page: 'connection', site: null, guest: 'connecting' });
  assert.ok(await page.getByText('お客さまとつながると使えます。').isVisible());
  assert.is(await support(page).getAttribute('aria-disabled'), 'true');
  await close();
});

// In WebKitGTK the console let a host take a guest's number, and then went on saying that it was
// connecting, under an icon that said otherwise.
test('a browser without WebRTC says so before a number is taken, and does not wait in a call', async () => {
  const { page, close } = await open({ before: 'delete window.RTCPeerConnection;' });
  const cannot = page.getByText('このブラウザでは画面を受け取れません');
  await page.getByRole('alert').filter({ has: cannot }).waitFor();
  await page.getByRole('button', { name: '電話商談(1対1)' }).click();
  await page.getByRole('textbox', { name: '接続ナンバー' }).waitFor();
  assert.ok(await page.getByRole('alert').filter({ has: cannot }).isVisible());
  await page.getByRole('button', { name: 'メニューに戻る' }).click();
  await inCall(page, { guest: 'connecting' });
  assert.is(await support(page).getAttribute('aria-disabled'), 'true');
  assert.is(await page.locator('[data-guest-state]').textContent(), '画面を受け取れません');
  await page.getByText('「こちらの機器では、画面を拝見できないようです。').waitFor();
  assert.is(await page.getByText('つないでいます').count(), 0);
  await close();
});

test.run();
