/**
 * A slow line as a cable between two namespaces. The kernels of test machines often lack `netem`, so
 * the line is a program of ours: each end is a TAP device that socat joins to a port of it.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LineAsked } from './line-process.js';
import type { LineCount, LineQuality } from './line.js';
import { inside, ip } from './namespaces.js';

/** An end of the cable: the interface that it becomes. */
export interface CableEnd {
  namespace: string;
  name: string;
}

export interface SlowLine {
  counts: () => Promise<{ up: LineCount; down: LineCount }>;
  close: () => void;
}

/** Ports in a workshop, which nobody else uses. */
const ENDS = { near: 4001, far: 4002 } as const;

const PROCESS = fileURLToPath(new URL('line-process.ts', import.meta.url));

/** Draws the line; `workshop` is a namespace of its own, where its programs run. */
export const drawLine = async (
  workshop: string,
  quality: LineQuality,
  near: CableEnd,
  far: CableEnd,
): Promise<SlowLine> => {
  const children: ChildProcessWithoutNullStreams[] = [];
  const close = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  const start = (words: readonly string[]) => {
    const [program = '', ...args] = [...inside(workshop), ...words];
    const child = spawn(program, args);
    children.push(child);
    return child;
  };
  try {
    const asked: LineAsked = { ...quality, seed: 1, near: ENDS.near, far: ENDS.far };
    const line = start([process.execPath, '--import', 'tsx', PROCESS, JSON.stringify(asked)]);
    const answers = createInterface({ input: line.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => JSON.parse(String((await answers.next()).value));
    const [nearPort, farPort] = (await next()) as [number, number];
    for (const [end, own, port] of [
      [near, ENDS.near, nearPort],
      [far, ENDS.far, farPort],
    ] as const) {
      const device = `tap${String(own)}`;
      const socat = start([
        ...['socat', '-d', '-d'],
        `TUN,tun-type=tap,tun-name=${device},iff-no-pi`,
        `UDP4:127.0.0.1:${String(port)},bind=127.0.0.1:${String(own)}`,
      ]);
      await said(socat, 'starting data transfer loop');
      ip([`link set ${device} netns ${end.namespace} name ${end.name}`], workshop);
    }
    return {
      counts: async () => {
        line.stdin.write('\n');
        return (await next()) as Awaited<ReturnType<SlowLine['counts']>>;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
};

const said = (child: ChildProcessWithoutNullStreams, words: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      if (line.includes(words)) resolve();
    });
    child.once('exit', () => {
      reject(new Error(`no such device:\n${lines.join('\n')}`));
    });
  });
