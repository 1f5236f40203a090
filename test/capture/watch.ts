/**
 * Runs in the page under test: everything by which a page could notice a capture. What it has seen
 * is a list of words, empty if there was nothing.
 */
import { elementsIn, nameOf, read, readFunctions, treesIn } from './page-reading.js';
import { listenToCalls } from './watched-calls.js';

declare global {
  interface Window {
    watch?: typeof watch;
  }
}

const EVENTS = [
  ...['scroll', 'scrollend', 'resize', 'focus', 'blur', 'focusin', 'focusout', 'select'],
  ...['selectionchange', 'animationstart', 'animationend', 'animationcancel', 'transitionrun'],
  ...['transitionstart', 'transitionend', 'transitioncancel', 'toggle', 'beforetoggle'],
  ...['slotchange', 'load', 'error', 'input', 'change', 'invalid', 'visibilitychange', 'message'],
  ...['pagehide', 'hashchange', 'popstate', 'storage', 'securitypolicyviolation', 'cancel'],
  ...['contentvisibilityautostatechange', 'loadstart', 'play', 'pause', 'seeked', 'emptied'],
];

const frame = () => new Promise((done) => requestAnimationFrame(done));
/** Observers report with the frame in which they saw something, or with the next. */
const settle = async (): Promise<void> => {
  for (let frames = 0; frames < 4; frames += 1) await frame();
  await new Promise((done) => setTimeout(done));
};

/** Where two readings part. */
const parting = (before: string, after: string): string => {
  let at = 0;
  while (before[at] === after[at]) at += 1;
  return [before, after].map((text) => text.slice(Math.max(0, at - 60), at + 20)).join(' → ');
};

/** Does something, and tells what a page sees of it. */
const watch = async (act: () => unknown): Promise<string[]> => {
  const seen = new Set<string>();
  let isOn = false;
  const see = (what: string): void => {
    if (isOn) seen.add(what);
  };
  const trees = treesIn(document);
  const changes = new MutationObserver((records) => {
    for (const { type, target, attributeName } of records) {
      see(`${type} of ${nameOf(target)} ${attributeName ?? ''}`.trim());
    }
  });
  const sizes = new ResizeObserver(() => {
    see('a size');
  });
  const crossings = new IntersectionObserver(() => {
    see('an intersection');
  });
  for (const tree of trees) {
    changes.observe(tree, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    for (const name of EVENTS) {
      tree.addEventListener(name, ({ target }) => see(`${name} at ${nameOf(target)}`), true);
    }
  }
  for (const element of elementsIn(trees)) {
    sizes.observe(element);
    crossings.observe(element);
  }
  for (const name of EVENTS)
    window.addEventListener(name, () => see(`${name} at the window`), true);
  new PerformanceObserver((list) => {
    for (const { entryType } of list.getEntries()) see(entryType);
  }).observe({ entryTypes: ['layout-shift', 'first-input', 'event', 'navigation'] });
  const { fonts } = document;
  for (const name of ['loading', 'loadingdone']) fonts.addEventListener(name, () => see(name));
  await settle();

  const before = read();
  const functions = readFunctions();
  const keys = Reflect.ownKeys(window).length;
  isOn = true;
  await act();
  await settle();
  const after = read();
  isOn = false;
  for (const key of Object.keys(before) as (keyof typeof before)[]) {
    if (before[key] !== after[key]) seen.add(`${key} differ: ${parting(before[key], after[key])}`);
  }
  if (Reflect.ownKeys(window).length !== keys) seen.add('a global');
  for (const [name, value] of readFunctions()) {
    if (!Object.is(functions.get(name), value)) seen.add(`another ${name}`);
  }
  changes.disconnect();
  sizes.disconnect();
  crossings.disconnect();
  return [...seen];
};

/** Once, before the module under test could keep the functions as they were. */
const seenCalls = new Set<string>();
listenToCalls((what) => seenCalls.add(what));

window.watch = async (act) => {
  const seen = await watch(async () => {
    seenCalls.clear();
    await act();
  });
  return [...seen, ...seenCalls];
};
