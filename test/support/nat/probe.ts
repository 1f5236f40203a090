/**
 * Runs behind a router and finds out what that one does, by asking the mirror: arguments are its two
 * addresses. Writes what it found as JSON. Nothing here waits for what may never come: an answer
 * that came later tells what did not.
 */
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import type { Found } from './kinds.js';
import { type Asked, MIRROR, type Told } from './mirror.js';

const mirrors = process.argv.slice(2);
const [first = ''] = mirrors;

const ownAddress = (): string =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '';

const reached = new Set<number>();
const line = connect(443, first);
for (const port of MIRROR.tcp.filter((other) => other !== 443)) {
  const trial = connect(port, first, () => reached.add(port));
  trial.on('error', () => undefined);
}

const token = randomUUID();
const own = createSocket('udp4');
const seen = new Map<string, { address: string; port: number }>();
let stranger = false;
let heard = (): void => undefined;
own.on('message', (data) => {
  const told = JSON.parse(data.toString()) as Told;
  if ('stranger' in told) stranger = true;
  else {
    seen.set(told.from, { address: told.address, port: told.port });
    heard();
  }
});
const say = (to: string, asked: Asked): Promise<void> =>
  new Promise((resolve) => {
    own.send(JSON.stringify(asked), MIRROR.udp, to, () => resolve());
  });
const next = (): Promise<void> =>
  new Promise((resolve) => {
    heard = resolve;
  });

const lines = createInterface({ input: line })[Symbol.asyncIterator]();
/** How many of our messages came there. */
const arrived = async (): Promise<number> => {
  line.write(`${token}\n`);
  return Number((await lines.next()).value);
};

await new Promise<void>((resolve) => {
  own.bind(0, ownAddress(), resolve);
});
for (const mirror of mirrors) await say(mirror, { token });
// Asked twice: what was on its way at the first time is there at the second.
await arrived();
reached.add(443);
if ((await arrived()) > 0) {
  while (seen.size < mirrors.length) await next();
  const answered = next();
  await say(first, { token, stranger: true });
  await answered;
}
const found: Found = {
  seen: [...seen.values()],
  own: { address: own.address().address, port: own.address().port },
  stranger,
  tcp: [...reached],
};
process.stdout.write(JSON.stringify(found), () => process.exit(0));
