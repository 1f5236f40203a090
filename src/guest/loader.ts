/**
 * The script of the tag: draws one button, and fetches the rest when it is tapped or when this tab
 * or site belongs to a call already. Until then it asks the network for nothing, and
 * looks at the page only to stay in its place: when it changes, at most three times a second.
 */
import { GUEST_KEY_MS, TARGET_NAMES } from '../link/names.js';
import type { Brand } from '../look/brand.js';
import { type Language, LANGUAGE_KEPT, languageFor } from '../text/language.js';
import { loaderTexts } from '../text/loader.js';
import { takeHandOff } from './arrival.js';
import { dress } from './dress.js';
import { PLACE_KEPT, createGlass } from './glass.js';
import { loaderCss } from './loader.css.js';
import { keepInPlace } from './place.js';
import type { Guest, GuestModule } from './start.js';

/** Path of the rest, below the service's base; set by the build. */
declare const __GUEST_ENTRY__: string;

/** What the operator has set of the brand; the service writes it in. */
declare const MISETE_BRAND: Partial<Brand>;

/** Present once the tag has run: a page may include it twice. */
const RUNS = Symbol.for('misete');
const marks = window as unknown as Record<symbol, unknown>;

const run = (tag: HTMLScriptElement): void => {
  const handOff = takeHandOff();
  const base = new URL('.', tag.src).href;
  let texts = loaderTexts.ja;

  const element = document.createElement('div');
  element.dataset['misete'] = '';
  const root = element.attachShadow({ mode: 'open' });
  dress(root, loaderCss(MISETE_BRAND.accents?.light));
  // Only ever a class of ours: what is no corner of those in the styles is the usual one.
  const place = kept(PLACE_KEPT) ?? tag.dataset['position'] ?? 'bottom-right';
  const glass = createGlass(element, place);
  const make = <Tag extends 'button' | 'div' | 'p'>(
    tag: Tag,
    name: string,
  ): HTMLElementTagNameMap[Tag] => {
    const made = document.createElement(tag);
    made.className = name;
    return made;
  };
  const pill = make('div', 'pill');
  const button = make('button', 'open');
  const move = make('button', 'move');
  move.textContent = '✥';
  pill.append(button, move);
  const sorry = make('p', 'pill');
  sorry.role = 'alert';
  sorry.hidden = true;
  glass.element.append(sorry, pill);
  root.append(glass.element);

  const speak = (language: Language): void => {
    texts = loaderTexts[language];
    element.lang = language;
    button.textContent = texts.button;
    move.ariaLabel = texts.move;
  };
  const language = languageFor(navigator.languages, kept(LANGUAGE_KEPT));
  speak(language);

  const everPassword = new WeakSet<Element>();
  keepInPlace(element, document, (changes) => {
    for (const { attributeName, oldValue, target } of changes) {
      if (attributeName === 'type' && oldValue === 'password') everPassword.add(target as Element);
    }
  });
  // What is done in our parts is not the page's business: its menus stay open for the picture.
  for (const type of ['click', 'mousedown', 'pointerdown', 'touchstart', 'keydown', 'input']) {
    element.addEventListener(type, (event) => {
      event.stopPropagation();
    });
  }

  let guest: Promise<Guest> | undefined;
  let failures = 0;
  const load = async (): Promise<Guest> => {
    try {
      // A browser remembers that a module could not be fetched, by its address. Without a failure it
      // is the plain one, by which later parts know it.
      const address = `${base}${__GUEST_ENTRY__}${failures ? `?${failures}` : ''}`;
      const { start } = (await import(/* @vite-ignore */ address)) as GuestModule;
      const brand = MISETE_BRAND;
      const look = { tag, base, root, glass, pill, move, language, speak, brand };
      return await start({ ...look, everPassword, handOff });
    } catch (error) {
      failures += 1;
      guest = undefined;
      throw error;
    }
  };

  /** Both buttons need the rest. */
  const tap = async (by: 'open' | 'move'): Promise<void> => {
    button.ariaBusy = 'true';
    try {
      (await (guest ??= load()))[by]();
      sorry.hidden = true;
    } catch {
      sorry.textContent = texts.unreachable;
      sorry.hidden = false;
    }
    button.ariaBusy = null;
  };
  const ahead = (): void => {
    (guest ??= load()).catch(() => undefined);
  };
  button.addEventListener('click', () => void tap('open'));
  move.addEventListener('click', () => void tap('move'));
  // A drag begins here, and goes on when the rest has come.
  move.addEventListener('pointerdown', ahead);

  /** Belonging to a call is no reason to disturb a guest who did not tap: no word on failure. */
  const resume = (): void => {
    if (handOff !== undefined || belongsToCall()) ahead();
  };
  addEventListener('pageshow', resume);
  addEventListener('storage', resume);
  resume();
};

/** From the page's own storage; null also where the browser refuses it. */
const kept = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

/** Whether a number is shown in this tab, or a call runs that this page's site takes part in. */
const belongsToCall = (): boolean => {
  const names = TARGET_NAMES;
  const stores = [() => localStorage, () => sessionStorage];
  return stores.some((store) => {
    try {
      if (store().getItem(names.number) ?? store().getItem(names.handOff)) return true;
      // Where there is none this throws; what is no time is a long time ago.
      const kept = JSON.parse(store().getItem(names.guest) as string) as Record<string, number>;
      return !!kept['call'] && Date.now() - (kept['made'] as number) < GUEST_KEY_MS;
    } catch {
      // The browser refuses its storage, or something else is kept under our name.
      return false;
    }
  });
};

// The tag is HTML's, always: an SVG's script is a module of nobody's.
const tag = document.currentScript as HTMLScriptElement | null;
if (tag && !marks[RUNS]) {
  marks[RUNS] = true;
  run(tag);
}
