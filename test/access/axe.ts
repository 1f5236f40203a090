/** Every state of a room's screens, held against WCAG 2.2 AA: what axe finds, and what it cannot see. */
import type { Browser, Page } from 'playwright-core';
import type { uvu } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle } from '../capture/stage.js';
import { sittingsOf } from '../gallery/picture.js';
import { type OpenRoom, type Room, closeRooms, openRooms } from '../gallery/room.js';
import { type View, createVisitor, inTurns, setView, settle } from '../gallery/visitor.js';
import { launchChromium } from '../support/browsers.js';
import type { Inspector } from './entry.js';

declare const inspector: Inspector;

/** Japanese in light, English in dark: each screen is seen in both languages and both schemes. */
export const TURNS = {
  ja: { language: 'ja', scheme: 'light' },
  en: { language: 'en', scheme: 'dark' },
} as const;
type Turn = (typeof TURNS)[keyof typeof TURNS];

/** Rooms whose controls are for thumbs, and how large those must be. */
const THUMB = 44;
/** WCAG 2.5.8. */
const LEAST = 24;

let browser: Browser;
let open: Map<Room, OpenRoom>;
let script: string;

const CHECKS = {
  shown: 'is shown without an error',
  axe: 'has nothing that axe finds',
  controls: 'has controls that a finger finds',
  focus: 'shows where the focus is',
  wide: 'needs no scrolling sideways on a screen 320 wide',
  text: 'loses no text at double size',
} as const;
type Check = keyof typeof CHECKS;
type Findings = Record<Check, string[]>;

const inspect = async (page: Page, room: Room, view: View): Promise<Omit<Findings, 'shown'>> => {
  const { ours } = room;
  const axe = await page.evaluate((root) => inspector.axe(root), ours);
  const least = room.phone ? THUMB : LEAST;
  const controls = await page.evaluate(([root, size]) => inspector.smallControls(root, size), [
    ours,
    least,
  ] as const);
  await page.keyboard.press('Tab');
  const focus = await page.evaluate((root) => inspector.hiddenFocus(root), ours);
  await setView(page, { ...view, size: { name: 'small', width: 320, height: 568 } });
  await settle(page);
  const excess = await page.evaluate(() => inspector.excess());
  const wide = excess > 0 ? [`the page is ${String(excess)} px wider than the screen`] : [];
  await setView(page, { ...view, size: room.phone ? { ...view.size, width: 390 } : view.size });
  await page.evaluate((root) => {
    inspector.doubleText(root);
  }, ours);
  await settle(page);
  const text = await page.evaluate((root) => inspector.clippedTexts(root), ours);
  return { axe, controls, focus, wide, text };
};

const inspectRoom = async (room: Room, { language, scheme }: Turn): Promise<Findings> => {
  const found: Findings = { shown: [], axe: [], controls: [], focus: [], wide: [], text: [] };
  const [size] = room.sizes;
  if (size === undefined) throw new Error(`${room.name} has no size`);
  const view = { size, scheme };
  await inTurns(
    sittingsOf([room], { only: [], size: [], language: [language], scheme: [] }),
    () => createVisitor(browser, open, { script }),
    async (sitting, visitor) => {
      const { name } = sitting.state;
      try {
        const logged = await visitor.visit(sitting, view, async (page) => {
          const inspected = await inspect(page, room, view);
          for (const [check, lines] of Object.entries(inspected)) {
            found[check as Check].push(...lines.map((line) => `${name}: ${line}`));
          }
        });
        found.shown.push(...logged.map((line) => `${name}: ${line}`));
      } catch (error) {
        found.shown.push(error instanceof Error ? error.message : String(error));
      }
    },
  );
  return found;
};

/** What a screen can show all at once. */
const RICHEST = ['console/call/captures/report'];

/** Each screen in the first of its states. */
export const oneEach = (room: Room): Room => ({
  ...room,
  states: room.states.filter(
    ({ name }, index, states) =>
      RICHEST.includes(name) ||
      states.findIndex((one) => screenOf(one.name) === screenOf(name)) === index,
  ),
});
const screenOf = (name: string): string => name.split('/').slice(0, 2).join('/');

/** Adds the tests of these rooms to a file's own. */
export const inspectRooms = (
  test: uvu.Test<Record<string, unknown>>,
  rooms: readonly Room[],
  turn: Turn,
): void => {
  test.before(async () => {
    [browser, open, script] = await Promise.all([
      launchChromium(),
      openRooms(rooms),
      bundle('test/access/entry.ts', 'iife'),
    ]);
  });
  test.after(async () => {
    await browser.close();
    await closeRooms(open);
  });
  for (const room of rooms) {
    let found: Promise<Findings> | undefined;
    for (const [check, says] of Object.entries(CHECKS)) {
      test(`${room.name} in ${turn.language}, ${turn.scheme}: every state ${says}`, async () => {
        found ??= inspectRoom(room, turn);
        assert.equal((await found)[check as Check], []);
      });
    }
  }
};
