/** What a help page does besides being read: cases open by their address, and the search. */
import { helpTexts } from '../text/help.js';
import { LANGUAGE_KEPT } from '../text/language.js';
import './help.css';
import { startPanel } from './search/panel.js';

const language = document.documentElement.lang === 'en' ? 'en' : 'ja';

/** Opens the case that the address names; not every browser does so by itself. */
const openTarget = (): void => {
  // The codes are plain words: what is written otherwise names none of them.
  const target = document.getElementById(location.hash.slice(1));
  const closed = target?.closest<HTMLDetailsElement>('details:not([open])');
  if (target === null || closed === null || closed === undefined) return;
  closed.open = true;
  closed.scrollIntoView();
};
addEventListener('hashchange', openTarget);
openTarget();

/** Beside the text the contents are always open; above it they wait for a tap. */
const wide = matchMedia('(min-width: 62rem)');
const contents = document.querySelector<HTMLDetailsElement>('details.contents');
const openContents = (): void => {
  if (contents !== null) contents.open = wide.matches;
};
wide.addEventListener('change', openContents);
openContents();

/** On paper nothing can be opened. */
addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll('details')) part.open = true;
});

/** The other language at the same place, and from then on. */
const other = document.querySelector<HTMLAnchorElement>('a.other');
other?.addEventListener('click', () => {
  other.hash = location.hash;
  try {
    localStorage.setItem(LANGUAGE_KEPT, other.lang);
  } catch {
    // Storage is refused; the address says it this once.
  }
});

const find = document.querySelector('.find');
const form = find?.querySelector('form');
const field = find?.querySelector('input');
const status = find?.querySelector<HTMLElement>('.count');
const found = find?.querySelector<HTMLElement>('.found');
if (form && field && status && found) {
  startPanel(
    { form, field, status, found },
    helpTexts[language].search,
    document.body.dataset['brand'] ?? '',
  );
}
