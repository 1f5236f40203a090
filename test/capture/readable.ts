/** Reads what a picture was drawn from through all the ways in which text can be wrapped there. */

const utf8 = new TextDecoder('utf-8', { fatal: true });

const fromBase64 = (text: string): string => {
  const bytes = Buffer.from(text, 'base64');
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
};

const fromPercent = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    );
  }
};

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const fromEntities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (all, hex?: string, ten?: string, name = '') =>
      hex !== undefined || ten !== undefined
        ? codePoint(hex === undefined ? Number(ten) : parseInt(hex, 16))
        : (NAMED[String(name)] ?? all),
  );

const fromCssEscapes = (text: string): string =>
  text
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => codePoint(parseInt(hex, 16)))
    .replace(/\\\n?/g, '');

const codePoint = (code: number): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';

const NESTED = /data:[\w.+/-]*(?:;[\w.+=-]+)*,[^"')\s<>\\]*/g;
const BINARY = /^data:(?:image\/(?!svg)|font\/|application\/(?!.*xml))/;

const opened = (address: string): string => {
  const comma = address.indexOf(',');
  const body = address.slice(comma + 1);
  return /;base64$/i.test(address.slice(0, comma))
    ? fromBase64(fromPercent(body))
    : fromPercent(body);
};

const layersOf = (text: string): string[] => {
  if (/^data:/.test(text)) {
    const inside = opened(text);
    return BINARY.test(text) ? [inside] : layersOf(inside);
  }
  const plain = fromEntities(text);
  const nested = plain.match(NESTED) ?? [];
  return [text, plain, fromCssEscapes(plain), ...[...new Set(nested)].flatMap(layersOf)];
};

/** Each source with everything that lies within it, decoded as often as it takes. */
export const readable = (sources: readonly string[]): string =>
  [...new Set(sources.flatMap((source) => [...layersOf(source), fromPercent(source)]))].join('\n');

const LEAST = 5;

/** Where a part of the secret shows, with what stands around it; empty if it is kept. */
export const leaksOf = (text: string, secret: string): string[] => {
  const found: string[] = [];
  for (let from = 0; from + LEAST <= secret.length; from += 1) {
    const at = text.indexOf(secret.slice(from, from + LEAST));
    if (at >= 0) found.push(`… ${text.slice(Math.max(0, at - 60), at + 40)} …`);
  }
  return found.slice(0, 3);
};
