/**
 * What a guest and a host do, in the words of docs (and of the contract): tests of the whole read as
 * the two would tell it.
 */
import type { Locator, Page } from 'playwright-core';
import { consoleTexts, guestTexts, loaderTexts, sharedTexts } from '../../src/text/index.js';
import type { Language } from './browsers.js';
import type { Rect } from './picture.js';
import type { TestService } from './service.js';

/** The contract's names, written out: a text that changes there breaks somebody's test. */
const JA = {
  use: 'スマホ画面サポートを利用する',
  support: 'スマホ画面サポート',
  begin: 'スマホ画面サポートを開始する',
  inCall: '担当者とつながっている方はこちら',
  before: 'Misete をはじめる前に',
  renew: '再発行',
  send: '画面を送信',
  wrong: 'ちがいます',
  sent: '送信しました',
  ended: '接続が終了しました',
  end: '接続を終了',
  endNow: '終了する',
  hostKey: 'ホストキー',
  signIn: 'サインイン',
  call: '電話商談(1対1)',
  number: '接続ナンバー',
  fromTarget: 'スマホ画面サポートを利用した接続です',
  start: '開始',
  add: '追加',
  picture: 'ゲストが送信した画面',
  minimise: '最小化',
};
type Names = typeof JA;

const EN: Names = {
  use: loaderTexts.en.button,
  support: consoleTexts.en.call.support,
  begin: guestTexts.en.sheet.start,
  inCall: guestTexts.en.sheet.already,
  before: sharedTexts.en.before.heading('Misete'),
  renew: sharedTexts.en.number.renew,
  send: guestTexts.en.bar.send,
  wrong: sharedTexts.en.connected.notThisPerson,
  sent: guestTexts.en.notice.sent,
  ended: sharedTexts.en.ended.heading,
  end: sharedTexts.en.connected.end,
  endNow: sharedTexts.en.connected.endYes,
  hostKey: consoleTexts.en.signIn.key,
  signIn: consoleTexts.en.signIn.submit,
  call: consoleTexts.en.home.call,
  number: consoleTexts.en.entry.number,
  fromTarget: consoleTexts.en.entry.fromTarget,
  start: consoleTexts.en.entry.start,
  add: consoleTexts.en.entry.add,
  picture: consoleTexts.en.window.picture,
  minimise: consoleTexts.en.window.minimise,
};

const namesIn = (language: Language): Names => (language === 'ja' ? JA : EN);

/** One page of a guest's: a target page, or the connection page. */
export class GuestPage {
  readonly names: Names;

  constructor(
    readonly page: Page,
    readonly language: Language = 'ja',
  ) {
    this.names = namesIn(language);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A finger's tap; a mouse's click in Firefox, where WebDriver BiDi's finger reaches no page. */
  press(what: Locator): Promise<void> {
    const isFirefox = this.page.context().browser()?.browserType().name() === 'firefox';
    return isFirefox ? what.click() : what.tap();
  }

  /** Flow 3.1 up to the number, on a target page. */
  async askForCallNumber(): Promise<string> {
    await this.press(this.button(this.names.use));
    await this.press(this.button(this.names.begin));
    return this.agree();
  }

  /** Flow 3.2: the number that adds this page to a running call. */
  async askForSupportNumber(): Promise<string> {
    await this.press(this.button(this.names.use));
    await this.press(this.button(this.names.inCall));
    return this.number();
  }

  /** The terms, on the sheet and on the connection page. */
  async agree(): Promise<string> {
    await this.page.getByRole('heading', { name: this.names.before }).waitFor();
    await this.press(this.button('OK'));
    return this.number();
  }

  async number(): Promise<string> {
    const shown = this.page.locator('[data-connection-number]');
    await shown.filter({ hasText: /^[0-9]{4}$/ }).waitFor();
    return (await shown.textContent()) ?? '';
  }

  /** A leg that finds no path is replaced after 15 s, three at most (C7); which is said here. */
  async waitUntilConnected(): Promise<void> {
    const since = Date.now();
    await this.button(this.names.send).waitFor({ timeout: 60_000 });
    const seconds = Math.round((Date.now() - since) / 1000);
    if (seconds >= 15) console.log(`connected only after ${String(seconds)} s: a leg was replaced`);
  }

  /** Sends the screen; resolves to the capture's id once the page says that it was sent. */
  async send(): Promise<string> {
    const sent = this.page.locator('[data-misete] [data-capture-id]');
    const before =
      (await sent.count()) > 0 ? await sent.first().getAttribute('data-capture-id') : null;
    await this.press(this.button(this.names.send));
    const now =
      before === null
        ? sent.first()
        : this.page.locator(`[data-misete] [data-capture-id]:not([data-capture-id="${before}"])`);
    await now.filter({ hasText: this.names.sent }).waitFor();
    return (await now.getAttribute('data-capture-id')) ?? '';
  }

  /** Everything of ours out of sight, as it is in the picture (P5). */
  async screenshotWithoutOurs(): Promise<Buffer> {
    const show = (shown: boolean) =>
      this.page.evaluate((value) => {
        for (const { shadowRoot } of document.querySelectorAll('[data-misete]')) {
          for (const part of shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
            if (value) part.style.removeProperty('visibility');
            else part.style.setProperty('visibility', 'hidden', 'important');
          }
        }
      }, shown);
    await show(false);
    const picture = await this.page.screenshot();
    await show(true);
    return picture;
  }

  /** Where masked fields are: there the picture is another on purpose (P4). */
  maskedRects(): Promise<Rect[]> {
    return this.page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '[type=password],[autocomplete*=password],[autocomplete^=cc-],[data-misete-mask]',
        ),
      ].map((field) => {
        const { x, y, width, height } = field.getBoundingClientRect();
        return { x: x - 2, y: y - 2, width: width + 4, height: height + 4 };
      }),
    );
  }

  /** The link of a page that the host has sent. */
  offered(name: string): Locator {
    return this.page.getByRole('link', { name });
  }

  /** One tap on it; resolves to the page in its new tab. */
  async openOffered(name: string): Promise<GuestPage> {
    const opening = this.page.context().waitForEvent('page');
    await this.press(this.offered(name));
    return new GuestPage(await opening, this.language);
  }

  async waitUntilEnded(): Promise<void> {
    await this.page.getByText(this.names.ended).first().waitFor();
  }
}

/** The host's console in one tab. */
export class HostPage {
  readonly names: Names;

  constructor(
    readonly page: Page,
    readonly language: Language = 'ja',
  ) {
    this.names = namesIn(language);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async signIn({ url, key }: Pick<TestService, 'url' | 'key'>): Promise<void> {
    await this.page.goto(`${url}/console`);
    await this.page.getByRole('textbox', { name: this.names.hostKey }).fill(key);
    await this.button(this.names.signIn).click();
    await this.page.getByText(this.names.call).first().waitFor();
  }

  /** Types the number where a call starts. */
  async typeNumber(number: string): Promise<void> {
    const menu = this.page
      .getByRole('button', { name: this.names.call })
      .or(this.page.getByRole('link', { name: this.names.call }));
    await menu.first().click();
    await this.page.getByRole('textbox', { name: this.names.number }).fill(number);
  }

  async startCall(number: string): Promise<void> {
    await this.typeNumber(number);
    await this.button(this.names.start).click();
    await this.toggle.waitFor();
  }

  /** The icon of the call menu that shows and hides the window. */
  get toggle(): Locator {
    return this.page
      .locator('button[aria-pressed]')
      .filter({ hasText: this.names.support })
      .or(this.page.locator(`button[aria-pressed][aria-label="${this.names.support}"]`));
  }

  get window(): Locator {
    return this.page
      .getByRole('region', { name: this.names.support, exact: true })
      .or(this.page.getByRole('dialog', { name: this.names.support, exact: true }));
  }

  get picture(): Locator {
    return this.page.getByRole('img', { name: this.names.picture });
  }

  /** Resolves once this capture is in the strip. */
  async waitForCapture(id: string): Promise<void> {
    await this.page.locator(`[data-capture-id="${id}"]`).first().waitFor();
  }

  async captureIds(): Promise<string[]> {
    const strip = await this.page.locator('[data-capture-id]').all();
    return Promise.all(
      strip.map(async (item) => (await item.getAttribute('data-capture-id')) ?? ''),
    );
  }

  async title(): Promise<string> {
    return (await this.page.locator('[data-page-title]').textContent())?.trim() ?? '';
  }

  async url(): Promise<string> {
    return (await this.page.locator('[data-page-url]').textContent())?.trim() ?? '';
  }

  /** The bytes of the picture in front, as PNG. */
  async pictureBytes(): Promise<Buffer> {
    const base64 = await this.picture.evaluate(async (element) => {
      const img = element as HTMLImageElement;
      await img.decode();
      const canvas = document.createElement('canvas');
      canvas.width = img.naturalWidth;
      canvas.height = img.naturalHeight;
      canvas.getContext('2d')?.drawImage(img, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    return Buffer.from(base64, 'base64');
  }

  /** Sends the guest a page, by its address and what the button is to say. */
  async offerPage(url: string, name: string): Promise<void> {
    const { offer } = consoleTexts[this.language];
    const address = this.page.getByRole('textbox', { name: offer.url, exact: true });
    if (!(await address.isVisible()))
      await this.page.getByText(offer.heading, { exact: true }).click();
    await address.fill(url);
    await this.page.getByRole('textbox', { name: offer.name, exact: true }).fill(name);
    await this.button(offer.send).click();
  }

  /** How a page that was sent is doing, as the host reads it. */
  async waitForOffer(state: keyof typeof consoleTexts.ja.offer.states): Promise<void> {
    await this.page.getByText(consoleTexts[this.language].offer.states[state]).first().waitFor();
  }

  async addPage(number: string): Promise<void> {
    await this.window.getByRole('textbox', { name: this.names.number }).fill(number);
    await this.window.getByRole('button', { name: this.names.add, exact: true }).click();
  }

  async endCall(): Promise<void> {
    await this.button(this.names.end).click();
    await this.page.getByRole('dialog').getByRole('button', { name: this.names.endNow }).click();
  }
}
