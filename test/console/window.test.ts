/** The screen support window in real Chromium: its place, its pictures, its keys, and its calls for attention. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Locator, Page } from 'playwright-core';
import { captureId, captureInfo, running } from './fake-desk.js';
import type { Tools } from './fake-link.js';
import * as rig from './rig.js';

declare const tools: Tools;
/** What stands in for the system's notifications; see `open`. */
declare const notices: { title: string; body: string; open: boolean; onclick?: () => void }[];
declare const attention: { hidden: boolean; permission: string; asked: number };

test.before(rig.start);
test.after(rig.stop);

/**
 * The parts of the browser that a test cannot have for real: another tab in front, a notification. As a
 * text, because tsx puts helpers into functions that the page does not have.
 */
const standIns = `
  window.notices = [];
  window.attention = { hidden: false, permission: 'default', asked: 0 };
  Object.defineProperty(document, 'visibilityState', {
    get: () => (attention.hidden ? 'hidden' : 'visible'),
  });
  window.Notification = class {
    static get permission() {
      return attention.permission;
    }
    static async requestPermission() {
      attention.asked += 1;
      return (attention.permission = 'granted');
    }
    constructor(title, { body }) {
      Object.assign(this, { title, body, open: true });
      notices.push(this);
    }
    close() {
      this.open = false;
    }
  };
`;

const open = async ({ alone = false } = {}) => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const opened = await rig.open({ permissions, before: standIns, alone });
  const { page, button } = opened;
  await button('電話商談(1対1)').waitFor();
  return {
    ...opened,
    frame: rig.window(page),
    room: page.getByRole('group', { name: '画面', exact: true }),
    picture: page.getByRole('img', { name: 'ゲストが送信した画面' }),
  };
};

/** The picture that the fake makes. */
const PHONE = { width: 390, height: 844 };

const begin = async (page: Page, captures = 0) => {
  await page.evaluate(
    (call) => {
      tools.keep(call);
      tools.desk?.show({ call });
    },
    running({ startedAt: Date.now() }),
  );
  await page.getByRole('toolbar', { name: '通話メニュー' }).waitFor();
  for (let index = 1; index <= captures; index += 1) await deliver(page, index);
};
const deliver = async (page: Page, index: number, more = {}) => {
  await page.evaluate(([at, info]) => tools.deliver(at, info), [
    index,
    { ...PHONE, ...more },
  ] as const);
  await page.locator(`[data-capture-id="${captureId(index)}"]`).waitFor();
};
const boxOf = async (thing: Locator) => {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('it is not in sight');
  return box;
};
/** Waits until it is so; a page needs a frame to draw what was changed. */
const until = async (page: Page, isSo: () => Promise<boolean>) => {
  for (let frames = 0; !(await isSo()); frames += 1) {
    if (frames > 600) throw new Error(`it never was so: ${isSo.toString()}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
};
const drag = async (page: Page, from: { x: number; y: number }, by: { x: number; y: number }) => {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await page.mouse.move(from.x + by.x, from.y + by.y);
  await page.mouse.up();
};
const percent = (page: Page) => page.locator('.percent').textContent();
const focused = (page: Page) =>
  page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ??
      document.activeElement?.textContent.trim(),
  );
const inFront = (page: Page) =>
  page.locator('[data-capture-id][aria-current=true]').getAttribute('data-capture-id');

test('it fills its room until its head is drawn: then it floats where it was put, also after a reload', async () => {
  const { page, frame, button, close } = await open();
  await begin(page, 1);
  const docked = await boxOf(frame);
  await drag(page, { x: docked.x + 400, y: docked.y + 20 }, { x: -120, y: 60 });
  await button('元の位置に戻す').waitFor();
  const free = await boxOf(frame);
  assert.ok(free.width < docked.width);
  assert.is(Math.round(free.y), Math.round(docked.y + 60));

  await drag(page, { x: free.x + 200, y: free.y + 20 }, { x: 31, y: -17 });
  const moved = await boxOf(frame);
  assert.equal([moved.x - free.x, moved.y - free.y], [31, -17]);

  await page.reload();
  await page.locator('[data-capture-id]').waitFor();
  const again = await boxOf(frame);
  assert.equal(
    [again.x, again.y, again.width, again.height].map(Math.round),
    [moved.x, moved.y, moved.width, moved.height].map(Math.round),
  );
  await button('元の位置に戻す').click();
  assert.is(Math.round((await boxOf(frame)).width), Math.round(docked.width));
  await close();
});

test('by keyboard, too, it is moved and resized, and goes back', async () => {
  const { page, frame, button, close } = await open();
  await begin(page);
  await button('ウィンドウを動かす').focus();
  await page.keyboard.press('ArrowDown');
  const first = await boxOf(frame);
  await page.keyboard.press('ArrowLeft');
  const moved = await boxOf(frame);
  assert.equal([Math.round(moved.x - first.x), moved.width], [-16, first.width]);
  await button('ウィンドウの大きさを変える').focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  const smaller = await boxOf(frame);
  assert.equal(
    [Math.round(smaller.width - moved.width), Math.round(smaller.height - moved.height)],
    [-80, -16],
  );
  assert.equal([smaller.x, smaller.y], [moved.x, moved.y]);
  await button('元の位置に戻す').press('Enter');
  assert.ok((await boxOf(frame)).width > smaller.width);
  assert.is(await focused(page), '切り離す');
  await close();
});

test('an edge is drawn; a smaller browser keeps the window inside, a larger one gives its place back', async () => {
  const { page, frame, button, close } = await open();
  await begin(page, 1);
  await button('切り離す').click();
  const free = await boxOf(frame);
  await drag(page, { x: free.x + 2, y: free.y + 200 }, { x: -50, y: 0 });
  const wider = await boxOf(frame);
  assert.equal([Math.round(wider.width - free.width), Math.round(free.x - wider.x)], [50, 50]);

  await page.setViewportSize({ width: 900, height: 600 });
  await until(page, async () => {
    const box = await boxOf(frame);
    return box.x >= 0 && box.x + box.width <= 900 && box.y + box.height <= 600;
  });
  await page.setViewportSize({ width: 600, height: 800 });
  await button('元の位置に戻す').waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await until(page, async () => Math.round((await boxOf(frame)).x) === Math.round(wider.x));
  assert.is(Math.round((await boxOf(frame)).width), Math.round(wider.width));
  await close();
});

test('the picture is shown whole, and as large as one likes by buttons and keys', async () => {
  const { page, room, picture, button, close } = await open();
  await begin(page, 1);
  await button('全体').and(page.locator('[aria-pressed=true]')).waitFor();
  const [whole, around] = [await boxOf(picture), await boxOf(room)];
  assert.ok(whole.height <= around.height && whole.y >= around.y);
  await button('100%').click();
  assert.equal([(await boxOf(picture)).width, await percent(page)], [PHONE.width, '100%']);
  await button('横幅').click();
  assert.ok((await boxOf(picture)).width > around.width - 40);
  assert.is(await room.evaluate(({ scrollTop }) => scrollTop), 0, 'it begins at the top');

  await room.focus();
  await page.keyboard.press('1');
  await page.keyboard.press('+');
  assert.is(await percent(page), '125%');
  await page.keyboard.press('-');
  assert.is(await percent(page), '100%');
  const before = await room.evaluate(({ scrollTop }) => scrollTop);
  await page.keyboard.press('ArrowDown');
  await until(page, async () => (await room.evaluate(({ scrollTop }) => scrollTop)) > before);
  await page.keyboard.press('0');
  assert.ok((await boxOf(picture)).height <= around.height);
  await close();
});

test('Ctrl and wheel zoom where the pointer is; the wheel alone and a drag move the picture', async () => {
  const { page, room, picture, button, close } = await open();
  await begin(page, 1);
  await button('100%').click();
  const around = await boxOf(room);
  const at = { x: around.x + around.width / 2 + 60, y: around.y + 120 };
  const share = async () => (at.y - (await boxOf(picture)).y) / (await boxOf(picture)).height;
  const under = await share();
  await page.mouse.move(at.x, at.y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await until(page, async () => (await percent(page)) !== '100%');
  await page.keyboard.up('Control');
  assert.ok((await boxOf(picture)).width > PHONE.width);
  assert.ok(Math.abs((await share()) - under) < 0.01, 'what was under the pointer still is');
  assert.is(await page.evaluate(() => devicePixelRatio), 1, 'the page itself is not zoomed');

  const top = () => room.evaluate(({ scrollTop }) => scrollTop);
  const before = await top();
  await page.mouse.wheel(0, 50);
  await until(page, async () => (await top()) > before);
  const wheeled = await top();
  await drag(page, at, { x: 0, y: 40 });
  await until(page, async () => (await top()) < wheeled);
  await close();
});

test('a double click goes to 100 % and back; each capture keeps its own size', async () => {
  const { page, room, picture, close } = await open();
  await begin(page, 2);
  const around = await boxOf(room);
  const middle = [around.x + around.width / 2, around.y + 100] as const;
  await page.mouse.dblclick(...middle);
  await until(page, async () => (await boxOf(picture)).width === PHONE.width);
  await page.locator(`[data-capture-id="${captureId(1)}"]`).click();
  await until(page, async () => (await boxOf(picture)).height < around.height);
  await page.locator(`[data-capture-id="${captureId(2)}"]`).click();
  await until(page, async () => (await boxOf(picture)).width === PHONE.width);
  await page.mouse.dblclick(...middle);
  await until(page, async () => (await boxOf(picture)).height < around.height);
  await close();
});

test('the arrow keys walk along the strip, one stop for Tab; j and k do so from anywhere', async () => {
  const { page, frame, close } = await open();
  await begin(page, 12);
  assert.is(await page.locator('[data-capture-id]').count(), 12);
  assert.is(await page.locator('[data-capture-id][tabindex="0"]').count(), 1);
  await page.locator(`[data-capture-id="${captureId(12)}"]`).focus();
  await page.keyboard.press('ArrowDown');
  assert.is(await inFront(page), captureId(11));
  assert.is(await page.locator('[data-page-title]').textContent(), captureInfo(11).title);
  await page.keyboard.press('End');
  assert.is(await inFront(page), captureId(1));
  await page.keyboard.press('Home');
  assert.is(await inFront(page), captureId(12));
  await frame.getByRole('heading', { name: 'スマホ画面サポート' }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  assert.is(await inFront(page), captureId(11));
  await close();
});

test('the picture is copied as a PNG whatever it came as, the URL as text, and both are said once', async () => {
  const { page, frame, button, close } = await open();
  await begin(page);
  const jpeg = await page.evaluate(
    async (info) => {
      const canvas = new OffscreenCanvas(390, 844);
      canvas.getContext('2d')?.fillRect(0, 0, 390, 844);
      const picture = await canvas.convertToBlob({ type: 'image/jpeg' });
      await tools.desk?.deliver(info, picture);
      return picture.type;
    },
    captureInfo(1, { ...PHONE, mime: 'image/jpeg' }),
  );
  assert.is(jpeg, 'image/jpeg');
  await button('画像をコピー').click();
  const said = frame.getByRole('status');
  await said.getByText('画像をコピーしました').waitFor();
  assert.is(await page.getByText('画像をコピーしました').count(), 1);
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const blob = await item?.getType('image/png');
    if (blob === undefined) return [];
    const { width, height } = await createImageBitmap(blob);
    return [blob.type, width, height];
  });
  assert.equal(copied, ['image/png', 390, 844]);
  await button('URLをコピー').click();
  await said.getByText('URLをコピーしました').waitFor();
  assert.is(await page.evaluate(() => navigator.clipboard.readText()), captureInfo(1).url);
  await close();
});

test('where the browser cannot copy pictures, the button is grey and says why', async () => {
  const { context, page, button, close } = await open({ alone: true });
  await context.addInitScript({ content: 'delete window.ClipboardItem;' });
  await begin(page);
  await page.reload();
  await page.getByRole('toolbar', { name: '通話メニュー' }).waitFor();
  await deliver(page, 1);
  const copy = button('画像をコピー');
  assert.is(await copy.getAttribute('aria-disabled'), 'true');
  const id = (await copy.getAttribute('aria-describedby')) ?? '';
  assert.match(await page.locator(`[id="${id}"]`).innerText(), /［保存］をお使いください/);
  await close();
});

test('a page of the web is opened in a tab that knows nothing of this one; anything else not at all', async () => {
  const { context, page, frame, button, close } = await open();
  await context.route('https://shop.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>shop</title>' }),
  );
  await begin(page, 1);
  const opened = context.waitForEvent('page');
  await button('shop.example を開く').click();
  const other = await opened;
  await other.waitForLoadState();
  assert.is(other.url(), captureInfo(1).url);
  assert.is(await other.evaluate(() => opener === null && document.referrer === ''), true);
  await other.close();

  await deliver(page, 2, { url: 'javascript:alert(document.domain)' });
  const none = button('ページを開く');
  assert.is(await none.getAttribute('aria-disabled'), 'true');
  assert.match((await none.getAttribute('title')) ?? '', /開けません/);
  await none.click({ force: true });
  await frame.getByRole('heading', { name: 'スマホ画面サポート' }).focus();
  await page.keyboard.press('o');
  assert.is(context.pages().length, 1);
  assert.is(await frame.getByRole('link').count(), 0);
  await close();
});

test('[P6] [P4] beside the picture stands what it does not show, and what to tell the guest', async () => {
  const { page, close } = await open();
  await begin(page);
  const report = [
    { what: 'image', why: 'cross-origin', count: 2 },
    { what: 'field', why: 'masked', count: 1 },
  ];
  await deliver(page, 1, { report });
  const said = page.getByRole('region', { name: 'この画面で見えない所' });
  await said.getByText('画像2件は表示できません').waitFor();
  await said.getByText('そこに何が出ているか、教えていただけますか').waitFor();
  await said.getByText('隠している所は、こちらからは見えません').waitFor();
  await deliver(page, 2);
  assert.is(await said.count(), 0);
  await close();
});

test('the keys have a sheet, rest while somebody types or turns them off, and that is remembered', async () => {
  const { page, frame, button, close } = await open();
  await begin(page, 2);
  const heading = frame.getByRole('heading', { name: 'スマホ画面サポート' });
  await heading.focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'キー操作' });
  await sheet.getByText('画像をコピー', { exact: true }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  assert.is(await inFront(page), captureId(2), 'the sheet has no keys');
  assert.is(await focused(page), 'スマホ画面サポート');

  await frame.getByText('別のサイトのページを追加').click();
  const number = frame.getByRole('textbox', { name: '接続ナンバー' });
  await number.focus();
  await page.keyboard.press('1');
  await page.keyboard.press('j');
  assert.match(await number.inputValue(), /^1/);
  assert.equal([await inFront(page), (await percent(page)) === '100%'], [captureId(2), false]);

  await button('接続を終了').focus();
  await page.keyboard.press('j');
  assert.is(await inFront(page), captureId(2), 'nothing outside the window');

  await button('キー操作').click();
  await sheet.getByRole('switch', { name: '1文字のキーで操作する' }).click();
  await sheet.getByRole('button', { name: '閉じる' }).click();
  await heading.focus();
  await page.keyboard.press('j');
  assert.is(await inFront(page), captureId(2));
  await page.reload();
  await page.locator('[data-capture-id]').first().waitFor();
  await heading.focus();
  await page.keyboard.press('j');
  assert.is(await inFront(page), captureId(2));
  await close();
});

const away = (page: Page, hidden: boolean) =>
  page.evaluate((now) => {
    attention.hidden = now;
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('captures that come while the tab is away are counted in its title and on its icon until it is seen', async () => {
  const { page, close } = await open();
  await begin(page, 1);
  const title = await page.title();
  const icon = () => page.locator('link[rel=icon]').getAttribute('href');
  await away(page, true);
  await deliver(page, 2);
  await deliver(page, 3);
  assert.is(await page.title(), `(2) ${title}`);
  assert.is(await icon(), '/icon-waiting.svg');
  assert.is(await page.evaluate(() => notices.length), 0, 'nobody asked for notifications');
  await away(page, false);
  assert.is(await page.title(), title);
  assert.is(await icon(), '/icon.svg');
  await close();
});

test('a host who wants it is notified, by time and site alone; a click shows that capture', async () => {
  const { page, frame, button, close } = await open();
  await begin(page, 1);
  assert.is(await page.evaluate(() => attention.asked), 0, 'never by itself');
  await button('通知').click();
  const sheet = page.getByRole('dialog', { name: '画面が届いたときの通知' });
  assert.is(await page.evaluate(() => attention.asked), 0, 'explained first');
  const wanted = sheet.getByRole('switch', { name: '通知を受け取る' });
  await wanted.click();
  await sheet.locator('[role=switch][aria-checked=true]').waitFor();
  assert.is(await page.evaluate(() => attention.asked), 1);
  await sheet.getByRole('button', { name: '閉じる' }).click();
  assert.is(await focused(page), '通知');

  await button('最小化').click();
  assert.is(await focused(page), 'スマホ画面サポート', 'on the icon that brings it back');
  await away(page, true);
  await page.evaluate(([info]) => tools.deliver(2, info), [
    { ...PHONE, title: '秘密の題名', url: 'https://shop.example/secret?a=1' },
  ] as const);
  await page.waitForFunction(() => notices.length === 1);
  const notice = await page.evaluate(() => ({ ...notices[0] }));
  assert.is(notice.title, '画面が届きました');
  assert.match(notice.body ?? '', /^\d\d:\d\d:\d\d shop\.example$/);
  await page.evaluate(() => notices[0]?.onclick?.());
  await frame.waitFor();
  assert.is(await inFront(page), captureId(2));
  assert.not(await page.evaluate(() => notices[0]?.open), 'closed when seen');
  await close();
});

test('where the system forbids notifications, the switch is off and says what to do', async () => {
  const { page, button, close } = await open();
  await begin(page);
  await page.evaluate(() => {
    attention.permission = 'denied';
  });
  await button('通知').click();
  assert.ok(await page.getByRole('switch', { name: '通知を受け取る' }).isDisabled());
  await page.getByText('このサイトの通知を許可してください').waitFor();
  await close();
});

// 「削除」 asked, another capture came to the front meanwhile, and that one was deleted.
test('[P8] the capture that is deleted is the one that was in front at the click', async () => {
  const { page, button, close } = await open();
  await begin(page, 2);
  await button('削除').click();
  await deliver(page, 3);
  assert.is(await inFront(page), captureId(3));
  await page.getByRole('dialog').getByRole('button', { name: '削除する' }).click();
  await page.locator(`[data-capture-id="${captureId(2)}"]`).waitFor({ state: 'detached' });
  assert.is(await page.locator('[data-capture-id]').count(), 2);
  assert.is(await inFront(page), captureId(3));
  await close();
});

test('with a call and with its end the focus goes to what came, never to nothing', async () => {
  const { page, button, close } = await open();
  await button('電話商談(1対1)').click();
  await page.getByRole('textbox', { name: '接続ナンバー' }).focus();
  await begin(page, 1);
  await until(page, async () => (await focused(page)) === 'スマホ画面サポート');
  await page.keyboard.press('1');
  assert.is(await percent(page), '100%', 'the keys work at once');
  await button('接続を終了').click();
  await page.getByRole('dialog').getByRole('button', { name: '終了する' }).click();
  await until(page, async () => (await focused(page)) === '接続が終了しました');
  await close();
});

test.run();
