/** What makes a fresh clone ready, where it could do harm. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SetupError, refuseLink } from '../../tools/setup.mjs';

const folder = mkdtempSync(join(tmpdir(), 'misete-setup-'));
test.after(() => {
  rmSync(folder, { recursive: true });
});

test('nothing is installed through a link: npm would empty the folder that it leads to', () => {
  const theirs = join(folder, 'theirs');
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'kept'), '');
  const link = join(folder, 'link');
  symlinkSync(theirs, link);
  assert.throws(
    () => refuseLink(link),
    (error: unknown) => error instanceof SetupError && error.message.includes('symbolic link'),
  );
  symlinkSync(join(folder, 'gone'), join(folder, 'dead'));
  assert.throws(() => refuseLink(join(folder, 'dead')), /symbolic link/);
  assert.equal(readdirSync(theirs), ['kept']);
});

test('a folder of its own, or none yet, is installed into', () => {
  refuseLink(folder);
  refuseLink(join(folder, 'none'));
});

test.run();
