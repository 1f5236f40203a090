/**
 * The single keys of the screen support window. They work only while the focus is in it, never while
 * somebody types, and can be turned off (WCAG 2.2, 2.1.4); none has a modifier key, so none takes the
 * place of a browser's or a screen reader's own.
 */
export const ACTS = [
  'larger',
  'smaller',
  'fit',
  'actual',
  'width',
  'newer',
  'older',
  'copy-picture',
  'copy-url',
  'open',
  'save',
  'float',
  'minimise',
  'help',
] as const;
export type Act = (typeof ACTS)[number];

/** As they are shown, most usual first. */
export const KEYS: Record<Act, readonly string[]> = {
  larger: ['+', ';'],
  smaller: ['-'],
  fit: ['0'],
  actual: ['1'],
  width: ['2'],
  newer: ['k'],
  older: ['j'],
  'copy-picture': ['c'],
  'copy-url': ['u'],
  open: ['o'],
  save: ['s'],
  float: ['f'],
  minimise: ['m'],
  help: ['?'],
};

/** Those that go on while their key is held down. */
const HELD: ReadonlySet<string> = new Set(['larger', 'smaller', 'newer', 'older'] satisfies Act[]);

/** For tinykeys: each key with or without Shift, since where a sign stands differs by keyboard. */
export const bindings = (
  perform: (act: Act) => void,
): Record<string, (event: KeyboardEvent) => void> =>
  Object.fromEntries(
    ACTS.flatMap((act) =>
      KEYS[act].map((key) => [
        `[Shift]+${key}`,
        (event: KeyboardEvent) => {
          if (event.repeat && !HELD.has(act)) return;
          event.preventDefault();
          perform(act);
        },
      ]),
    ),
  );
