/** What a page and the service hold after a garbage collection: bytes, nodes, listeners, handles. */
import { readdirSync } from 'node:fs';
import { once } from 'node:events';
import type { CDPSession } from 'playwright-core';
import { WebSocket } from 'ws';
import type { TestService } from '../support/service.js';

/** By name; all that is measured at one moment. */
export type Held = Readonly<Record<string, number>>;

interface HeapUsage {
  usedSize: number;
  /** Of what the browser holds for the page, and of array buffers; older protocols have none. */
  embedderHeapUsedSize?: number;
  backingStorageSize?: number;
}

const bytesOf = ({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage) =>
  usedSize + embedderHeapUsedSize + backingStorageSize;

export const heldByPage = async (session: CDPSession, who: string): Promise<Held> => {
  // Twice: what the first frees may have held more.
  for (let times = 0; times < 2; times += 1) await session.send('HeapProfiler.collectGarbage');
  const heap: HeapUsage = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return {
    [`${who}: bytes`]: bytesOf(heap),
    [`${who}: nodes`]: nodes,
    [`${who}: listeners`]: jsEventListeners,
  };
};

/** Of a service that runs with `--inspect=0`: nothing of it is there for tests alone. */
export const heldByService = async (service: TestService): Promise<Held> => {
  const url = [...service.printed().matchAll(/Debugger listening on (ws:\S+)/g)].at(-1)?.[1];
  if (url === undefined) throw new Error('the service cannot be looked into');
  const socket = new WebSocket(url);
  await once(socket, 'open');
  let asked = 0;
  const ask = async (method: string): Promise<unknown> => {
    asked += 1;
    const id = asked;
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [data] = (await once(socket, 'message')) as [Buffer];
      const answer = JSON.parse(data.toString()) as { id?: number; result?: unknown };
      if (answer.id === id) return answer.result;
    }
  };
  await ask('HeapProfiler.collectGarbage');
  const heap = (await ask('Runtime.getHeapUsage')) as HeapUsage;
  // Without the socket that this looks through.
  const handles = readdirSync(`/proc/${String(service.pid())}/fd`).length - 1;
  socket.terminate();
  return { 'service: bytes': bytesOf(heap), 'service: handles': handles };
};

const MB = 1024 * 1024;

/**
 * How much more than at the second call is noise, with its reason: V8 compiles what runs often and
 * keeps feedback for it; a page may have a notice on show or not; a socket may be closing.
 */
const NOISE: Held = {
  'guest: bytes': 2 * MB,
  'guest: nodes': 400,
  'guest: listeners': 60,
  'host: bytes': 2 * MB,
  'host: nodes': 400,
  'host: listeners': 60,
  'service: bytes': 2 * MB,
  'service: handles': 4,
};

/** What grew from the second call on, in words; the first only warms everything up. */
export const growth = (calls: readonly Held[]): string[] => {
  const [, second, ...later] = calls;
  if (second === undefined || later.length === 0) throw new Error('three calls at least');
  return Object.entries(second).flatMap(([name, before]) => {
    const values = later.map((held) => held[name] ?? NaN).sort((a, b) => a - b);
    const median = values[Math.floor(values.length / 2)] ?? NaN;
    const noise = NOISE[name] ?? 0;
    return median - before <= noise
      ? []
      : [`${name} grew from ${String(before)} to ${String(median)}`];
  });
};
