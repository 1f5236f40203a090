/**
 * The whole service, put together. Only main.ts reads the environment; tests start this in their
 * own process.
 *
 * A call lives as long as this process, and in the ticket that its host holds (C6): `call.resume`
 * (desk/hosts.ts) rebuilds it.
 */
import { type Server, createServer } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { keepEnds, parseEnded, ENDS_KEPT } from './calls/ends.js';
import { makeTickets } from './calls/tickets.js';
import { type Config, SetupError } from './config.js';
import { Counters } from './counters.js';
import { openData } from './data.js';
import { makeDesks } from './desk/desks.js';
import { type Tls, makeApp } from './http/app.js';
import { iceServers } from './ice.js';
import { openJournal } from './journal.js';
import type { Log } from './log.js';
import { isOfUse, parseIssued } from './numbers/issued.js';
import { MemoryLedger } from './numbers/memory.js';
import type { Clock, Random } from './parts.js';
import { hostSessions, parseSignedOut, SESSION_COOKIE } from './sessions.js';
import { type OwnStun, openStun } from './stun.js';
import { Door } from './sockets/door.js';

export interface Surroundings {
  clock: Clock;
  random: Random;
  log: Log;
  /** The folder of the built pages. */
  web: string;
  version: string;
  /** Undefined: plain http, for this machine or a proxy that does TLS. */
  lan?: OnLan | undefined;
}

/** The service does TLS itself, for devices of its own network. */
export interface OnLan {
  tls: Tls;
  /** The host of its URL. */
  host: string;
  /** In plain http on 127.0.0.1 too: this machine's own browser need not trust the certificate. */
  alsoHere: boolean;
}

export interface Service {
  /** Under which it is reached, without a slash at the end. */
  url: string;
  /** The same for this machine's own browser, if it differs and is there. */
  urlHere: string | undefined;
  port: number;
  /** The host key, if it was made by the service and may be shown. */
  madeHostKey: string | undefined;
  counters: Counters;
  /** New connections get this one; those that are open keep theirs. */
  showCertificate: (tls: Tls) => void;
  close: () => Promise<void>;
}

/** How long sockets get to say goodbye, in milliseconds. */
const FAREWELL = 500;

/** Throws a `SetupError` when it cannot be set up. */
export const startService = async (config: Config, around: Surroundings): Promise<Service> => {
  const { clock, random, log, web, version, lan } = around;
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

  const issued = openJournal(
    data.path('numbers.jsonl'),
    parseIssued,
    (record) => isOfUse(record, clock.now()),
    notWritten,
  );
  const ledger = new MemoryLedger(clock, random, config.numberTtl, issued);
  // Browsers are told of it once it is there: nobody comes before the service listens.
  let stun: OwnStun | undefined;
  const ice = (reached: string | undefined) =>
    iceServers({ ...config, stunPort: stun?.port }, lan?.host ?? reached, clock, random);
  const desks = makeDesks({
    clock,
    random,
    counters,
    log,
    limits,
    ledger,
    ends,
    tickets: makeTickets(clock, data.signingSecret),
    numbersKept: ledger.entries(),
    ice,
  });
  const { guests, hosts } = desks;

  let address = config.publicUrl ?? '';
  const app = await makeApp({
    clock,
    config,
    counters,
    log,
    sessions,
    hosts,
    address: () => address,
    web,
    builds: data.path('assets'),
    filled: data.path('pages'),
    tls: lan?.tls,
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
  const here =
    lan?.alsoHere === true
      ? createServer((request, response) => {
          app.routing(request, response);
        })
      : undefined;
  door.open(app.server, ...(here === undefined ? [] : [here]));
  await listen(app, config);
  const { port } = app.server.address() as AddressInfo;
  address = config.publicUrl ?? urlOf(lan, config.host, port);
  try {
    stun = await listenStun(config, { clock, counters, limits, log });
  } catch (error) {
    await Promise.all([app.close(), door.close()]);
    throw error;
  }
  const isHere = here !== undefined && (await listenHere(here, port));

  return {
    url: address,
    urlHere: isHere ? `http://${HERE}:${String(port)}` : undefined,
    port,
    madeHostKey: config.hostKey === undefined ? hostKey : undefined,
    counters,
    showCertificate: (tls) => {
      if (app.server instanceof HttpsServer) app.server.setSecureContext(tls);
    },
    close: async () => {
      const stopCut = clock.after(FAREWELL, () => {
        door.cutOff();
      });
      here?.close();
      here?.closeAllConnections();
      await Promise.all([app.close(), door.close(), stun?.close()]);
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

/**
 * Undefined where it is off, or where another program has the usual port: that costs the guests
 * behind a NAT their direct way, so it is said aloud, but no start.
 */
const listenStun = async (
  { ownStun }: Config,
  parts: Parameters<typeof openStun>[1],
): Promise<OwnStun | undefined> => {
  if (ownStun === undefined) return undefined;
  try {
    return await openStun(ownStun, parts);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const at = `UDP ${String(ownStun.port)} on ${ownStun.hosts.join(' or ')}`;
    const sentence = `MISETE_STUN_PORT: ${at} is taken or not allowed (${code})`;
    if (ownStun.asked) throw new SetupError(`${sentence}.`);
    parts.log.warn(`${sentence}: there is no STUN, until another port or “off” is set`);
    return undefined;
  }
};

const HERE = '127.0.0.1';

/** False where another program has the port: that costs a convenience, and no start. */
const listenHere = (server: Server, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, HERE, () => {
      resolve(true);
    });
  });

const urlOf = (lan: OnLan | undefined, host: string, port: number): string =>
  lan === undefined
    ? `http://${reachable(host)}:${String(port)}`
    : `https://${lan.host}:${String(port)}`;

/** An address that a browser on this machine can open. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};
