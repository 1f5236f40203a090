const { existsSync, readFileSync } = require('node:fs');

// The build says what belongs together: dist/web/assets also holds the previous build's files.
const path = `${__dirname}/dist/build.json`;
const built = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
const below = (names = []) => names.map((name) => `dist/web/${name}`);

/** Budgets, brotli; a guest on the phone waits for every one of these bytes. */
module.exports = [
  { name: 'before the tap: the loader', path: 'dist/web/embed.js', limit: '3 kB' },
  {
    name: "in a call: loader and guest's part, without the borrowed capture library",
    path: ['dist/web/embed.js', ...below(built.guestScript)],
    limit: '30 kB',
  },
  {
    name: 'of that, a leg: what simple-peer would stand for',
    path: 'dist/measure/leg.js',
    limit: '6 kB',
  },
  {
    name: 'borrowed for now: the capture library',
    path: below(built.captureLibrary),
    limit: '70 kB',
  },
];
