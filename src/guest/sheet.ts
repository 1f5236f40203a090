/**
 * The sheet over the page. A native modal dialog: the browser keeps the focus in it, closes it by
 * Escape and by Android's back gesture, gives the focus back, and takes no attribute of the page's
 * to make the page inert.
 */
import { LANGUAGES, LANGUAGE_NAMES } from '../text/language.js';
import { button, make, sign } from './dom.js';
import { focusOn } from './focus.js';
import type { Glass } from './glass.js';
import type { Stage } from './screen.js';

export interface Sheet {
  /** Shows this in place of what was shown. */
  show: (content: HTMLElement) => void;
  close: () => void;
  /** Says its own words anew, after another language was chosen. */
  dress: (stage: Stage) => void;
}

/** The sheet is as large as the glass is when it opens. */
export const createSheet = ({ element: above, look }: Glass, onClose: () => void): Sheet => {
  const head = make('div', { class: 'head' });
  const scroll = make('div', { class: 'scroll' });
  const dialog = make('dialog', { class: 'sheet' }, make('div', { class: 'panel' }, head, scroll));
  above.append(dialog);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  // A browser closes it after two Escapes whatever we say; then it must not stay half open. What we
  // closed ourselves may be open anew by the time that we are told.
  dialog.addEventListener('close', () => {
    if (!dialog.open && scroll.firstChild !== null) onClose();
  });
  // It fits what is seen when it opens or the phone is turned. Two fingers may then enlarge it.
  const fit = (): void => void (dialog.style.cssText = above.style.cssText);
  addEventListener('resize', fit);
  const focused = (): Element | null => (above.getRootNode() as ShadowRoot).activeElement;
  return {
    show: (content) => {
      const speaks = scroll.contains(focused()) || !dialog.open;
      scroll.replaceChildren(content);
      scroll.scrollTop = 0;
      if (!dialog.open) {
        fit();
        dialog.showModal();
      }
      // Its heading, so that no button is preset.
      if (speaks) focusOn(content);
    },
    close: () => {
      if (!dialog.open) return;
      scroll.replaceChildren();
      dialog.close();
      look();
    },
    dress: ({ shared, texts, brand, service, language, act }) => {
      dialog.ariaLabel = texts.sheet.name;
      const mark = make('strong', {}, brand.name);
      const other = LANGUAGES.find((one) => one !== language) ?? language;
      const speak = button(LANGUAGE_NAMES[other], 'quiet', act.speak);
      speak.lang = other;
      const had = head.contains(focused());
      head.replaceChildren(mark, speak, sign('✕', shared.close, 'close', onClose));
      if (had) speak.focus();
      if (brand.logo === undefined) return;
      const logo = new Image();
      // Where the page's policy forbids it, the name alone says it.
      logo.onload = () => mark.prepend(logo);
      logo.alt = '';
      logo.src = new URL(brand.logo, service).href;
    },
  };
};

/** Asks once before the call is ended. */
export const askToEnd = (
  above: HTMLElement,
  texts: { endQuestion: string; endMeaning: string; endYes: string; endNo: string },
  onYes: () => void,
): void => {
  const stay = button(texts.endNo, 'plain', () => dialog.close());
  const dialog = make(
    'dialog',
    { class: 'question', label: texts.endQuestion },
    make('h2', {}, texts.endQuestion),
    make('p', {}, texts.endMeaning),
    make(
      'div',
      { class: 'row' },
      stay,
      button(texts.endYes, 'danger', () => {
        dialog.close();
        onYes();
      }),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  stay.autofocus = true;
  above.append(dialog);
  dialog.showModal();
};
