/**
 * Puts a compressed copy beside every text file of the pages: the service sends the smallest that a
 * browser takes, and a phone on a bad line waits for a third of the bytes.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const isText = /\.(?:css|html|js|json|svg|txt)$/;

/** Smaller ones fit into one packet as they are. */
const WORTH_BYTES = 1000;

/** @param {string} folder */
export function compressTexts(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!isText.test(name)) continue;
    const path = join(folder, name);
    const text = readFileSync(path);
    if (text.length < WORTH_BYTES) continue;
    writeFileSync(`${path}.br`, brotliCompressSync(text));
    writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  }
}
