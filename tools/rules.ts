/** `npm run rules`: every rule that stands has a test that cites it, and no test cites a ghost. */
import { readFileSync, readdirSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { citedIn, faults, rulesIn } from './rule-citations.js';

const rules = rulesIn(readFileSync(inRoot('docs/PROTOCOL.md'), 'utf8'));
const files = readdirSync(inRoot('test'), { recursive: true, encoding: 'utf8' })
  // The tests of this check cite rules of their own making.
  .filter((file) => file.endsWith('.ts') && !file.startsWith('house'));
const cited = new Map(
  files.map((file) => [`test/${file}`, citedIn(readFileSync(inRoot('test', file), 'utf8'))]),
);

const found = faults(rules, cited);
for (const fault of found) console.error(fault);
if (rules.standing.size === 0) console.error('docs/PROTOCOL.md has no rule');
if (found.length > 0 || rules.standing.size === 0) process.exitCode = 1;
else console.log(`${rules.standing.size} rules stand, and each is cited`);
