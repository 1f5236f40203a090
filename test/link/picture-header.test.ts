/** The host keeps no picture that is another than was told: of another kind, or far larger. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PNG } from 'pngjs';
import { headerOf, isAsTold } from '../../src/link/picture-header.js';
import type { Bytes } from '../../src/link/bytes.js';

const bytes = (...parts: (string | readonly number[])[]): Bytes =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : [...part],
    ),
  );

const png = (width: number, height: number): Bytes =>
  Uint8Array.from(PNG.sync.write(new PNG({ width, height })));

/** An APP0 segment, then a progressive frame of 844 × 390. */
const jpeg = bytes(
  [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
  [0xff, 0xc2, 0, 17, 8, 0x03, 0x4c, 0x01, 0x86, 3],
);
const webp = (chunk: string, rest: readonly number[]): Bytes =>
  bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], rest);

test('[P8] kind and size are read from PNG, JPEG and the three forms of WebP', () => {
  assert.equal(headerOf(png(3, 5)), { mime: 'image/png', width: 3, height: 5 });
  assert.equal(headerOf(jpeg), { mime: 'image/jpeg', height: 844, width: 390 });
  const lossy = webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 0x86, 0x01, 0x4c, 0x03]);
  assert.equal(headerOf(lossy), { mime: 'image/webp', width: 390, height: 844 });
  // 14 bits of width - 1, 14 of height - 1.
  const lossless = webp('VP8L', [0x2f, 0x85, 0xc1, 0xd2, 0x00]);
  assert.equal(headerOf(lossless), { mime: 'image/webp', width: 390, height: 844 });
  const extended = webp('VP8X', [0, 0, 0, 0, 0x85, 0x01, 0, 0x4b, 0x03, 0]);
  assert.equal(headerOf(extended), { mime: 'image/webp', width: 390, height: 844 });
});

test('[P8] what is none of them, or is cut off, is no picture', () => {
  for (const none of [
    bytes(),
    bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    bytes('GIF89a'),
  ]) {
    assert.is(headerOf(none), undefined);
  }
  for (const whole of [png(3, 5), jpeg]) {
    assert.is(headerOf(whole.slice(0, 9)), undefined);
  }
  const endless = bytes(
    [0xff, 0xd8],
    Array.from({ length: 4_000 }, (_, i) => (i % 4 < 2 ? 0xff : 0)),
  );
  assert.is(headerOf(endless), undefined);
});

test('[P8] a picture of another kind or size than was told is refused, and one too large to draw', () => {
  const told = { mime: 'image/png', width: 3, height: 5 } as const;
  assert.ok(isAsTold(told, png(3, 5)));
  assert.not.ok(isAsTold({ ...told, mime: 'image/jpeg' }, png(3, 5)));
  assert.not.ok(isAsTold({ ...told, width: 4 }, png(3, 5)));
  // 12,000 × 12,000 pixels of nothing: 420 kB on the way, 576 MB in whatever draws it.
  const huge = png(1, 1);
  new DataView(huge.buffer).setUint32(16, 12_000);
  new DataView(huge.buffer).setUint32(20, 12_000);
  assert.not.ok(isAsTold({ mime: 'image/png', width: 12_000, height: 12_000 }, huge));
});

test.run();
