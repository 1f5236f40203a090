/** A page on a site of its own with the tag in it, and the guest's part with a fake call. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { GuestState, SendingState } from '../../src/link/index.js';
import { type Stage, bundle, openStage } from '../capture/stage.js';

export interface Rig extends Stage {
  /** The source of the loader, as browsers get it. */
  loader: string;
  tag: (attributes?: string) => string;
  /** Opens a page of this HTML on a phone. */
  open: (html: string | Buffer, options?: Opening) => Promise<Page>;
}

interface Opening {
  headers?: Record<string, string>;
  type?: string;
  context?: BrowserContextOptions;
}

export const openRig = async (): Promise<Rig> => {
  const [loader, rest, stage] = await Promise.all([
    bundle('src/guest/loader.ts', 'iife', { __GUEST_ENTRY__: '"rest.js"', MISETE_BRAND: '{}' }),
    bundle('test/guest/entry.ts', 'es'),
    openStage(),
  ]);
  const headers = { 'access-control-allow-origin': '*' };
  const type = 'text/javascript; charset=utf-8';
  stage.serve('/embed.js', { body: loader, type, headers });
  stage.serve('/rest.js', { body: rest, type, headers });
  stage.serve('/favicon.ico', { body: '' });
  return {
    ...stage,
    loader,
    tag: (attributes = '') =>
      `<script async src="${stage.elsewhere}/embed.js" referrerpolicy="origin" ${attributes}></script>`,
    open: async (body, { headers = {}, type = 'text/html; charset=utf-8', context = {} } = {}) => {
      stage.serve('/page', { body, headers, type });
      const opened = await stage.browser.newContext({
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 1,
        isMobile: true,
        hasTouch: true,
        locale: 'ja-JP',
        ...context,
      });
      const page = await opened.newPage();
      await page.goto(`${stage.site}/page`);
      return page;
    },
  };
};

export const named = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

export const become = (page: Page, state: GuestState): Promise<void> =>
  page.evaluate((next) => controls.call.become(next), state);

export const becomeSending = (page: Page, sending: SendingState): Promise<void> =>
  page.evaluate((next) => controls.call.becomeSending(next), sending);

/** What was asked of the call so far. */
export const asked = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => controls.call.asked);

export const connected = {
  at: 'connected',
  host: '佐藤',
  link: 'open',
  sentBefore: false,
} as const;
export const OPEN = 'スマホ画面サポートを利用する';
export const START = 'スマホ画面サポートを開始する';
export const ALREADY = '担当者とつながっている方はこちら';
