/**
 * Other pages link to the Japanese help; whoever does not put Japanese first reads English at the
 * same place. A language that was chosen on any of our pages counts more (src/text/language.ts).
 */
(() => {
  const key = 'misete.language';
  let chosen;
  try {
    if (location.search === '?ja') localStorage.setItem(key, 'ja');
    chosen = localStorage.getItem(key);
  } catch {
    // Storage is refused: the address alone says it.
  }
  if (location.search === '?ja') chosen = 'ja';
  chosen ??= navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  if (chosen === 'ja') return;
  const page = location.pathname.split('/').pop();
  const english = page === '' || page === 'index.html' ? 'en.html' : `en/${page}`;
  location.replace(`/help/${english}${location.hash}`);
})();
