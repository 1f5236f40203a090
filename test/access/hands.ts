/** Somebody who has a keyboard and a screen reader, and nothing else. */
import type { Browser, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { bundle } from '../capture/stage.js';
import type { OpenRoom } from '../gallery/room.js';
import type { GalleryState } from '../gallery/state.js';
import type { Ears } from './ears/entry.js';

declare const ears: Ears;

export interface Hands {
  page: Page;
  /** Walks by Tab until the focus is on what has this name. */
  tabTo: (name: string) => Promise<void>;
  /** Walks there and presses it. */
  press: (name: string, key?: 'Enter' | 'Space') => Promise<void>;
  /** The name of what has the focus comes to be this. */
  isAt: (name: string) => Promise<void>;
  /** The focus comes to be somewhere; on what has one of these names, if any are given. */
  isNotLost: (...names: string[]) => Promise<void>;
  isInDialog: () => Promise<void>;
  /** The message was said once since the last call, and nothing else of the kind. */
  hears: (message: string) => Promise<void>;
  leave: () => Promise<void>;
}

/** More than any of our pages has controls. */
const MOST_TABS = 80;

export const bundleEars = (): Promise<string> => bundle('test/access/ears/entry.ts', 'iife');

export const takeSeat = async (
  browser: Browser,
  room: OpenRoom,
  ear: string,
  { phone = false, state }: { phone?: boolean; state?: Partial<GalleryState> } = {},
): Promise<Hands> => {
  const context = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript({ content: ear });
  const page = await context.newPage();
  await room.serve(page);
  await state?.prepare?.(page);
  await page.goto(room.address({ name: '', show: () => Promise.resolve(), ...state }));

  const focus = (): Promise<string> => page.evaluate(() => ears.focus());
  let told = 0;

  const isAt = async (name: string): Promise<void> => {
    await page
      .waitForFunction((wanted) => ears.focus() === wanted, name, { timeout: 5000 })
      .catch(async () => {
        assert.is(await focus(), name, 'where the focus is');
      });
  };

  const tabTo = async (name: string): Promise<void> => {
    const passed: string[] = [];
    for (let presses = 0; presses < MOST_TABS; presses += 1) {
      const at = await page.evaluate(() => ears.control());
      if (at === name) return;
      passed.push(at);
      await page.keyboard.press('Tab');
    }
    assert.unreachable(`Tab never comes to ${name}; it came to ${[...new Set(passed)].join(', ')}`);
  };

  return {
    page,
    tabTo,
    isAt,
    press: async (name, key = 'Enter') => {
      await tabTo(name);
      await page.keyboard.press(key);
    },
    isNotLost: async (...names) => {
      const holds = (wanted: string[]): boolean => {
        const at = ears.focus();
        return wanted.length === 0 ? at !== '' : wanted.includes(at);
      };
      await page.waitForFunction(holds, names, { timeout: 5000 }).catch(async () => {
        const wanted = names.join(' or ') || 'something';
        assert.unreachable(`The focus is on “${await focus()}” and not on ${wanted}`);
      });
    },
    isInDialog: async () => {
      await page
        .waitForFunction(() => ears.isInDialog(), undefined, { timeout: 5000 })
        .catch(async () => {
          assert.unreachable(`The focus is on “${await focus()}”, out of the dialog`);
        });
    },
    hears: async (message) => {
      const said = (): Promise<string[]> => page.evaluate((from) => ears.heard().slice(from), told);
      const isHeard = ([from, wanted]: readonly [number, string]): boolean =>
        ears
          .heard()
          .slice(from)
          .some((text) => text.includes(wanted));
      await page
        .waitForFunction(isHeard, [told, message] as const, { timeout: 5000 })
        .catch(() => undefined);
      const all = await said();
      const times = all.filter((text) => text.includes(message)).length;
      assert.is(times, 1, `“${message}” is said ${times} times; said was: ${all.join(' | ')}`);
      told += all.length;
    },
    leave: () => context.close(),
  };
};
