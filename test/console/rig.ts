/** The console in real Chromium with a fake link room, for its tests: opened, signed in, in a call. */
import * as assert from 'uvu/assert';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { HostDesk } from '../../src/link/types.js';
import { type Language, launchChromium, openDesktop } from '../support/browsers.js';
import { type BuiltPage, ORIGIN, buildPage } from '../ui/fake-pages.js';
import { running } from './fake-desk.js';
import type { Tools } from './fake-link.js';
import { SERVICE, serviceOf } from './fake-service.js';

declare const tools: Tools;

let browser: Browser;
let built: BuiltPage;

export { SERVICE };

export const start = async (): Promise<void> => {
  [browser, built] = await Promise.all([
    launchChromium(),
    buildPage('console', 'test/console/fake-link.ts'),
  ]);
};

export const stop = async (): Promise<void> => {
  await browser.close();
  await built.remove();
};

interface Opening {
  signedIn?: boolean;
  /** What the service says of its relay. */
  relay?: boolean;
  hash?: string;
  language?: Language;
  permissions?: string[];
  /** A script that runs in the page before its own. */
  before?: string;
  /** For a test that leaves in its browser what cannot be taken out again, such as a clock. */
  alone?: boolean;
}

/** A browser's context with one page. */
interface Place {
  context: BrowserContext;
  page: Page;
  /** Takes out all that the origin keeps. */
  wipe: () => Promise<void>;
  faults: string[];
}

const BLANK = `${ORIGIN}/blank`;
const VIEWPORT = { width: 1280, height: 800 };

/**
 * Places that tests have left empty, by what they were made with. A new one takes longer than most
 * tests; a test that fails gives none back.
 */
const places = new Map<string, Place>();

const newPlace = async ({ language, permissions, before }: Opening): Promise<Place> => {
  const context = await openDesktop(browser, language);
  if (permissions !== undefined) await context.grantPermissions(permissions, { origin: ORIGIN });
  if (before !== undefined) await context.addInitScript({ content: before });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) faults.push(said.text());
  });
  const devtools = await context.newCDPSession(page);
  const wipe = async () => {
    await page.goto(BLANK);
    await page.evaluate(() => {
      sessionStorage.clear();
    });
    await devtools.send('Storage.clearDataForOrigin', { origin: ORIGIN, storageTypes: 'all' });
    // An answer under way would come to a route that is gone, and end the process.
    await context.unrouteAll({ behavior: 'wait' });
    await page.unrouteAll({ behavior: 'wait' });
    await page.mouse.move(0, 0);
    await page.setViewportSize(VIEWPORT);
  };
  return { context, page, wipe, faults };
};

export const open = async (opening: Opening = {}) => {
  const { signedIn = true, relay = true, hash = '', language, permissions } = opening;
  const { before, alone = false } = opening;
  const made = JSON.stringify([language, permissions, before]);
  const place = (alone ? undefined : places.get(made)) ?? (await newPlace(opening));
  places.delete(made);
  const { context, page, wipe, faults } = place;
  await built.serve(page, serviceOf(signedIn ? { name: '担当者', relay } : undefined));
  await page.route(BLANK, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>-</title>' }),
  );
  await page.goto(`${ORIGIN}/console${hash}`);
  return {
    context,
    page,
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    text: (text: string) => page.getByText(text, { exact: true }).first(),
    number: page.getByRole('textbox', { name: '接続ナンバー' }),
    alert: page.getByRole('alert'),
    close: async () => {
      if (alone) await context.close();
      else await wipe();
      assert.equal(faults, [], 'no fault in the page, nothing against its CSP');
      if (!alone) places.set(made, place);
    },
  };
};

export const show = (
  page: Page,
  now: Partial<Pick<HostDesk, 'call' | 'claim' | 'lookup' | 'socket'>>,
) =>
  page.evaluate((state) => {
    tools.desk?.show(state);
  }, now);
export const deliver = async (page: Page, index: number, more = {}) => {
  await page.evaluate(([at, info]) => tools.deliver(at, info), [index, more] as const);
};
export const asked = (page: Page) => page.evaluate(() => tools.desk?.asked ?? []);
export const stripIds = (page: Page) =>
  page
    .locator('[data-capture-id]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-capture-id')));
export const described = (control: Locator) =>
  control.evaluate((element) => {
    const id = element.getAttribute('aria-describedby') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  });
export const inCall = async (page: Page, more: Parameters<typeof running>[0] = {}) => {
  await page.getByRole('button', { name: '電話商談(1対1)' }).waitFor();
  await show(page, { call: running({ startedAt: Date.now(), ...more }) });
  await page.getByRole('toolbar', { name: '通話メニュー' }).waitFor();
};
export const window = (page: Page) =>
  page.getByRole('region', { name: 'スマホ画面サポート', exact: true });
export const support = (page: Page) =>
  page.getByRole('button', { name: 'スマホ画面サポート', exact: true });
