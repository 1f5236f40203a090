import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import { readTyped } from '../../src/console/typed.js';

const number = { at: 'number', number: '1234' };

test('four digits are a number, however they were typed or pasted', () => {
  for (const text of [
    '1234',
    '１２３４',
    '12 34',
    '1-2-3-4',
    ' 1234\n',
    '１２　３４',
    '12ー34',
    '12.34',
  ]) {
    assert.equal(readTyped(text), number, text);
  }
});

test('a zero in front stays', () => {
  assert.equal(readTyped('0042'), { at: 'number', number: '0042' });
});

test('too few digits say how many are missing', () => {
  assert.equal(readTyped('123'), { at: 'short', missing: 1 });
  assert.equal(readTyped('１'), { at: 'short', missing: 3 });
  assert.equal(readTyped('-'), { at: 'short', missing: 4 });
  assert.equal(readTyped(' '), { at: 'empty' });
  assert.equal(readTyped(''), { at: 'empty' });
});

test('letters of any script and other signs are no number', () => {
  for (const text of ['12a', 'ａｂｃｄ', '一二三四', 'いち', '1234#', '12/34']) {
    assert.equal(readTyped(text), { at: 'wrong', why: 'letters' }, text);
  }
});

test('a telephone number is too long', () => {
  assert.equal(readTyped('03-1234-5678'), { at: 'wrong', why: 'too-long' });
});

test('whatever is typed is read as exactly one thing, and a number only as four digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const typed = readTyped(text);
      if (typed.at === 'number') assert.match(typed.number, /^[0-9]{4}$/);
    }),
  );
});

test.run();
