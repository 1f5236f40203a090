/**
 * Shows a dialog for as long as it is in the page, as an attachment. Svelte takes it out of the page
 * before this hears of it, and with it the browser's own way back: so the focus is brought back here.
 */
export const modal = (dialog: HTMLDialogElement): (() => void) => {
  const from = document.activeElement;
  dialog.showModal();
  return () => {
    dialog.close();
    if (document.activeElement === document.body && from instanceof HTMLElement) from.focus();
  };
};
