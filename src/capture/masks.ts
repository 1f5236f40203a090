/** What is masked (P4): our own marks, those of our peers, and fields that hold secrets by nature. */
import {
  attributeOf,
  findAll,
  flatParentOf,
  isElement,
  isMatch,
  kidsOf,
  nameOf,
  shadowOf,
} from './dom.js';

/** Each counts as an attribute and as a class, since the peers use the one or the other. */
const either = (marks: readonly string[]): string =>
  marks.flatMap((mark) => [`[${mark}]`, `.${mark}`]).join();

/** Words become bars, pictures become boxes. */
const MASKED = either([
  'data-misete-mask',
  'rr-mask',
  'data-openreplay-masked',
  'data-openreplay-obscured',
]);

/** All of it becomes one box. */
const BLOCKED = either([
  'data-misete-block',
  'rr-block',
  'no-upscope',
  'surfly_private',
  'glance_masked',
]);

/** Shown though what is around it is masked. */
const SHOWN = '[data-misete-show]';

const FIELDS = new Set(['input', 'textarea', 'select']);
const FRAMES = new Set(['iframe', 'frame', 'object']);

/** Tokens of `autocomplete` that say that a secret belongs here. */
const isSecretToken = (token: string): boolean =>
  token.includes('password') || token.startsWith('cc-') || token === 'one-time-code';

/** `shown`: not masked, but inside of something that is. */
export type Masking = 'none' | 'shown' | 'words' | 'box';

export interface Masks {
  /**
   * Remembers fields of type password under this root, also when their type changes later, and in
   * the shadow trees and frames that are in it by now. Looks at every element.
   */
  watch: (root: Document | ShadowRoot) => void;
  /** Watches it unless it is watched already. */
  meet: (root: Document | ShadowRoot) => void;
  /** Learns of fields that somebody else saw to be of type password. */
  know: (fields: WeakSet<Element>) => void;
  /** How an element is masked; of use for one capture. */
  reader: (isAllMasked: boolean) => (element: Element) => Masking;
}

/** Whether a list shows an option that is masked: the list draws its options, and not the page. */
const showsMasked = (element: Element): boolean => {
  if (nameOf(element) !== 'select') return false;
  const { multiple, size, options } = element as HTMLSelectElement;
  const isOpen = multiple || size > 1;
  return [...options].some((option) => (isOpen || option.selected) && isMarked(option, element));
};

const isMarked = (option: Element, list: Element): boolean => {
  for (let up: Element | null = option; up !== null && up !== list; up = up.parentElement) {
    if (isMatch(up, `${MASKED},${BLOCKED}`)) return true;
  }
  return false;
};

/** Whether something inside is marked to be shown, through shadow trees and slots. */
export const holdsShown = (element: Element): boolean =>
  Array.from(kidsOf(element)).some(
    (kid) => isElement(kid) && (isMatch(kid, SHOWN) || holdsShown(kid)),
  );

/** A tree of its own inside of an element, as far as it can be had. */
const treeWithin = (element: Element): Document | ShadowRoot | null => {
  const shadow = shadowOf(element);
  if (shadow !== null || !FRAMES.has(nameOf(element))) return shadow;
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
};

const isPassword = (element: Element): boolean =>
  nameOf(element) === 'input' && attributeOf(element, 'type')?.toLowerCase() === 'password';

/**
 * «Show password» buttons turn password fields into plain text fields. Hence what a field was
 * cannot be read from the page at the time of the capture; it is remembered from here on.
 */
export const createMasks = (): Masks => {
  const seen = new WeakSet<Element>();
  let known = seen;
  const watched = new WeakSet<Node>();
  const remember = (changes: MutationRecord[]): void => {
    for (const { target, oldValue } of changes) {
      if (oldValue?.toLowerCase() === 'password') seen.add(target as Element);
    }
  };
  const observer = new MutationObserver(remember);
  const watch = (root: Document | ShadowRoot): void => {
    if (!watched.has(root)) {
      watched.add(root);
      observer.observe(root, { subtree: true, attributeFilter: ['type'], attributeOldValue: true });
    }
    for (const element of findAll(root, '*')) {
      const inner = treeWithin(element);
      if (inner !== null) watch(inner);
    }
  };
  const meet = (root: Document | ShadowRoot): void => {
    if (!watched.has(root)) watch(root);
  };

  const isSecretField = (element: Element): boolean => {
    if (!FIELDS.has(nameOf(element))) return false;
    if (isPassword(element) || seen.has(element) || known.has(element)) return true;
    const tokens = attributeOf(element, 'autocomplete')?.toLowerCase().split(/\s+/) ?? [];
    return tokens.some(isSecretToken);
  };

  return {
    watch,
    meet,
    know(fields) {
      known = fields;
    },
    reader: (isAllMasked) => {
      remember(observer.takeRecords());
      const read = new Map<Element, Masking>();
      const maskOf = (element: Element): Masking => {
        const already = read.get(element);
        if (already !== undefined) return already;
        const shadow = shadowOf(element);
        if (shadow !== null) meet(shadow);
        const parent = flatParentOf(element);
        const outer = parent === null ? (isAllMasked ? 'words' : 'none') : maskOf(parent);
        const own = ownMask(element, outer);
        read.set(element, own);
        return own;
      };
      const ownMask = (element: Element, outer: Masking): Masking => {
        if (outer === 'box') return 'box';
        if (isSecretField(element)) return 'words';
        if (isMatch(element, BLOCKED)) return 'box';
        if (isMatch(element, MASKED) || showsMasked(element)) return 'words';
        if (outer === 'words' && isMatch(element, SHOWN)) return 'shown';
        return outer;
      };
      return maskOf;
    },
  };
};
