/**
 * The sheet over the page. A native modal dialog: the browser keeps the focus in it, closes it by
 * Escape and by Android's back gesture, gives the focus back, and takes no attribute of the page's
 * to make the page inert.
 */
import { button, make } from './dom.js';

export interface Sheet {
  /** Shows this in place of what was shown. */
  show: (content: HTMLElement) => void;
  close: () => void;
}

export const createSheet = (
  root: ShadowRoot,
  name: string,
  closeName: string,
  onClose: () => void,
): Sheet => {
  const close = button('✕', 'quiet', onClose);
  close.classList.add('close');
  close.setAttribute('aria-label', closeName);
  const scroll = make('div', { class: 'scroll' });
  const dialog = make('dialog', { class: 'sheet', label: name }, scroll, close);
  root.append(dialog);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  // A browser closes it after two Escapes whatever we say; then it must not stay half open. What we
  // closed ourselves may be open anew by the time that we are told.
  dialog.addEventListener('close', () => {
    if (!dialog.open && scroll.firstChild !== null) onClose();
  });
  return {
    show: (content) => {
      scroll.replaceChildren(content);
      scroll.scrollTop = 0;
      if (!dialog.open) dialog.showModal();
      focusOn(content);
    },
    close: () => {
      scroll.replaceChildren();
      dialog.close();
    },
  };
};

/** The heading, so that the new screen is read from its beginning and no button is preset. */
const focusOn = (content: HTMLElement): void => {
  const heading = content.querySelector<HTMLElement>('h1,h2');
  if (heading === null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

/** Asks once before the call is ended. */
export const askToEnd = (
  root: ShadowRoot,
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
  root.append(dialog);
  dialog.showModal();
};
