/** The whole service in this process, on a free port, and clients with real sockets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import { parseConfig } from '../../../signaling/config.js';
import { type Log, makeLog } from '../../../signaling/log.js';
import { type Service, startService } from '../../../signaling/service.js';
import { systemRandom } from '../../../signaling/time.js';
import {
  type GuestToService,
  type HostToService,
  SUBPROTOCOL,
  type ServiceToGuest,
  type ServiceToHost,
} from '../../../src/protocol/index.js';
import { type FakeClock, fakeClock } from '../../support/clock.js';

export const HOST_KEY = 'the-key-of-these-tests';

export interface RealService extends Service {
  clock: FakeClock;
  /** The service's own origin as browsers name it. */
  origin: string;
  data: string;
  web: string;
  /** Stops it and wipes its folders. */
  stop: () => Promise<void>;
}

interface Options {
  env?: Record<string, string>;
  /** Files of the built pages, by path. */
  files?: Record<string, string>;
  /** The data folder of an earlier one, for a restart. */
  data?: string;
  clock?: FakeClock;
  log?: Log;
}

const PAGES = {
  'check/index.html': '<!doctype html><title>check</title>',
  'connect/index.html': '<!doctype html><title>connect</title>',
  'console/index.html': '<!doctype html><title>console</title>',
  'demo/index.html': '<!doctype html><title>demo</title>',
  'help/index.html': '<!doctype html><title>help</title>',
  'embed.js': 'void 0;',
  'assets/main-AbC123.js': 'export {};',
};

export const serve = async ({
  env,
  files,
  data,
  clock = fakeClock(),
  log = makeLog('silent'),
}: Options = {}) => {
  const web = mkdtempSync(join(tmpdir(), 'misete-web-'));
  for (const [path, text] of Object.entries(files ?? PAGES)) {
    mkdirSync(dirname(join(web, path)), { recursive: true });
    writeFileSync(join(web, path), text);
  }
  const folder = data ?? mkdtempSync(join(tmpdir(), 'misete-data-'));
  const config = parseConfig({
    PORT: '0',
    MISETE_HOST_KEY: HOST_KEY,
    MISETE_DATA: folder,
    MISETE_LIMIT_NUMBER_INTERVAL: '0',
    MISETE_STUN_PORT: 'off',
    ...env,
  });
  const service = await startService(config, {
    clock,
    random: systemRandom,
    log,
    web,
    version: '0.0.0',
  });
  const origin = `http://127.0.0.1:${service.port}`;
  const real: RealService = {
    ...service,
    clock,
    origin,
    data: folder,
    web,
    stop: async () => {
      await service.close();
      for (const path of [web, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
  return real;
};

export interface SocketOptions {
  origin?: string;
  protocols?: string[];
  headers?: Record<string, string>;
}

/** A socket that keeps what comes until it is asked for. */
export class Client<In extends { type: string }, Out> {
  readonly #got: In[] = [];
  #wake = (): void => undefined;
  /** The latest ticket that a host was given (C6). */
  ticket: In | undefined;
  #code: number | undefined;
  readonly #socket: WebSocket;

  constructor(url: string, { origin, protocols = [SUBPROTOCOL], headers }: SocketOptions) {
    const sent = { ...headers, ...(origin !== undefined && { origin }) };
    this.#socket = new WebSocket(url, protocols, { headers: sent });
    this.#socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as In;
      // It comes with much else and is read by no test but those that are about it.
      if (message.type === 'call.ticket') this.ticket = message;
      else this.#got.push(message);
      this.#wake();
    });
    this.#socket.on('close', (code) => {
      this.#code = code;
      this.#wake();
    });
    this.#socket.on('error', () => undefined);
  }

  /** The subprotocol that was agreed on, once it is open. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  send(message: Out): void {
    this.sendRaw(JSON.stringify(message));
  }

  sendRaw(data: string | Buffer): void {
    this.#socket.send(data);
  }

  /** A text message of these bytes, even if they are no text. */
  sendText(bytes: Buffer): void {
    this.#socket.send(bytes, { binary: false });
  }

  /** Reads nothing any more, not even pings. */
  sleep(): void {
    this.#socket.pause();
  }

  /** The next message. */
  async message(): Promise<In> {
    for (;;) {
      const message = this.#got.shift();
      if (message !== undefined) return message;
      if (this.#code !== undefined) throw new Error(`closed with ${this.#code}`);
      await this.#news();
    }
  }

  /** The next message; it must be of this type. */
  async next<T extends In['type']>(type: T): Promise<Extract<In, { type: T }>> {
    const message = await this.message();
    if (message.type === type) return message as Extract<In, { type: T }>;
    throw new Error(`not ${type} came but ${JSON.stringify(message)}`);
  }

  /** Messages that came and were not asked for. */
  unread(): string[] {
    return this.#got.splice(0).map(({ type }) => type);
  }

  /** Resolves with the close code. */
  async closed(): Promise<number> {
    while (this.#code === undefined) await this.#news();
    return this.#code;
  }

  async leave(): Promise<void> {
    this.#socket.close();
    await this.closed();
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

export type GuestClient = Client<ServiceToGuest, GuestToService>;
export type HostClient = Client<ServiceToHost, HostToService>;

const ws = (service: RealService, path: string): string => `ws://127.0.0.1:${service.port}${path}`;

/** A socket that the service may refuse. */
export const knock = (service: RealService, path: string, options: SocketOptions): GuestClient =>
  new Client(ws(service, path), options);

export const guestSocket = async (
  service: RealService,
  options: SocketOptions = {},
): Promise<GuestClient> => {
  const client = knock(service, '/ws/guest', { origin: 'https://shop.example', ...options });
  await client.next('welcome');
  return client;
};

/** What the service set as its cookie, without the attributes. */
export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

export const signIn = (
  service: RealService,
  body: object = { key: HOST_KEY },
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${service.origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.origin, ...headers },
    body: JSON.stringify(body),
  });

export const hostSocket = async (service: RealService, cookie: string): Promise<HostClient> => {
  const client: HostClient = new Client(ws(service, '/ws/host'), {
    origin: service.origin,
    headers: { cookie },
  });
  await client.next('welcome');
  return client;
};

export const randomOf = (bytes: number): string =>
  Buffer.from(systemRandom.bytes(bytes)).toString('base64url');

/** A request for a number of a guest with this rejoin hash. */
export const request = (
  rejoin = randomOf(32),
): Extract<GuestToService, { type: 'number.request' }> => ({
  type: 'number.request',
  kind: 'call',
  page: 'target',
  rejoin,
  leg: randomOf(16),
  try: 1,
  offer: { type: 'offer', sdp: 'v=0' },
});

/** A host and a guest in a call, over sockets. */
export const callOver = async (service: RealService) => {
  const cookie = cookieOf(await signIn(service));
  const host = await hostSocket(service, cookie);
  const guest = await guestSocket(service);
  const asked = request();
  guest.send(asked);
  const { number } = await guest.next('number.issued');
  host.send({ type: 'call.start', number });
  const { call } = await host.next('call.started');
  await host.next('leg.offered');
  await guest.next('call.joined');
  return { host, guest, call, leg: asked.leg, cookie };
};

/** The call works: what one says the other hears. */
export const callWorks = async ({
  host,
  guest,
  call,
  leg,
}: Awaited<ReturnType<typeof callOver>>): Promise<void> => {
  const signal = { type: 'candidate', candidate: { candidate: randomOf(8) } } as const;
  guest.send({ type: 'signal', try: 1, signal });
  await host.next('signal');
  host.send({ type: 'signal', call, leg, try: 1, signal });
  await guest.next('signal');
};
