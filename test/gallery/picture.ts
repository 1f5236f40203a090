/** One picture of the gallery, by what it shows; and which of all there are to be taken. */
import type { Language } from '../support/browsers.js';
import type { Room } from './room.js';
import type { Scheme, Sitting, View } from './visitor.js';

export const LANGUAGES = ['ja', 'en'] as const satisfies readonly Language[];
const SCHEMES = ['light', 'dark'] as const satisfies readonly Scheme[];

export interface Picture {
  state: string;
  size: string;
  language: string;
  scheme: string;
}

/** Where a picture is, below the gallery's folder. */
export const fileOf = ({ state, size, language, scheme }: Picture): string =>
  `${state}/${size}-${language}-${scheme}.png`;

/** What the command line leaves of everything; an empty list leaves all. */
export interface Wish {
  /** Names of states, or what they begin with up to a slash. */
  only: readonly string[];
  size: readonly string[];
  language: readonly string[];
  scheme: readonly string[];
}

const EVERYTHING: Wish = { only: [], size: [], language: [], scheme: [] };

const leaves = (wanted: readonly string[], name: string): boolean =>
  wanted.length === 0 || wanted.includes(name);

const isUnder = (name: string, beginning: string): boolean =>
  `${name}/`.startsWith(beginning.endsWith('/') ? beginning : `${beginning}/`);

/** Every state in every language, in an order in which a tab stays in use for long. */
export const sittingsOf = (rooms: readonly Room[], wish: Wish = EVERYTHING): Sitting[] =>
  rooms.flatMap((room) =>
    LANGUAGES.filter((language) => leaves(wish.language, language)).flatMap((language) =>
      room.states
        .filter(({ languages = LANGUAGES }) => languages.includes(language))
        .filter(
          ({ name }) => wish.only.length === 0 || wish.only.some((only) => isUnder(name, only)),
        )
        .toSorted((a, b) => Number(a.prepare !== undefined) - Number(b.prepare !== undefined))
        .map((state) => ({ room, state, language })),
    ),
  );

/** The sizes and schemes in which a state is looked at. */
export const viewsOf = (room: Room, wish: Wish = EVERYTHING): View[] =>
  room.sizes
    .filter(({ name }) => leaves(wish.size, name))
    .flatMap((size) =>
      SCHEMES.filter((scheme) => leaves(wish.scheme, scheme)).map((scheme) => ({ size, scheme })),
    );
