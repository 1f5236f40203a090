/**
 * One Markdown source as sections, cut at its headings. Two things are said here that Markdown has
 * no words for:
 *
 * - a heading ends with its anchors, and with what people may call it who do not know its name:
 *   `### The number has run out {#number-ended also="expired, too late"}`. Anchors are addresses
 *   that other pages and printed papers hold: they are written out and never made from the words.
 * - an image below `images/` that stands alone is put into the page as SVG, so that its lines have
 *   the colour of the text, in light and dark.
 */
import makeMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it';

/** What a heading stands over, down to the next one. */
export interface Section {
  level: number;
  /** The first one is its address; the others lead to the same place. */
  ids: readonly string[];
  heading: string;
  headingHtml: string;
  /** Everyday words for it, for the search. */
  also: string;
  html: string;
  text: string;
}

export interface Surroundings {
  /** Where a link to another source leads, such as `guest.md#send`. */
  linkTo: (target: string) => string;
  /** The SVG of an image by its path. */
  imageOf: (path: string) => string;
}

export class BadSource extends Error {}

const ANCHORS = /\s*\{((?:#[\w-]+\s*)+)(?:also="([^"]*)")?\s*\}$/;

const isJapanese = (character: string | undefined): boolean =>
  /[\u3000-\u9fff\uff00-\uffef]/.test(character ?? '');

/** HTML in a source is shown, not taken over: sources are words. */
const makeMarkdown = ({ linkTo, imageOf }: Surroundings): MarkdownIt => {
  const md = makeMarkdownIt({ html: false, linkify: false, typographer: false });
  const normalize = md.normalizeLink.bind(md);
  // The service fills in whole addresses later: a percent sign is no escape there.
  md.normalizeLink = (url) => (url.startsWith('%BRAND_') ? url : normalize(linkTo(url)));
  md.renderer.rules['image'] = (tokens, at) => {
    const path = String(tokens[at]?.attrGet('src') ?? '');
    const alt = md.utils.escapeHtml(tokens[at]?.content ?? '');
    const role = alt === '' ? 'aria-hidden="true"' : `role="img" aria-label="${alt}"`;
    return imageOf(path).replace('<svg', `<svg class="drawing" ${role} focusable="false"`);
  };
  // A line break in a source is no space between two Japanese characters.
  md.renderer.rules['softbreak'] = (tokens, at) =>
    isJapanese(tokens[at - 1]?.content.at(-1)) && isJapanese(tokens[at + 1]?.content[0])
      ? ''
      : '\n';
  // Wide tables and long lines of code are scrolled in their box, by keyboard too.
  md.renderer.rules['fence'] = (tokens, at) =>
    `<pre tabindex="0"><code>${md.utils.escapeHtml(tokens[at]?.content ?? '')}</code></pre>\n`;
  md.renderer.rules['table_open'] = () => '<div class="wide" tabindex="0"><table>\n';
  md.renderer.rules['table_close'] = () => '</table></div>\n';
  return md;
};

/** What is read of these tokens, without marks. */
const textOf = (tokens: readonly Token[]): string =>
  tokens
    .flatMap((token) => {
      if (token.type === 'inline') return [(token.children ?? []).map(wordsOf).join('')];
      return token.type === 'fence' ? [token.content] : [];
    })
    .join(' ');

const wordsOf = (token: Token): string => {
  if (token.type === 'text' || token.type === 'code_inline') return token.content;
  return token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : '';
};

export const parseSections = (source: string, surroundings: Surroundings): Section[] => {
  const md = makeMarkdown(surroundings);
  const env = {};
  const tokens = md.parse(source, env);
  const starts = tokens.flatMap((token, at) => (token.type === 'heading_open' ? [at] : []));
  if (starts[0] !== 0) throw new BadSource('A source begins with its heading.');
  return starts.map((start, n) => {
    const end = starts[n + 1] ?? tokens.length;
    const inline = tokens[start + 1];
    const written = inline?.content ?? '';
    const [, anchors = '', also = ''] = ANCHORS.exec(written) ?? [];
    const level = Number(tokens[start]?.tag.slice(1));
    const ids = [...anchors.matchAll(/#([\w-]+)/g)].map(([, id = '']) => id);
    if (level > 1 && ids.length === 0) throw new BadSource(`«${written}» has no anchor`);
    const heading = md.parseInline(written.replace(ANCHORS, ''), env);
    const body = tokens.slice(start + 3, end);
    return {
      level,
      ids,
      heading: textOf(heading),
      headingHtml: md.renderer.render(heading, md.options, env),
      also,
      html: md.renderer.render(body, md.options, env),
      text: textOf(body),
    };
  });
};
