/** Every colour that text stands in can be read on every ground that it stands on (WCAG 2.2 AA). */
import { wcagContrast } from 'culori';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MISETE } from '../../src/look/brand.js';
import { lookCss } from '../../src/look/css.js';
import { type Colour, SCHEMES, colours } from '../../src/look/tokens.js';

const GROUNDS: Colour[] = ['ground', 'surface', 'sunken'];

/** Text, and what it stands on. */
const TEXT: [Colour, Colour[]][] = [
  ['ink', [...GROUNDS, 'accent-soft', 'wait-soft', 'bad-soft']],
  ['ink-soft', [...GROUNDS, 'accent-soft']],
  ['accent', [...GROUNDS, 'accent-soft']],
  ['good', ['surface', 'ground']],
  ['wait', ['surface', 'ground', 'wait-soft']],
  ['bad', ['surface', 'ground', 'bad-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-bad', ['bad', 'bad-strong']],
];

for (const scheme of SCHEMES) {
  test(`${scheme}: text has 4.5:1 on its ground`, () => {
    const faint = TEXT.flatMap(([text, grounds]) =>
      grounds
        .map((on) => ({
          text,
          on,
          ratio: wcagContrast(colours[scheme][text], colours[scheme][on]),
        }))
        .filter(({ ratio }) => ratio < 4.5),
    );
    assert.equal(faint, []);
  });

  test(`${scheme}: lines of controls and the ring of the focus have 3:1`, () => {
    for (const line of ['line-strong', 'focus', 'accent', 'bad'] as const) {
      for (const on of ['surface', 'ground'] as const) {
        assert.ok(
          wcagContrast(colours[scheme][line], colours[scheme][on]) >= 3,
          `${line} on ${on}`,
        );
      }
    }
  });
}

test('the style sheet has every colour in both schemes, and Japanese type for Japanese', () => {
  const css = lookCss(MISETE);
  for (const name of Object.keys(colours.light)) {
    assert.is(css.split(`--${name}:`).length - 1, 2, name);
  }
  assert.match(css, /:root:lang\(ja\)\{--font:'Hiragino Sans'/);
});

test.run();
