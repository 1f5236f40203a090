/** A page with a secret in it, in one of the places where a page can keep one (P4). */

export interface MaskCase {
  name: string;
  /** The part of the page; it is shown between two lines of text that must not move. */
  page: (secret: string) => string;
  /** The size of what is masked is that of its text: compare secrets that are as long. */
  flows?: true;
  /** Nobody sees the secret without the mask either: it is in an attribute, or in a rule. */
  unseen?: true;
  /** Without the mask a red picture would be seen. */
  red?: true;
}

export const MASK = 'data-misete-mask';
export const as = (
  name: string,
  page: MaskCase['page'],
  kind: 'flows' | 'unseen' | 'red' | '' = '',
): MaskCase => ({
  name,
  page,
  ...(kind === '' ? {} : { [kind]: true }),
});

export const PEERS = [
  'rr-mask',
  'rr-block',
  'data-openreplay-masked',
  'data-openreplay-obscured',
  'no-upscope',
  'surfly_private',
  'glance_masked',
];

/** The same page, without what masks. */
export const withoutMasks = (html: string): string =>
  [MASK, 'data-misete-block', ...PEERS]
    .reduce((text, mark) => text.replaceAll(mark, 'data-plain'), html)
    .replaceAll('type="password"', 'type="text"')
    .replaceAll("type='password'", "type='text'")
    .replace(/autocomplete="[^"]*"/g, 'autocomplete="off"');
