/**
 * Writes docs/STATES.md from the tables of the link room, so that the document cannot drift from
 * the code. `--check` writes nothing and fails where the document is stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { GUEST_TABLE } from '../src/link/guest-table.js';
import { HOST_TABLE } from '../src/link/host-table.js';
import { LEG_TABLE } from '../src/link/leg-table.js';
import { SENDING_TABLE } from '../src/link/sending-table.js';

type Cells = Readonly<Record<string, Readonly<Record<string, { to: readonly string[] }>>>>;

const TABLES: readonly { title: string; about: string; file: string; table: Cells }[] = [
  {
    title: "A guest's document",
    about: 'Asks for a number, shows it, meets the host, loses and finds the leg again, ends.',
    file: 'src/link/guest-table.ts',
    table: GUEST_TABLE,
  },
  {
    title: 'A tab of the console',
    about: 'Claims a number, runs a call, ends it.',
    file: 'src/link/host-table.ts',
    table: HOST_TABLE,
  },
  {
    title: 'A leg',
    about: 'The same table at both ends, from the first description to the end.',
    file: 'src/link/leg-table.ts',
    table: LEG_TABLE,
  },
  {
    title: 'A capture on its way',
    about: "At the guest; the host's word alone says how much of it is there.",
    file: 'src/link/sending-table.ts',
    table: SENDING_TABLE,
  },
];

const target = new URL('../docs/STATES.md', import.meta.url);

const rowsOf = (table: Cells): string =>
  Object.entries(table)
    .map(([state, cells]) => {
      const ways = new Map<string, string[]>();
      for (const [event, { to }] of Object.entries(cells)) {
        const key = to.map((at) => (at === state ? 'stays' : `→ ${at}`)).join(' or ');
        ways.set(key, [...(ways.get(key) ?? []), `\`${event}\``]);
      }
      const lines = [...ways].map(([to, events]) => `${events.join(', ')} ${to}`);
      const list = lines.map((line) => `- ${line}`).join('\n');
      return `### ${state}\n\n${lines.length === 0 ? 'The end.' : list}\n`;
    })
    .join('\n');

const document = `# States

Made from the tables in src/link by \`npm run states\`: do not edit. An event that a state does not
name changes nothing there.

${TABLES.map(
  ({ title, about, file, table }) =>
    `## ${title}\n\n${about} Source: \`${file}\`.\n\n${rowsOf(table)}\n`,
).join('\n')}`;

const options = await resolveConfig(target);
const formatted = await format(document, { ...options, parser: 'markdown' });

if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch(() => '');
  if (present !== formatted) {
    console.error('docs/STATES.md is not what the tables say. Run: npm run states');
    process.exitCode = 1;
  }
} else await writeFile(target, formatted);
