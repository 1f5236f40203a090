import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cell } from '../../src/ui/cell.js';

test('watchers are told of every change, and of nothing else', () => {
  const cell = new Cell(1);
  let told = 0;
  const stop = cell.watch(() => (told += 1));
  cell.value = 2;
  cell.value = 2;
  assert.is(told, 1);
  stop();
  stop();
  cell.value = 3;
  assert.is(told, 1);
});

test('a watcher that stops another one amid a change harms nobody, and twice the same is two', () => {
  const cell = new Cell(1);
  const heard: string[] = [];
  const both = () => heard.push('both');
  const first = cell.watch(both);
  const second = cell.watch(both);
  cell.value = 2;
  assert.is(heard.length, 2);
  first();
  cell.value = 3;
  assert.is(heard.length, 3);
  second();
});

test.run();
