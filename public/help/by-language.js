/**
 * Other pages link to the Japanese help; whoever does not put Japanese first reads English at the
 * same place. A choice that was made here by the switch counts more, as long as the tab lives.
 */
(() => {
  const key = 'misete.language';
  let chosen;
  try {
    if (location.search === '?ja') sessionStorage.setItem(key, 'ja');
    chosen = sessionStorage.getItem(key);
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
