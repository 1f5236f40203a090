/**
 * The whole service, put together. Only main.ts reads the environment; tests start this in their
 * own process.
 *
 * A call lives as long as this process. Rebuilding one from the ticket that its host holds (C6) will
 * come in through `call.resume` (desk/hosts.ts) and `CallRoom.settle`.
 */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { keepEnds, parseEnded, ENDS_KEPT } from './calls/ends.js';
import { type Config, SetupError } from './config.js';
import { Counters } from './counters.js';
import { openData } from './data.js';
import { makeDesks } from './desk/desks.js';
import { makeApp } from './http/app.js';
import { iceServers } from './ice.js';
import { openJournal } from './journal.js';
import type { Log } from './log.js';
import { MemoryLedger } from './numbers/memory.js';
import type { Clock, Random } from './parts.js';
import { hostSessions, parseSignedOut, SESSION_COOKIE } from './sessions.js';
import { Door } from './sockets/door.js';

export interface Surroundings {
  clock: Clock;
  random: Random;
  log: Log;
  /** The folder of the built pages. */
  web: string;
  version: string;
}

export interface Service {
  /** Under which it is reached, without a slash at the end. */
  url: string;
  port: number;
  /** The host key, if it was made by the service and may be shown. */
  madeHostKey: string | undefined;
  counters: Counters;
  close: () => Promise<void>;
}

/** How long sockets get to say goodbye, in milliseconds. */
const FAREWELL = 500;

/** Throws a `SetupError` when it cannot be set up. */
export const startService = async (config: Config, around: Surroundings): Promise<Service> => {
  const { clock, random, log, web, version } = around;
  const startedAt = clock.now();
  const data = openData(config.data, random);
  const hostKey = config.hostKey ?? data.keptHostKey();
  const { limits } = config;
  const counters = new Counters();

  const notWritten = (err: unknown): void => {
    counters.count('journal.failed');
    log.error({ err }, 'a record could not be written');
  };
  const signedOut = openJournal(
    data.path('signed-out.jsonl'),
    parseSignedOut,
    ({ endsAt }) => clock.now() < endsAt,
    notWritten,
  );
  const secret = data.signingSecret;
  const sessions = hostSessions({ clock, random, hostKey, secret, signedOut });
  const endJournal = openJournal(
    data.path('ends.jsonl'),
    parseEnded,
    ({ endedAt }) => clock.now() - endedAt < ENDS_KEPT,
    notWritten,
  );
  const ends = keepEnds(clock, endJournal);

  const ledger = new MemoryLedger(clock, random, config.numberTtl);
  const ice = () => iceServers(config, clock, random);
  const desks = makeDesks({ clock, random, counters, log, limits, ledger, ends, ice });
  const { guests, hosts } = desks;

  const app = await makeApp({
    clock,
    config,
    counters,
    log,
    sessions,
    hosts,
    web,
    builds: data.path('assets'),
    filled: data.path('pages'),
    health: async () => ({
      ok: true,
      version,
      uptime: Math.floor((clock.now() - startedAt) / 1000),
      waiting: await ledger.living(),
      calls: desks.runningCalls(),
      counters: counters.all(),
    }),
  });
  const door = new Door({
    clock,
    limits,
    counters,
    log,
    settings: config,
    guests,
    hosts,
    sessionOf: (request) =>
      sessions.verify(app.parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE] ?? ''),
  });
  door.open(app.server);
  await listen(app, config);
  const { port } = app.server.address() as AddressInfo;

  return {
    url: config.publicUrl ?? `http://${reachable(config.host)}:${String(port)}`,
    port,
    madeHostKey: config.hostKey === undefined ? hostKey : undefined,
    counters,
    close: async () => {
      const stopCut = clock.after(FAREWELL, () => {
        door.cutOff();
      });
      await Promise.all([app.close(), door.close()]);
      stopCut();
      desks.close();
    },
  };
};

const listen = async (app: FastifyInstance, { host, port }: Config): Promise<void> => {
  try {
    await app.listen({ port, host });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SetupError(
      code === 'EADDRINUSE' || code === 'EACCES'
        ? `PORT: ${String(port)} is taken or not allowed on ${host} (${code}).`
        : `HOST: ${host} cannot be bound (${code}).`,
    );
  }
};

/** An address that a browser on this machine can open. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};
