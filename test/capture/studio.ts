/** Pages made up for one test, with the capture room imported into them as anyone may use it. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type * as Room from '../../src/capture/index.js';
import type { CaptureOptions } from '../../src/capture/index.js';
import type { ReportLine } from '../../src/protocol/index.js';
import { readable } from './readable.js';
import type {} from './sources.js';
import { type Stage, bundle, openStage } from './stage.js';

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 600 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

const HEAD =
  '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">';

export interface Taken {
  /** Of a capture as PNG; else without pixels. */
  picture: PNG;
  bytes: Buffer;
  width: number;
  height: number;
  report: ReportLine[];
  /** All text that the picture was drawn from, read through every wrapping. */
  drawnFrom: string;
}

export interface Shown {
  headers?: Record<string, string>;
  /** Instead of the head that makes it an ordinary page of UTF-8 for phones. */
  head?: string;
  type?: string;
}

export interface Studio extends Stage {
  /** The address of the capture room's module, on another site. */
  room: string;
  /** A phone of its own, which lasts as long as the studio. */
  phone: (opening?: PhoneOpening) => Promise<Page>;
  /** A phone of its own, closed after what is done with it. */
  onPhone: <T>(then: (page: Page) => Promise<T>, opening?: PhoneOpening) => Promise<T>;
  /** Serves this HTML and has the phone load it. */
  show: (page: Page, body: string, how?: Shown) => Promise<void>;
  /**
   * Has a phone load this HTML. The phone is used again: a test that changes more than the document
   * (listeners, routes, where the pointer is) asks for one of its own.
   */
  inPage: <T>(body: string, how: Shown, then: (page: Page) => Promise<T>) => Promise<T>;
  take: (page: Page, options?: CaptureOptions) => Promise<Taken>;
  /** Opens a page of this HTML, does something in it, and captures it. */
  captureOf: (
    body: string,
    prepare?: (page: Page) => Promise<unknown>,
    options?: CaptureOptions,
  ) => Promise<Taken>;
}

interface PhoneOpening extends BrowserContextOptions {
  /** Leaves the browser's functions as they are; nothing is known of what a picture is drawn from. */
  unwatched?: boolean;
}

declare global {
  /** Set by a test, for what cannot be said from outside the page. */
  var captureOptions: CaptureOptions | undefined;
}

export const openStudio = async (): Promise<Studio> => {
  const [room, sources, stage] = await Promise.all([
    bundle('src/capture/index.ts', 'es'),
    bundle('test/capture/sources.ts', 'iife'),
    openStage(),
  ]);
  // Kept, as a page of real life has it kept: most tests are not about how it comes.
  const everywhere = { 'access-control-allow-origin': '*', 'cache-control': 'max-age=600' };
  stage.serve('/capture.js', { body: room, type: 'text/javascript', headers: everywhere });
  stage.serve('/photo.png', { body: photo(), type: 'image/png' });
  stage.serve('/favicon.ico', { body: '' });
  const address = `${stage.elsewhere}/capture.js`;

  const phone: Studio['phone'] = async ({ unwatched = false, ...opening } = {}) => {
    const context = await stage.browser.newContext({ ...PHONE, ...opening });
    if (!unwatched) await context.addInitScript({ content: sources });
    return context.newPage();
  };
  const onPhone: Studio['onPhone'] = async (then, opening) => {
    const page = await phone(opening);
    try {
      return await then(page);
    } finally {
      await page.context().close();
    }
  };
  const show: Studio['show'] = async (page, body, { headers = {}, head = HEAD, type } = {}) => {
    stage.serve('/page', { body: head + body, headers, ...(type === undefined ? {} : { type }) });
    await page.goto(`${stage.site}/page`);
  };
  // A window takes longer than most of what is done in it. What a page under test does to its realm
  // ends with its document; after a failure the next one gets a fresh window all the same.
  let kept: Page | undefined;
  const inPage: Studio['inPage'] = async (body, how, then) => {
    const page = kept ?? (await phone());
    kept = undefined;
    await show(page, body, how);
    const result = await then(page);
    kept = page;
    return result;
  };
  const take: Studio['take'] = async (page, options = { type: 'image/png' }) =>
    unpack(await page.evaluate(captureInPage, { address, options: JSON.stringify(options) }));
  return {
    ...stage,
    room: address,
    phone,
    onPhone,
    show,
    inPage,
    take,
    captureOf: (body, prepare = () => Promise.resolve(), options) =>
      inPage(body, {}, async (page) => {
        await prepare(page);
        return take(page, options);
      }),
  };
};

/** Comes back as one text: pages under test have spoilt what Playwright packs other values with. */
const captureInPage = async (given: { address: string; options: string }): Promise<string> => {
  const room = (await import(given.address)) as typeof Room;
  const options = JSON.parse(given.options) as CaptureOptions;
  const taken = await room.capture({ ...options, ...globalThis.captureOptions });
  const { image, width, height, report } = taken;
  const address = await new Promise<unknown>((done) => {
    const reader = new FileReader();
    reader.onload = () => {
      done(reader.result);
    };
    reader.readAsDataURL(image);
  });
  let lines = '';
  for (const { what, why, count } of report) lines += `${what} ${why} ${String(count)},`;
  let sources = '';
  for (const source of window.keptSources ?? []) sources += `\u{f0000}${await source}`;
  if (window.keptSources !== undefined) window.keptSources.length = 0;
  return `${String(address)}\u{f0001}${String(width)}\u{f0001}${String(height)}\u{f0001}${lines}\u{f0001}${sources}`;
};

const unpack = (packed: string): Taken => {
  const [address = '', width, height, lines = '', sources = ''] = packed.split('\u{f0001}');
  const bytes = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  const isPng = address.startsWith('data:image/png');
  return {
    picture: isPng ? PNG.sync.read(bytes) : new PNG(),
    bytes,
    width: Number(width),
    height: Number(height),
    report: lines
      .split(',')
      .filter((line) => line !== '')
      .map((line) => {
        const [what, why, count] = line.split(' ');
        return { what, why, count: Number(count) } as ReportLine;
      }),
    drawnFrom: readable(sources.split('\u{f0000}')),
  };
};

/** A plain picture, red if nothing else is said: easy to find, easy to miss. */
export const photo = (colour: readonly [number, number, number] = RED): Buffer => {
  const picture = new PNG({ width: 60, height: 40 });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([...colour, 255], at);
  return PNG.sync.write(picture);
};
export const RED = [220, 20, 30] as const;

export const lineOf = (report: ReportLine[], what: ReportLine['what']): ReportLine | undefined =>
  report.find((entry) => entry.what === what);

/** The colour at a place in CSS pixels. */
export const colourAt = ({ picture }: Taken, x: number, y: number): number[] => {
  const at = (Math.round(y * 2) * picture.width + Math.round(x * 2)) * 4;
  return [...picture.data.subarray(at, at + 3)];
};

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The pixels of a box that is given in CSS pixels. */
export const cut = ({ picture }: Taken, { x, y, width, height }: Box): Buffer => {
  const [left, top] = [Math.round(x * 2), Math.round(y * 2)];
  const right = Math.min(picture.width, Math.round((x + width) * 2));
  const bottom = Math.min(picture.height, Math.round((y + height) * 2));
  const rows: Buffer[] = [];
  for (let row = top; row < bottom; row += 1) {
    const at = row * picture.width;
    rows.push(picture.data.subarray((at + left) * 4, (at + right) * 4));
  }
  return Buffer.concat(rows);
};

/**
 * Where the elements of a class are. Not by a locator: for each document that would bring Playwright's
 * own script in, which takes longer than a capture. As one text, since pages spoil other values.
 */
export const boxesOf = async (page: Page, name: string): Promise<Box[]> => {
  const packed = await page.evaluate((className) => {
    const find = Document.prototype.getElementsByClassName.bind(document);
    const found = find(className);
    let text = '';
    for (let at = 0; at < found.length; at += 1) {
      const box = found[at]?.getBoundingClientRect();
      if (box !== undefined) text += `${box.x} ${box.y} ${box.width} ${box.height},`;
    }
    return text;
  }, name);
  return packed
    .split(',')
    .filter((box) => box !== '')
    .map((box) => {
      const [x = NaN, y = NaN, width = NaN, height = NaN] = box.split(' ').map(Number);
      return { x, y, width, height };
    });
};

/** The share of CSS pixels that differ from the browser's own screenshot. */
export const mismatch = async (page: Page, { picture }: Taken): Promise<number> => {
  const real = PNG.sync.read(await page.screenshot({ scale: 'device' }));
  const { width, height } = real;
  if (picture.width !== width || picture.height !== height) return 1;
  const differing = pixelmatch(real.data, picture.data, undefined, width, height, {
    threshold: 0.2,
  });
  return differing / (width * height);
};
