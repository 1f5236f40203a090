/**
 * Takes selector lists apart: for each selector where to look for its subject, how much it weighs in
 * the cascade, and which pseudo-element it styles. Whether it matches is for the browser to say.
 */

export interface Selector {
  /** Without the pseudo-element: what `matches` is asked. */
  text: string;
  /** `::before` and the like, with all that follows; empty for the element itself. */
  pseudo: string;
  /** Specificity: ids, classes and types, ten bits each. */
  weight: number;
  /**
   * One of these tokens is on every subject: `#id`, `.class`, `type`, `[attribute]`, or one of them on
   * its parent, as in `>.class`; undefined: any element.
   */
  keys: string[] | undefined;
}

/** The key of rules for the host of the shadow tree that they stand in. */
export const HOST = ':host';

const ID = 1 << 20;
const CLASS = 1 << 10;
const TYPE = 1;

/** Written with one colon in old sheets. */
const OLD_PSEUDO_ELEMENTS = /^:(before|after|first-line|first-letter)(?![-\w])/i;
const NAME = /^(?:[-\w]|[^\0-\x7f]|\\[0-9a-f]{1,6}\s?|\\[^\n])+/i;

/** Parts between commas that are in no parentheses, brackets or strings. */
export const splitList = (list: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at += 1) {
    const char = list[at];
    if (char === '\\') at += 1;
    else if (char === '"' || char === "'") at = endOfString(list, at);
    else if (char === '(' || char === '[') depth += 1;
    else if (char === ')' || char === ']') depth -= 1;
    else if (char === ',' && depth === 0) {
      parts.push(list.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(list.slice(from).trim());
  return parts;
};

/** Index of the closing quote. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at;
  }
  return text.length;
};

/** Index of the parenthesis or bracket that closes the one at `start`. */
const endOfGroup = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '"' || char === "'") at = endOfString(text, at);
    else if (char === '(' || char === '[') depth += 1;
    else if ((char === ')' || char === ']') && --depth === 0) return at;
  }
  return text.length;
};

const unescape = (name: string): string =>
  name.includes('\\')
    ? name.replace(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (_, hex?: string, char?: string) =>
        hex === undefined ? (char ?? '') : String.fromCodePoint(parseInt(hex, 16) || 0xfffd),
      )
    : name;

/** Pseudo-classes that weigh as much as the heaviest of their arguments, and let keys through. */
const TRANSPARENT = new Set(['is', 'not', 'has', 'matches', '-webkit-any', '-moz-any']);

/** The compound that is read at the moment; the last one holds the subject. */
interface Compound {
  id?: string;
  class?: string;
  type?: string;
  attribute?: string;
  any?: string[] | undefined;
  /** Keys of the compound that its parent must match. */
  parent?: string[] | undefined;
}

const keysOf = ({
  id,
  class: name,
  type,
  any,
  attribute,
  parent,
}: Compound): string[] | undefined => {
  const key = id ?? name ?? type;
  if (key !== undefined) return [key];
  if (any !== undefined) return any;
  return attribute === undefined ? parent?.map((outer) => `>${outer}`) : [attribute];
};

/** @param text one selector, without a comma at its top level */
export const parseSelector = (text: string): Selector => {
  let weight = 0;
  let compound: Compound = {};
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + 200);
    const char = rest[0] ?? '';
    if (char === ':') {
      const isOld = OLD_PSEUDO_ELEMENTS.test(rest);
      if (isOld || rest[1] === ':') {
        const [pseudo, extra] = pseudoElement(isOld ? `:${text.slice(at)}` : text.slice(at));
        const subject = text.slice(0, at).trim();
        const isOpen = subject === '' || /[\s>+~]$/.test(text.slice(0, at));
        return {
          text: isOpen ? `${subject} *`.trim() : subject,
          pseudo,
          weight: weight + extra,
          keys: keysOf(compound),
        };
      }
      const name = NAME.exec(rest.slice(1))?.[0].toLowerCase() ?? '';
      const open = at + 1 + name.length;
      if (name.startsWith('host')) compound.type = HOST;
      if (text[open] !== '(') {
        weight += CLASS;
        at = open;
        continue;
      }
      const end = endOfGroup(text, open);
      const inside = text.slice(open + 1, end);
      weight += weightOfCall(name, inside);
      if (name === 'is' || name === 'where') compound.any ??= keysOfList(inside);
      at = end + 1;
    } else if (char === '.' || char === '#') {
      const name = NAME.exec(text.slice(at + 1))?.[0] ?? '';
      if (char === '.') compound.class ??= `.${unescape(name)}`;
      else compound.id ??= `#${unescape(name)}`;
      weight += char === '.' ? CLASS : ID;
      at += 1 + name.length;
    } else if (char === '[') {
      weight += CLASS;
      const name = NAME.exec(text.slice(at + 1).trimStart())?.[0];
      if (name !== undefined) compound.attribute ??= `[${unescape(name).toLowerCase()}]`;
      at = endOfGroup(text, at) + 1;
    } else if (/[\s>+~|]/.test(char)) {
      const combinator = /^[\s>+~|]+/.exec(text.slice(at))?.[0] ?? char;
      const outer = keysOf({ ...compound, parent: undefined });
      // A host is no parent: what is below it hangs on its shadow root.
      const isChild = combinator.trim() === '>' && outer?.includes(HOST) !== true;
      compound = isChild ? { parent: outer } : {};
      at += combinator.length;
    } else if (char === '*' || char === '&') {
      at += 1;
    } else {
      const name = NAME.exec(text.slice(at))?.[0] ?? char;
      compound.type = unescape(name).toLowerCase();
      weight += TYPE;
      at += name.length;
    }
  }
  return { text, pseudo: '', weight, keys: keysOf(compound) };
};

/** The text from a pseudo-element on, and its weight. */
const pseudoElement = (text: string): [string, number] => {
  const open = text.indexOf('(');
  const name = /^::[-\w]+/.exec(text)?.[0] ?? text;
  if (open !== name.length) return [text, TYPE];
  const inside = text.slice(open + 1, endOfGroup(text, open));
  return [text, TYPE + (name === '::slotted' ? heaviest(inside) : 0)];
};

const weightOfCall = (name: string, inside: string): number => {
  if (name === 'where') return 0;
  if (TRANSPARENT.has(name)) return heaviest(inside);
  if (name === 'host' || name === 'host-context') return CLASS + heaviest(inside);
  const of = /\sof\s/.exec(inside);
  return CLASS + (of && name.startsWith('nth-') ? heaviest(inside.slice(of.index + 4)) : 0);
};

const heaviest = (list: string): number =>
  Math.max(...splitList(list).map((selector) => parseSelector(selector).weight));

const keysOfList = (list: string): string[] | undefined => {
  const keys: string[] = [];
  for (const selector of splitList(list)) {
    const some = parseSelector(selector).keys;
    if (some === undefined) return undefined;
    keys.push(...some);
  }
  return keys;
};
