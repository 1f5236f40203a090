/**
 * An iPhone 7 has iOS 15.8, and its owner is the guest that this is for. Chromium plays it: what came
 * to Safari after 15.4 is taken out of the page, and a call goes from its beginning to its end.
 */
import { test } from 'uvu';
import { fromTarget, overPages } from '../support/flows.js';
import { type Whole, openWhole } from '../support/whole.js';

/** By the release of Safari that brought it (mdn/browser-compat-data); the last it never had here. */
const NEWER = [
  // 16.0
  ...['toReversed', 'toSorted', 'toSpliced', 'with'].map((name) => `Array.prototype.${name}`),
  'AbortSignal.timeout',
  // 16.4
  ...['Document', 'ShadowRoot'].map((name) => `${name}.prototype.adoptedStyleSheets`),
  ...['replace', 'replaceSync'].map((name) => `CSSStyleSheet.prototype.${name}`),
  ...[
    'OffscreenCanvas',
    'CompressionStream',
    'DecompressionStream',
    'Navigator.prototype.wakeLock',
  ],
  ...['Array.fromAsync', 'String.prototype.isWellFormed', 'Navigator.prototype.userActivation'],
  // 17
  ...['showPopover', 'hidePopover', 'togglePopover', 'popover'].map(
    (name) => `HTMLElement.prototype.${name}`,
  ),
  ...['union', 'intersection', 'difference'].map((name) => `Set.prototype.${name}`),
  ...['URL.canParse', 'AbortSignal.any', 'Promise.withResolvers', 'Object.groupBy'],
  ...['Element.prototype.checkVisibility', 'Element.prototype.setHTMLUnsafe'],
  // 18
  ...['Promise.try', 'Iterator', 'RegExp.escape', 'Element.prototype.getHTML', 'URL.parse'],
  // later, or never on a phone; Web Locks are missing from what shows pages inside of apps
  ...['requestIdleCallback', 'cancelIdleCallback', 'scheduler', 'navigation', 'Notification'],
  ...['Navigator.prototype.connection', 'Navigator.prototype.locks'],
];
const take = NEWER.map((path) => {
  const names = path.split('.');
  const name = names.pop() ?? '';
  return `delete ${['globalThis', ...names].join('?.')}?.${name};`;
}).join('\n');

let whole: Whole;

test.before(async () => {
  whole = await openWhole();
});
test.after(() => whole.close());

const stage = () => ({ ...whole, guests: whole.browser, hosts: whole.browser, before: take });

// The capture asked for `adoptedStyleSheets`, which Safari has since 16.4: on every older iPhone each
// tap on [画面を送信] ended in 「予期せぬエラー」.
test('[P3] [P5] a call from a target page, without what came after Safari 15.4', () =>
  fromTarget(stage()));

test('[C1] [C2] [P2] and over pages and reloads, without Web Locks', () => overPages(stage()));

test.run();
