/**
 * Names that the help takes from elsewhere: `{{guest.bar.send}}` in a source becomes what that
 * button is called in the catalogue, so that the help cannot call it by an old name.
 */
import type { Language } from '../../text/language.js';
import { CODES, connectTexts, consoleTexts, guestTexts, loaderTexts } from '../../text/index.js';
import { sharedTexts } from '../../text/index.js';

/**
 * What the operator of a service sets. The service fills these in when it starts, in every page:
 * the build does not know them.
 */
export const BRAND = {
  brand: '%BRAND_NAME%',
  terms: '%BRAND_TERMS%',
  privacy: '%BRAND_PRIVACY%',
} as const;

/** By which first word a placeholder names a catalogue. */
const catalogues = {
  loader: loaderTexts,
  guest: guestTexts,
  shared: sharedTexts,
  connect: connectTexts,
  console: consoleTexts,
};

/** Texts that take the name of the service. */
const BRANDED = new Set(['shared.before.heading', 'connect.title', 'console.title']);

/** What a guest sees of a case in the place of its name, and reads aloud; undefined for a host's. */
export const numberOf = (id: string): string | undefined => {
  const number = new Map<string, number>(Object.entries(CODES)).get(id);
  return number === undefined ? undefined : String(number);
};

class UnknownWord extends Error {}

const isBrand = (name: string): name is keyof typeof BRAND => name in BRAND;

const lookUp = (name: string, language: Language): string => {
  if (isBrand(name)) return BRAND[name];
  const [first = '', ...path] = name.split('.');
  const catalogue = new Map(Object.entries(catalogues)).get(first)?.[language];
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : null),
    catalogue,
  );
  if (typeof found === 'string') return found;
  if (BRANDED.has(name) && typeof found === 'function') {
    return (found as (brand: string) => string)(BRAND.brand);
  }
  throw new UnknownWord(`{{${name}}}: the catalogue has no such text in ${language}`);
};

/**
 * The source with every placeholder filled.
 *
 * @throws UnknownWord for one that neither the catalogue nor the brand has.
 */
export const fillWords = (source: string, language: Language): string =>
  source.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => lookUp(name, language));
