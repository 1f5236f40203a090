/** Runs other programs for the tools. */
import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * @typedef {{ code: number, output: string }} Finished `output`: what it wrote, both streams in order
 */

/**
 * Runs a program in the project's root and waits for its end.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, show?: boolean }} [options] `show`: pass on what it
 *   writes as it comes, besides collecting it
 * @returns {Promise<Finished>} never rejects: a program that cannot be started has code 127
 */
export function run(program, args, { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    child.on('error', (error) => {
      resolve({ code: 127, output: `${output}${program}: ${error.message}\n` });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

/** @param {string} script path from the root @param {...string} args */
export const node = (script, ...args) => run(process.execPath, [script, ...args]);

/**
 * npm, wherever this process came from: under `npm run` the very same npm.
 *
 * @param {...string} args
 */
export function npm(...args) {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js') ? run(process.execPath, [cli, ...args]) : run('npm', args);
}
