/** Call after call in the same tabs: nothing grows from the second on. Writes docs/SOAK.md. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { markdown } from '../../bench/support/table.js';
import { type Held, growth } from '../soak/gauges.js';
import { soak } from '../soak/soak.js';

const FILE = fileURLToPath(new URL('../../docs/SOAK.md', import.meta.url));

/** Of 10 calls: 1,000 captures, 300 navigations, 20 restarts. `SOAK_CALLS` runs fewer. */
const AMOUNT = {
  calls: Number(process.env['SOAK_CALLS'] ?? 10),
  captures: Number(process.env['SOAK_CAPTURES'] ?? 100),
  navigations: Number(process.env['SOAK_NAVIGATIONS'] ?? 30),
  restarts: 2,
};

const shown = (name: string, value: number): string =>
  name.endsWith('bytes') ? `${(value / 1024 / 1024).toFixed(2)} MB` : String(value);

const page = (calls: readonly Held[]): string => {
  const names = Object.keys(calls[0] ?? {});
  const rows = names.map((name) => [name, ...calls.map((held) => shown(name, held[name] ?? 0))]);
  const { captures, navigations, restarts } = AMOUNT;
  return `# What is held after call upon call

Written by \`npm run test:long\`: one tab of the guest's, one of the host's, one service. In each call ${String(captures)} captures, ${String(navigations)} navigations and ${String(restarts)} crashes of the service (SIGKILL, started again). Measured after each call, after a garbage collection. Of a page: objects, strings, array buffers and what the browser holds for it, nodes, listeners; not the code that V8 compiles the more of the longer a page runs. Of the service: its heap and its open handles.

${markdown([['after call', ...calls.map((_, at) => String(at + 1))], ...rows])}
`;
};

test('[P7] [C2] nothing grows at guest, host and service from the second call on', async () => {
  const so: Held[] = [];
  const calls = await soak(AMOUNT, {
    each(call, held) {
      so.push(held);
      console.log(`call ${String(call)}: ${JSON.stringify(held)}`);
      if (so.length > 2) writeFileSync(FILE, page(so));
    },
  });
  assert.equal(growth(calls), []);
});

test('a leak that is planted is found: the console keeps the bytes of what it shows', async () => {
  const calls = await soak({ calls: 3, captures: 60, navigations: 0, restarts: 0 }, { leak: true });
  assert.match(growth(calls).join(), 'host: bytes');
});

test.run();
