/**
 * Resolves imports for eslint-plugin-boundaries as TypeScript does: `./x.js` may be `./x.ts`.
 */
const { existsSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const { dirname, resolve } = require('node:path');

exports.interfaceVersion = 2;

/** @param {string} source @param {string} file */
exports.resolve = (source, file) => {
  if (isBuiltin(source)) return { found: true, path: null };
  if (!source.startsWith('.')) return { found: false };
  const path = resolve(dirname(file), source);
  const found = [path.replace(/\.js$/, '.ts'), path].find((candidate) => existsSync(candidate));
  return found === undefined ? { found: false } : { found: true, path: found };
};
