/** Whose service it is, as everybody sees it: set by whoever runs it, the same on every screen. */
import { type Accent, type Scheme, colours } from './tokens.js';

export interface Brand {
  name: string;
  /** Address of an image, shown before the name. Undefined: our own mark. */
  logo: string | undefined;
  /** Addresses of the terms and of the privacy policy. */
  terms: string;
  privacy: string;
  accents: Readonly<Record<Scheme, Accent>>;
}

const accentOf = (scheme: Scheme): Accent => {
  const { accent, 'accent-strong': strong, 'accent-soft': soft, 'on-accent': on } = colours[scheme];
  return { accent, 'accent-strong': strong, 'accent-soft': soft, 'on-accent': on };
};

/** Where nothing is set, all but colours. The addresses are the service's own. */
export const NAMED: Omit<Brand, 'accents'> = {
  name: 'Misete',
  logo: undefined,
  terms: '/help/terms.html',
  privacy: '/help/privacy.html',
};

export const MISETE: Brand = {
  ...NAMED,
  accents: { light: accentOf('light'), dark: accentOf('dark') },
};
