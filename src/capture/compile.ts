/**
 * A style sheet as the capture needs it: its rules by the token that their subjects carry, what they
 * depend on, its fonts, and what must come along whole. Made once for a sheet and kept as long as the
 * sheet has the same rules.
 */
import { parseSelector, splitList, type Selector } from './selectors.js';

/** What a rule stands within. */
export interface Group {
  /** All must match for the rule to apply. */
  media: readonly string[];
  /** `a.b`; empty outside any layer. */
  layer: string;
  /** Heads of container queries, from the outermost: only the browser can tell whether they hold. */
  containers: readonly string[];
  scope: { from: string; to: string } | undefined;
}

/** The selectors of one rule that weigh the same and style the same pseudo-element. */
export interface Entry {
  selectors: Selector[];
  /** `::before` and the like; empty for the element itself. */
  pseudo: string;
  /** Keys that are a whole selector by themselves: who carries one matches. */
  plain: Set<string>;
  /** Of `::slotted()` and `::part()`, whose subjects are in another tree than the sheet. */
  reach: { into: 'slotted' | 'part'; argument: string } | undefined;
  weight: number;
  /** Place in its sheet. */
  order: number;
  group: Group;
  style: CSSStyleDeclaration;
  base: string;
}

export interface FontFaceRule {
  family: string;
  weight: string;
  style: string;
  stretch: string;
  unicodeRange: string;
  /** Its descriptors but for the source, which holds the address. */
  rest: string;
  source: string;
  base: string;
}

export interface Compiled {
  byKey: ReadonlyMap<string, readonly Entry[]>;
  layers: readonly string[];
  faces: readonly FontFaceRule[];
  /** Selectors of elements that are placed by the viewport. */
  outliers: readonly string[];
  /** Selectors of elements that count. */
  counting: readonly string[];
  /** Rules that define what others refer to by name: `@property`, `@counter-style` and the like. */
  definitions: readonly string[];
}

/** Stands among the keys for an element of any name. */
export const ANY = '*';
export const SLOTTED = '::slotted';
export const PART = '::part';

const TOP: Group = { media: [], layer: '', containers: [], scope: undefined };

/** What paints nothing in a still picture. */
const NEVER_DRAWN =
  /^::(selection|highlight|target-text|spelling-error|grammar-error|cue|view-transition|-webkit-resizer)/;

const REACH = /^::(slotted|part)\(((?:[^()]|\([^()]*\))*)\)/;

const DEFINES =
  /^(Property|CounterStyle|FontFeatureValues|FontPaletteValues|PositionTry|Function)$/;

let unnamedLayers = 0;

class Reading {
  readonly byKey = new Map<string, Entry[]>();
  readonly layers: string[] = [];
  readonly faces: FontFaceRule[] = [];
  readonly definitions: string[] = [];
  readonly outliers: string[] = [];
  readonly counting: string[] = [];
  private order = 0;

  rules(rules: CSSRuleList, base: string, group: Group, parent: string): void {
    for (const rule of rules) {
      try {
        this.rule(rule, base, group, parent);
      } catch {
        // One rule that this browser shows in a way of its own costs nothing but itself.
      }
    }
  }

  private rule(rule: CSSRule, base: string, group: Group, parent: string): void {
    const any = rule as CSSRule & Partial<Record<string, string>>;
    const inner = (rule as Partial<CSSGroupingRule>).cssRules;
    switch (kindOf(rule)) {
      case 'Style':
        this.style(rule as CSSStyleRule, base, group, parent);
        break;
      case 'NestedDeclarations':
        this.entries(parent, (rule as CSSStyleRule).style, base, group);
        break;
      case 'Media':
        if (inner) this.rules(inner, base, within(group, 'media', any['conditionText']), parent);
        break;
      case 'Supports':
        if (inner && CSS.supports(any['conditionText'] ?? '')) {
          this.rules(inner, base, group, parent);
        }
        break;
      case 'Container':
        if (inner) {
          const head = `@container ${any['containerName'] ?? ''} ${any['containerQuery'] ?? any['conditionText'] ?? ''}`;
          this.rules(inner, base, within(group, 'containers', head), parent);
        }
        break;
      case 'LayerBlock':
        if (inner) this.rules(inner, base, this.layer(group, any['name'] ?? ''), parent);
        break;
      case 'LayerStatement':
        for (const name of (rule as CSSLayerStatementRule).nameList) this.layer(group, name);
        break;
      case 'Scope': {
        const { start, end } = rule as CSSScopeRule;
        const scope = { from: start ?? ':root', to: end ?? '' };
        if (inner) this.rules(inner, base, { ...group, scope }, ':scope');
        break;
      }
      case 'Import':
        this.imported(rule as CSSImportRule, group);
        break;
      case 'FontFace':
        this.faces.push(fontFace((rule as CSSFontFaceRule).style, base));
        break;
      default:
        if (DEFINES.test(kindOf(rule))) this.definitions.push(rule.cssText);
    }
  }

  private imported(rule: CSSImportRule, group: Group): void {
    const { layerName } = rule as CSSImportRule & { layerName?: string | null };
    const layered = typeof layerName === 'string' ? this.layer(group, layerName) : group;
    const { styleSheet, media } = rule;
    if (styleSheet === null) return;
    const base = styleSheet.href ?? '';
    this.rules(styleSheet.cssRules, base, within(layered, 'media', media.mediaText), '');
  }

  private layer(group: Group, name: string): Group {
    const own = name === '' ? `u${String((unnamedLayers += 1))}` : name;
    const layer = group.layer === '' ? own : `${group.layer}.${own}`;
    this.layers.push(layer);
    return { ...group, layer };
  }

  private style(rule: CSSStyleRule, base: string, group: Group, parent: string): void {
    const selector = nested(rule.selectorText, parent);
    this.entries(selector, rule.style, base, group);
    const inner = (rule as Partial<CSSStyleRule>).cssRules;
    if (inner !== undefined && inner.length > 0) this.rules(inner, base, group, selector);
  }

  private entries(list: string, style: CSSStyleDeclaration, base: string, group: Group): void {
    if (style.length === 0 || list === '') return;
    if (/^(fixed|sticky|-webkit-sticky)$/.test(style.position)) this.outliers.push(list);
    if (!/^(|none)$/.test(style.counterIncrement)) this.counting.push(list);
    const order = (this.order += 1);
    const made: Entry[] = [];
    for (const text of splitList(list)) {
      const selector = parseSelector(text);
      const { pseudo, weight } = selector;
      if (NEVER_DRAWN.test(pseudo)) continue;
      const reach = REACH.exec(pseudo);
      let entry = made.find((other) => other.weight === weight && other.pseudo === pseudo);
      if (entry === undefined || reach !== null) {
        const plain = new Set<string>();
        entry = {
          selectors: [],
          pseudo,
          plain,
          reach: undefined,
          weight,
          order,
          group,
          style,
          base,
        };
        made.push(entry);
      }
      entry.selectors.push(selector);
      if (group.scope === undefined && selector.keys?.[0] === selector.text)
        entry.plain.add(selector.text);
      if (selector.text === ANY) entry.plain.add(ANY);
      if (reach === null) {
        for (const key of selector.keys ?? [ANY]) this.file(key, entry);
      } else {
        const [all, into, argument = ''] = reach;
        entry.pseudo = pseudo.slice(all.length);
        entry.reach = { into: into === 'part' ? 'part' : 'slotted', argument };
        this.file(into === 'part' ? PART : SLOTTED, entry);
      }
    }
  }

  private file(key: string, entry: Entry): void {
    // In quirks mode names match in any case.
    const folded = key.toLowerCase();
    if (folded !== key) this.file(folded, entry);
    const filed = this.byKey.get(key);
    if (filed === undefined) this.byKey.set(key, [entry]);
    else if (filed.at(-1) !== entry) filed.push(entry);
  }
}

/**
 * The interface's name, `CSSMediaRule` as `Media`; frames have interfaces of their own, so that
 * instanceof does not serve.
 */
const kindOf = (rule: CSSRule): string => rule.constructor.name.replace(/^CSS|Rule$/g, '');

const within = (group: Group, key: 'media' | 'containers', condition: string | undefined): Group =>
  condition === undefined || condition === ''
    ? group
    : { ...group, [key]: [...group[key], condition] };

/** A nested rule's selector as it would be written outside. */
const nested = (list: string, parent: string): string => {
  if (parent === '') return list;
  const scope = parent === ':scope' ? ':scope' : `:is(${parent})`;
  return splitList(list)
    .map((selector) => {
      if (/(^|[^\\])&/.test(selector)) return selector.replaceAll('&', scope);
      if (parent === ':scope') return /^[>+~]/.test(selector) ? `${scope} ${selector}` : selector;
      return `${scope} ${selector}`;
    })
    .join();
};

const fontFace = (style: CSSStyleDeclaration, base: string): FontFaceRule => {
  const value = (name: string): string => style.getPropertyValue(name);
  const kept = [...style].filter((name) => name !== 'src' && name !== 'font-display');
  return {
    family: value('font-family').replace(/^["']|["']$/g, ''),
    weight: value('font-weight') || '400',
    style: value('font-style') || 'normal',
    stretch: value('font-stretch'),
    unicodeRange: value('unicode-range'),
    rest: kept.map((name) => `${name}:${value(name)}`).join(';'),
    source: value('src'),
    base,
  };
};

interface Kept {
  length: number;
  first: CSSRule | undefined;
  last: CSSRule | undefined;
  compiled: Compiled;
}

const kept = new WeakMap<CSSStyleSheet, Kept>();

/** @throws SecurityError where the sheet is of another origin and may not be read */
export const compile = (sheet: CSSStyleSheet, base: string): Compiled => {
  const rules = sheet.cssRules;
  const { length } = rules;
  const [first, last] = [rules[0], rules[length - 1]];
  const old = kept.get(sheet);
  if (old?.length === length && old.first === first && old.last === last) return old.compiled;
  const compiled = new Reading();
  compiled.rules(rules, sheet.href ?? base, TOP, '');
  kept.set(sheet, { length, first, last, compiled });
  return compiled;
};
