/**
 * Runs a slow line: packets come as UDP datagrams from the two ends (slow-line.ts), wait as line.ts
 * says, and go to the other. Its argument is `LineAsked` as JSON. It prints its ports, near and far;
 * to each line on its input it answers with both counts.
 */
import { type Socket, createSocket } from 'node:dgram';
import { createInterface } from 'node:readline';
import { seededRandom } from '../random.js';
import { type Direction, type LineQuality, makeDirection } from './line.js';

export interface LineAsked extends LineQuality {
  seed: number;
  /** Ports of the ends. */
  near: number;
  far: number;
}

const HERE = '127.0.0.1';
const asked = JSON.parse(process.argv[2] ?? '') as LineAsked;
const random = seededRandom(asked.seed);
const chance = (): number => {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
};

const open = (): Promise<Socket> => {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.bind(0, HERE, () => resolve(socket));
  });
};

/** What comes into `from` leaves by `to`, for the end at `port`. */
const join = (from: Socket, to: Socket, port: number, direction: Direction): void => {
  // They leave in the order in which they came.
  const queue: { packet: Buffer; at: number }[] = [];
  const leave = (): void => {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const wait = first.at - performance.now();
      if (wait > 0) {
        setTimeout(leave, wait);
        return;
      }
      queue.shift();
      to.send(first.packet, port, HERE);
    }
  };
  from.on('message', (packet) => {
    const at = direction.enter(packet.length, performance.now());
    if (at === undefined) return;
    queue.push({ packet, at });
    if (queue.length === 1) leave();
  });
};

const [near, far] = await Promise.all([open(), open()]);
const up = makeDirection(asked.up, asked, chance);
const down = makeDirection(asked.down, asked, chance);
join(near, far, asked.far, up);
join(far, near, asked.near, down);
createInterface({ input: process.stdin }).on('line', () => {
  process.stdout.write(`${JSON.stringify({ up: up.count, down: down.count })}\n`);
});
process.stdout.write(`${JSON.stringify([near.address().port, far.address().port])}\n`);
