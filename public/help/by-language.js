/** Links from other pages name one address; whoever does not put Japanese first reads English. */
if (!navigator.language.toLowerCase().startsWith('ja') && location.search !== '?ja') {
  location.replace(`en.html${location.hash}`);
}
