/** Shows one language of a page that holds both: Japanese where the browser puts it first. */
const language = navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
document.documentElement.lang = language;
document.documentElement.dataset.language = language;
