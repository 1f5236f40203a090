/**
 * A document as one SVG image. `snapshot` reads all that it needs at once, so that the picture is of
 * one moment; what must be fetched for it is fetched afterwards.
 */
import type { ReportLine } from '../protocol/index.js';
import { type Below, canvasOf, isDarkIn, pinRoots } from './canvas.js';
import { type Cascade, matchRules } from './cascade.js';
import { clientHeightOf, clientWidthOf } from './dom.js';
import { facesFor, type UsedFace, Words } from './fonts.js';
import { layoutZoom } from './layout-zoom.js';
import { pinFocus, pinMotion, topLayer } from './live.js';
import type { Masks } from './masks.js';
import { pinQuirks } from './quirks.js';
import type { Tally } from './report.js';
import { type Loaded, type Need } from './resources.js';
import { bringAlong, declarationsFor, referToDrawings, ruleTexts } from './rules.js';
import { number } from './lengths.js';
import { type Scene, survey } from './scene.js';
import { serialise } from './serialise.js';
import type { Serialising } from './serialising.js';
import { sheetsOf } from './sheets.js';
import { MASKED_FIELD_RULE, MISSING_PICTURE } from './stand-ins.js';
import type { Area } from './visible.js';
import { addressOfSvg, escapeText, escapeValue, Writer } from './writer.js';

export interface Snapshot {
  /** Addresses that must be loaded for it. */
  urls: ReadonlyMap<string, Need>;
  /** In CSS pixels. */
  width: number;
  height: number;
  /** Fonts that it is set in. */
  fonts: readonly UsedFace[];
  /** Frames, which are images within it, join what is loaded. */
  svg: (loaded: Map<string, Loaded>, below?: Below) => string;
}

export interface SnapshotSettings {
  view: Area;
  /** Pixels of the picture for a CSS pixel. */
  density: number;
  tally: Tally;
  masks: Masks;
  isAllMasked: boolean;
  /** Of a frame, whether what it stands in is dark. */
  isDarkAround?: boolean;
}

/** Nothing moves in the picture; links look like links, though nothing can be linked to from it. */
const STILL =
  '*,::before,::after{animation:none!important;transition:none!important;caret-color:transparent!important}' +
  '@layer c-ua{:where(a[href]){color:linktext;text-decoration:underline}}';

const NO_SCROLLBARS = '*{scrollbar-width:none!important}';

export const snapshot = (page: Document, window: Window, settings: SnapshotSettings): Snapshot => {
  const { view, density, tally, masks, isAllMasked, isDarkAround } = settings;
  masks.meet(page);
  const scene = survey(page, window, view);
  const writer = new Writer(page);
  const words = new Words();
  const texts = ruleTexts();
  // Known only when all is written: what is written asks for it when it is put together.
  const later: { cascade?: Cascade } = {};
  let loaded = new Map<string, Loaded>();

  const dataOf = (url: string, what: ReportLine['what'] = 'image'): string => {
    const found = loaded.get(url);
    if (found !== undefined && 'data' in found) return found.data;
    tally.add(what, found?.lost ?? 'unreadable');
    return MISSING_PICTURE;
  };
  const backgroundOf = (url: string): string => dataOf(url, 'background');

  const maskOf = masks.reader(isAllMasked);

  pinRoots(scene);
  pinMotion(scene);
  pinFocus(scene);
  pinQuirks(scene);
  const onTop = topLayer(scene);
  const given: Serialising = {
    scene,
    writer,
    words,
    density,
    dataOf,
    classesOf: (element) => later.cascade?.classesOf(element) ?? '',
    frame: (element, content, inner) => {
      const part = snapshot(content, inner, {
        ...settings,
        view: frameView(scene, element),
        isDarkAround: isDarkIn(scene, element),
      });
      for (const [url, need] of part.urls) writer.need(url, need);
      return () => {
        const data = addressOfSvg(part.svg(loaded));
        loaded.set(data, { data });
        return data;
      };
    },
    maskOf,
    isAllMasked,
    isFrozen: sheetsOf(page).unreadable.length > 0,
    onMasked: () => tally.add('field', 'masked'),
    onLost: (_, { what, why }) => tally.add(what, why),
  };
  serialise(given, scene.root, onTop);
  writeReferences(writer, given);
  let found = matchRules(writer.used, window);
  if (referToDrawings(writer, found, texts)) {
    writeReferences(writer, given);
    found = matchRules(writer.used, window);
  }
  later.cascade = found;
  for (const _ of found.unreadable) tally.add('style', 'cross-origin');
  const urls = bringAlong(scene, writer, found, texts, words);
  const { faces, sourceless } = facesFor(page, found.faces, words);
  for (let left = sourceless; left > 0; left -= 1) tally.add('font', 'unreadable');
  const canvas = canvasOf(scene, layoutZoom(scene), {
    isDarkAround,
    isMasked: (element) => /^(words|box)$/.test(maskOf(element)),
  });
  for (const url of [...urls, ...canvas.urls]) writer.need(url, 'picture');
  for (const { url } of faces) if (url !== undefined) writer.need(url, 'file');

  return {
    urls: writer.urls,
    width: canvas.width,
    height: canvas.height,
    fonts: faces,
    svg: (resources, below) => {
      loaded = resources;
      const css = found.css((entry) =>
        declarationsFor(escapeText(texts.of(entry)), entry.base, scene, (escaped) => {
          const url = escaped.replaceAll('&amp;', '&');
          return urls.has(url) ? escapeValue(backgroundOf(url)) : 'data:,';
        }),
      );
      const styles =
        faces.map((face) => faceRule(face, resources, tally)).join('') +
        STILL +
        (scene.hasScrollbars ? '' : NO_SCROLLBARS) +
        MASKED_FIELD_RULE +
        css;
      const markup = writer.markup() + writer.drawings();
      return canvas.around(styles, markup, backgroundOf, below);
    },
  };
};

/** Drawings that are seen only by reference: symbols, gradients, masks, wherever they are. */
const writeReferences = (writer: Writer, given: Serialising): void => {
  const before = writer.parts.length;
  for (let isMore = true; isMore;) {
    isMore = false;
    for (const [id, element] of writer.references) {
      if (writer.ids.has(id)) continue;
      writer.ids.add(id);
      serialise(given, element);
      isMore = true;
    }
  }
  writer.definitions.push(...writer.parts.splice(before));
};

const faceRule = (
  { url, sources, rest }: UsedFace,
  loaded: ReadonlyMap<string, Loaded>,
  tally: Tally,
): string => {
  const usable = sources.flatMap((source) => {
    if (source !== url) return [escapeText(source)];
    const found = loaded.get(url);
    if (found !== undefined && 'data' in found) return [`url("${found.data}")`];
    tally.add('font', found?.lost ?? 'unreadable');
    return [];
  });
  return usable.length === 0 ? '' : `@font-face{${escapeText(rest)};src:${usable.join()}}`;
};

/** The part of a frame's document that is on the glass, in its own viewport. */
const frameView = (scene: Scene, element: Element): Area => {
  const { left, top } = scene.boxOf(element);
  const style = scene.style(element);
  const [paddingLeft, paddingTop] = [number(style.paddingLeft), number(style.paddingTop)];
  const width = clientWidthOf(element) - paddingLeft - number(style.paddingRight);
  const height = clientHeightOf(element) - paddingTop - number(style.paddingBottom);
  const x = left + number(style.borderLeftWidth) + paddingLeft;
  const y = top + number(style.borderTopWidth) + paddingTop;
  return {
    left: Math.max(0, scene.view.left - x),
    top: Math.max(0, scene.view.top - y),
    right: Math.min(width, scene.view.right - x),
    bottom: Math.min(height, scene.view.bottom - y),
  };
};
