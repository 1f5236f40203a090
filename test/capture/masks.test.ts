/** What is masked is in nothing that the picture is drawn from, and in none of its pixels (P4). */
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type MaskCase, withoutMasks } from './masks/case.js';
import { FIELDS, MARKS } from './masks/fields.js';
import { PICTURES } from './masks/pictures.js';
import { RULES } from './masks/rules.js';
import { AS_LONG, LONGER, SECRET, between, openStudioWithSecrets, shoot } from './masks/shoot.js';
import { TREES } from './masks/trees.js';
import { WORDS } from './masks/words.js';
import { leaksOf } from './readable.js';
import { RED, type Studio, type Taken, cut, lineOf } from './studio.js';

const test = suite('masks');
let studio: Studio;
/** Small, since many pictures of it are compared. */
let phone: Page;

test.before(async () => {
  studio = await openStudioWithSecrets();
  phone = await studio.phone({ viewport: { width: 390, height: 320 } });
});
test.after(() => studio.close());

const hasRed = ({ picture }: Taken): boolean => picture.data.includes(Buffer.from([...RED, 255]));

const check = async (one: MaskCase): Promise<void> => {
  const masked = await shoot(studio, phone, between(one.page(SECRET)));
  assert.ok(masked.drawnFrom.includes('BELOW'), 'the page itself is drawn');
  assert.equal(leaksOf(masked.drawnFrom, SECRET), []);
  assert.is(lineOf(masked.report, 'field')?.why, 'masked');

  const other = await shoot(studio, phone, between(one.page(one.flows ? AS_LONG : LONGER)));
  // Not assert.is: it would spend minutes on telling how two pictures differ.
  assert.ok(masked.bytes.equals(other.bytes), 'the pixels depend on the secret');
  assert.ok(masked.drawnFrom === other.drawnFrom, 'what is drawn from depends on the secret');

  const open = await shoot(studio, phone, between(withoutMasks(one.page(SECRET))));
  const isSeen = one.red ? hasRed(open) : leaksOf(open.drawnFrom, SECRET).length > 0;
  assert.ok(isSeen || one.unseen, 'without the mask it would be drawn');
  assert.equal(masked.lines, open.lines);
  for (const line of open.lines) {
    assert.ok(cut(masked, line).equals(cut(open, line)), 'what stands around it is drawn alike');
  }
};

for (const one of [...FIELDS, ...WORDS, ...RULES, ...PICTURES, ...TREES, ...MARKS]) {
  test(`[P4] masked for good: ${one.name}`, () => check(one));
}

test.run();
