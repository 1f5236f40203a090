/** Whose service this page belongs to: the service writes it into the page (signaling/http/fill.ts). */
import { type Brand, MISETE } from '../look/brand.js';

export type ShownBrand = Omit<Brand, 'accents'>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Of the page's `<meta name="brand">`; what it does not say is our own. */
const readBrand = (page: Document): ShownBrand => {
  const content = page.querySelector<HTMLMetaElement>('meta[name=brand]')?.content ?? '';
  let said: Partial<Record<keyof ShownBrand, unknown>> = {};
  try {
    said = JSON.parse(content) as typeof said;
  } catch {
    // Not filled in: a page that no service has served.
  }
  const { name, logo, terms, privacy } = said;
  return {
    name: isText(name) ? name : MISETE.name,
    logo: isText(logo) ? logo : undefined,
    terms: isText(terms) ? terms : MISETE.terms,
    privacy: isText(privacy) ? privacy : MISETE.privacy,
  };
};

export const brand = readBrand(document);
