/**
 * Shows one language of a page that holds both: the one that was chosen on any of our pages (kept
 * under the name that src/text/language.ts gives it), or Japanese where the browser puts it first.
 */
(() => {
  const key = 'misete.language';
  const page = document.documentElement;
  const show = (language) => {
    page.lang = language;
    page.dataset.language = language;
  };
  let kept = null;
  try {
    kept = localStorage.getItem(key);
  } catch {
    // Storage is refused: a choice lasts as long as the page.
  }
  const browsers = navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  show(kept === 'ja' || kept === 'en' ? kept : browsers);

  addEventListener('DOMContentLoaded', () => {
    for (const button of document.querySelectorAll('button[lang]')) {
      button.hidden = false;
      button.addEventListener('click', () => {
        show(button.lang);
        try {
          localStorage.setItem(key, button.lang);
        } catch {
          // As above.
        }
        document.querySelector(`button[lang]:not([lang='${button.lang}'])`)?.focus();
      });
    }
  });
})();
