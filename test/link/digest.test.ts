import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { utf8 } from '../../src/link/bytes.js';
import { webHashing } from '../../src/link/digest.js';

test('the hash of a picture is SHA-256 (FIPS 180-4, «abc»)', async () => {
  const hash = Buffer.from(await webHashing.digest(utf8('abc'))).toString('hex');
  assert.is(hash, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test.run();
