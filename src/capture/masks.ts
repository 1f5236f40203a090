/** What is masked (P4): our own mark, those of our peers, and fields that hold secrets by nature. */

/** Each counts as an attribute and as a class, since the peers use the one or the other. */
const MARKS = [
  'data-misete-mask',
  'rr-mask',
  'rr-block',
  'data-openreplay-masked',
  'data-openreplay-obscured',
  'no-upscope',
  'surfly_private',
  'glance_masked',
];
const MARKED = MARKS.flatMap((mark) => [`[${mark}]`, `.${mark}`]).join();

const FIELDS = new Set(['input', 'textarea', 'select']);

/** Tokens of `autocomplete` that say that a secret belongs here. */
const isSecretToken = (token: string): boolean =>
  token.includes('password') || token.startsWith('cc-') || token === 'one-time-code';

export interface Masks {
  isMasked: (element: Element) => boolean;
  /** Remembers fields of type password under this root, also when their type changes later. */
  watch: (root: Document | ShadowRoot) => void;
  /** Learns of fields that somebody else saw to be of type password. */
  know: (fields: WeakSet<Element>) => void;
}

const isPassword = (element: Element): boolean =>
  element.localName === 'input' && element.getAttribute('type')?.toLowerCase() === 'password';

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
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { subtree: true, attributeFilter: ['type'], attributeOldValue: true });
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      if (shadowRoot !== null) watch(shadowRoot);
    }
  };
  const wasPassword = (field: Element): boolean => seen.has(field) || known.has(field);
  return {
    watch,
    know(fields) {
      known = fields;
    },
    isMasked: (element) => {
      remember(observer.takeRecords());
      if (element.matches(MARKED)) return true;
      if (!FIELDS.has(element.localName)) return false;
      const tokens = (element.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/);
      return isPassword(element) || wasPassword(element) || tokens.some(isSecretToken);
    },
  };
};
