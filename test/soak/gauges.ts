/** What a page and the service hold after a garbage collection: bytes, nodes, listeners, handles. */
import { readdirSync } from 'node:fs';
import { once } from 'node:events';
import type { CDPSession } from 'playwright-core';
import { WebSocket } from 'ws';
import type { TestService } from '../support/service.js';

/** By name; all that is measured at one moment. */
export type Held = Readonly<Record<string, number>>;

/** As DevTools writes it; nodes stand one after the other, each as its fields. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
  strings: string[];
}

/**
 * What grows in a page that leaks nothing, while it is looked at: code that V8 compiles the more of
 * the more often it runs, and what DevTools notes of each picture that is loaded.
 */
const isNoLeak = (type: string, name: string): boolean =>
  type === 'code' || name === 'blink::NetworkResourcesData::ResourceData';

/** Bytes of objects, strings, array buffers and of what the browser holds for the page. */
const bytesOf = ({ snapshot: { meta }, nodes, strings }: Snapshot): number => {
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) =>
    meta.node_fields.indexOf(field),
  ) as [number, number, number];
  const types = meta.node_types[type] as string[];
  let sum = 0;
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    const isOurs = !isNoLeak(
      types[nodes[at + type] ?? 0] ?? '',
      strings[nodes[at + name] ?? 0] ?? '',
    );
    if (isOurs) sum += nodes[at + size] ?? 0;
  }
  return sum;
};

const snapshotOf = async (session: CDPSession): Promise<Snapshot> => {
  const chunks: string[] = [];
  const add = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', add);
  // It collects garbage first.
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', add);
  return JSON.parse(chunks.join('')) as Snapshot;
};

export const heldByPage = async (session: CDPSession, who: string): Promise<Held> => {
  // Twice: what the first frees may have held more.
  for (let times = 0; times < 2; times += 1) await session.send('HeapProfiler.collectGarbage');
  const bytes = bytesOf(await snapshotOf(session));
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return {
    [`${who}: bytes`]: bytes,
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
  const { usedSize, backingStorageSize = 0 } = (await ask('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  // Without the socket that this looks through.
  const handles = readdirSync(`/proc/${String(service.pid())}/fd`).length - 1;
  socket.terminate();
  return { 'service: bytes': usedSize + backingStorageSize, 'service: handles': handles };
};

const MB = 1024 * 1024;

/**
 * How much more than at the second call is noise, with its reason: V8 keeps shapes and feedback of
 * what runs often; a page may have a notice on show or not; a socket may be closing.
 */
const NOISE: Held = {
  'guest: bytes': MB / 2,
  'guest: nodes': 400,
  'guest: listeners': 60,
  'host: bytes': MB / 2,
  'host: nodes': 400,
  'host: listeners': 60,
  'service: bytes': MB,
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
