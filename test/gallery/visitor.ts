/**
 * Goes from state to state. A new tab costs more than all that is done in it, so one tab is used as
 * long as room and language stay; what a page had stored is wiped before the next one is opened.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../support/browsers.js';
import type { OpenRoom, Room } from './room.js';
import type { Size } from './sizes.js';
import { type GalleryState, NOW, textsIn } from './state.js';

export type Scheme = 'light' | 'dark';

/** A state in one language: what one visit is for. */
export interface Sitting {
  room: Room;
  state: GalleryState;
  language: Language;
}

export interface View {
  size: Size;
  scheme: Scheme;
}

export interface Visitor {
  /**
   * Brings the tab to the state and gives it to `look`. Returns what the page logged as an error or
   * was forbidden by its policy. Rejects with a sentence if the state cannot be shown.
   */
  visit: (sitting: Sitting, view: View, look: (page: Page) => Promise<void>) => Promise<string[]>;
  leave: () => Promise<void>;
}

interface Tab {
  key: string;
  context: BrowserContext;
  page: Page;
  faults: string[];
}

const LOCALES: Record<Language, string> = { ja: 'ja-JP', en: 'en-US' };

/**
 * Before a page's own scripts. Nothing is left of what the state before it had stored; the time of
 * day stands still, while timers and animations go on. A text: tsx changes functions.
 */
const FRESH = `
for (const name of ['localStorage', 'sessionStorage']) {
  try {
    globalThis[name].clear();
  } catch {
    // This page has none.
  }
}
indexedDB?.deleteDatabase('misete.console');
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [${NOW}] : given));
  }
  static now() {
    return ${NOW};
  }
};
`;

interface VisitorSettings {
  /** Pixels of a picture for each pixel of the page. */
  scale?: number;
  /** Runs in every page before its own scripts. */
  script?: string;
}

export const createVisitor = (
  browser: Browser,
  open: ReadonlyMap<Room, OpenRoom>,
  { scale = 1, script = '' }: VisitorSettings = {},
): Visitor => {
  let current: Tab | undefined;

  const leave = async (): Promise<void> => {
    const tab = current;
    current = undefined;
    await tab?.context.close();
  };

  const newTab = async (key: string, { room, language }: Sitting): Promise<Tab> => {
    const context = await browser.newContext({
      ...(room.phone ? { isMobile: true, hasTouch: true } : {}),
      deviceScaleFactor: scale,
      locale: LOCALES[language],
      timezoneId: 'Asia/Tokyo',
      viewport: { width: 400, height: 400 },
    });
    context.setDefaultTimeout(30_000);
    await context.addInitScript({ content: FRESH + script });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (said) => {
      const text = said.text();
      if (said.type() === 'error' || /Content Security Policy/.test(text)) faults.push(text);
    });
    await open.get(room)?.serve(page);
    return { key, context, page, faults };
  };

  const tabFor = async (sitting: Sitting): Promise<Tab> => {
    const { room, state, language } = sitting;
    // What a state prepares would stay for the next one.
    const key = [room.name, language, state.prepare && state.name].join();
    if (current?.key !== key) {
      await leave();
      current = await newTab(key, sitting);
      await state.prepare?.(current.page);
    }
    return current;
  };

  return {
    leave,
    visit: async (sitting, view, look) => {
      const { room, state, language } = sitting;
      const openRoom = open.get(room);
      if (openRoom === undefined) throw new Error(`${room.name} is not open`);
      const { page, faults } = await tabFor(sitting);
      try {
        await setView(page, view);
        faults.length = 0;
        await page.goto(openRoom.address(state));
        await state.show({ page, texts: textsIn(language) });
        await settle(page);
        await look(page);
        return faults.filter((fault) => state.expects?.test(fault) !== true);
      } catch (error) {
        const why = [error instanceof Error ? error.message : String(error), ...faults];
        await leave();
        const sentence = `${state.name} (${language}) could not be shown: ${why.join('\n  ')}`;
        throw new Error(sentence, { cause: error });
      }
    },
  };
};

export const setView = async (page: Page, { size, scheme }: View): Promise<void> => {
  await page.setViewportSize({ width: size.width, height: size.height });
  await page.emulateMedia({ colorScheme: scheme });
};

/** Lets fonts and pictures come, and the page be laid out and drawn. */
export const settle = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const shadow = document.querySelector('[data-misete]')?.shadowRoot;
    const images = [document, ...(shadow ? [shadow] : [])].flatMap((root) => [
      ...root.querySelectorAll('img'),
    ]);
    const shown = images.filter((image) => image.checkVisibility() && image.loading !== 'lazy');
    await Promise.all(shown.map((image) => image.decode().catch(() => undefined)));
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    // A colour on its way to another is neither.
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.all(fading.map((one) => one.finished.catch(() => undefined)));
  });

/** As many as this machine's cores keep busy; more would only wait. */
const AT_ONCE = 2;

/** Works through a list with some visitors at a time, each with a tab of its own. */
export const inTurns = async <Job>(
  jobs: readonly Job[],
  create: () => Visitor,
  work: (job: Job, visitor: Visitor) => Promise<void>,
): Promise<void> => {
  const queue = jobs.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      const visitor = create();
      for (const job of queue) await work(job, visitor);
      await visitor.leave();
    }),
  );
};
