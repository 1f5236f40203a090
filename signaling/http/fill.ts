/**
 * Writes the brand into the built pages, once at the start: each HTML page says `%BRAND_NAME%` and
 * the like where it goes, the embed has a place for it, and `look.css` is written for it. What is
 * filled goes into a folder of its own, which is served before the built one.
 */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Brand } from '../../src/look/brand.js';
import { lookCss } from '../../src/look/css.js';
import { type BrandSettings, brandOf, logoPath, setOf } from '../brand.js';
import { escaped } from '../markup.js';

/** Smaller ones fit into one packet as they are. */
const WORTH_BYTES = 1000;

/** This is done while somebody waits for the start: the best quality takes thirty times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** @param web the built pages @param filled emptied, then written */
export const fillPages = (web: string, filled: string, settings: BrandSettings): void => {
  rmSync(filled, { recursive: true, force: true });
  mkdirSync(filled, { recursive: true });
  const brand = brandOf(settings);
  const write = (name: string, text: string): void => {
    const path = join(filled, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (text.length < WORTH_BYTES) return;
    writeFileSync(`${path}.br`, brotliCompressSync(text, BROTLI));
    writeFileSync(`${path}.gz`, gzipSync(text));
  };
  write('look.css', lookCss(brand));
  for (const name of readdirSync(web, { recursive: true, encoding: 'utf8' })) {
    // The demo's pages are a customer's: they have a brand of their own.
    if (!name.endsWith('.html') || name.startsWith('demo')) continue;
    write(name, fillHtml(readFileSync(join(web, name), 'utf8'), brand));
  }
  const set = setOf(settings);
  if (Object.keys(set).length > 0) {
    write('embed.js', fillEmbed(readFileSync(join(web, 'embed.js'), 'utf8'), set));
  }
  const { logo } = settings;
  if (logo !== undefined) {
    mkdirSync(join(filled, 'brand'));
    copyFileSync(logo.file, join(filled, logoPath(logo)));
  }
};

const fillHtml = (html: string, brand: Brand): string => {
  const values: Record<string, string> = {
    BRAND: JSON.stringify({ ...brand, accents: undefined }),
    BRAND_NAME: brand.name,
    BRAND_TERMS: brand.terms,
    BRAND_PRIVACY: brand.privacy,
  };
  return html.replace(/%(BRAND[A-Z_]*)%/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : escaped(value);
  });
};

/** The place that the build leaves in the embed; ASCII, since target pages may be in Shift_JIS. */
const fillEmbed = (script: string, set: Partial<Brand>): string => {
  const value = JSON.stringify(set).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return script.replace(/\{\}\);\s*$/, () => `${value});`);
};
