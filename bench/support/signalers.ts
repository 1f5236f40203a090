/** Misete's service and PeerServer, each in a process of its own, spoken to over real sockets. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GUEST_SOCKET_PATH, HOST_SOCKET_PATH, SUBPROTOCOL } from '../../src/protocol/index.js';
import { type Memory, startChild } from './child.js';
import { type Line, openLine } from './line.js';

/** A guest and a host whose offers and answers the server passes on. */
export interface Pair {
  /** One offer of the guest's that reaches the host, and one answer back. */
  roundTrip: () => Promise<void>;
}

export interface Signaler {
  /** Resolves once the server has all that it keeps of this guest. */
  wait: () => Promise<void>;
  pair: () => Promise<Pair>;
  memory: () => Promise<Memory>;
  cpu: () => Promise<number>;
  close: () => Promise<void>;
}

/** As long as a phone's offer with all its candidates. */
const SDP = 'a=candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx\r\n'
  .repeat(50)
  .slice(0, 3000);
const offer = { type: 'offer', sdp: SDP };
const answer = { type: 'answer', sdp: SDP };

const randomId = (bytes = 16): string => randomBytes(bytes).toString('base64url');

/** So high that a bench does not meet them. */
const LIMITS = Object.fromEntries(
  ['NUMBERS_PER_ADDRESS', 'SOCKETS_PER_ADDRESS', 'MESSAGES_PER_SECOND', 'MESSAGE_BURST'].map(
    (name) => [`MISETE_LIMIT_${name}`, '1000000'],
  ),
);

export const startMisete = async (): Promise<Signaler> => {
  const data = await mkdtemp(join(tmpdir(), 'misete-bench-'));
  const key = 'a-host-key-that-only-this-bench-knows';
  const child = await startChild({
    script: 'dist/service/main.js',
    env: {
      ...LIMITS,
      PORT: '0',
      MISETE_DATA: data,
      MISETE_HOST_KEY: key,
      MISETE_NUMBER_TTL: '3600',
      MISETE_LIMIT_NUMBER_INTERVAL: '0',
    },
  });
  const lines: Line[] = [];
  const open = (path: string, headers: Record<string, string>): Line => {
    const line = openLine(child.url.replace('http', 'ws') + path, {
      protocol: SUBPROTOCOL,
      headers,
    });
    lines.push(line);
    return line;
  };

  const signedIn = await fetch(`${child.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: child.url },
    body: JSON.stringify({ key }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';

  const waitAsGuest = async () => {
    const line = open(GUEST_SOCKET_PATH, { origin: 'https://shop.example' });
    await line.hear('welcome');
    const leg = randomId();
    const rejoin = randomId(32);
    line.say({
      type: 'number.request',
      kind: 'call',
      page: 'target',
      rejoin,
      leg,
      try: 1,
      offer,
    });
    const { number } = await line.hear('number.issued');
    return { line, leg, number };
  };

  return {
    async wait() {
      await waitAsGuest();
    },
    async pair() {
      const { line: guest, leg, number } = await waitAsGuest();
      const host = open(HOST_SOCKET_PATH, { origin: child.url, cookie });
      await host.hear('welcome');
      host.say({ type: 'call.start', number });
      const { call } = await host.hear('call.started');
      await host.hear('leg.offered');
      let tried = 1;
      return {
        async roundTrip() {
          tried += 1;
          guest.say({ type: 'leg.offer', try: tried, offer });
          await host.hear('leg.offered');
          host.say({ type: 'signal', call, leg, try: tried, signal: answer });
          await guest.hear('signal');
        },
      };
    },
    memory: child.memory,
    cpu: child.cpu,
    async close() {
      for (const line of lines) line.close();
      await child.close();
      await rm(data, { recursive: true, force: true });
    },
  };
};

/** The floor of what passing messages on costs with `ws`; it cannot keep waiting guests. */
export const startRelay = async (): Promise<Pick<Signaler, 'pair' | 'cpu' | 'close'>> => {
  const child = await startChild({ script: 'bench/servers/relay.mjs' });
  const lines: Line[] = [];
  return {
    async pair() {
      const url = `${child.url.replace('http', 'ws')}/${randomId()}`;
      const [guest, host] = [openLine(url), openLine(url)] as const;
      lines.push(guest, host);
      await Promise.all([guest.hear('paired'), host.hear('paired')]);
      return {
        async roundTrip() {
          guest.say({ type: 'OFFER', payload: { sdp: offer } });
          await host.hear('OFFER');
          host.say({ type: 'ANSWER', payload: { sdp: answer } });
          await guest.hear('ANSWER');
        },
      };
    },
    cpu: child.cpu,
    async close() {
      for (const line of lines) line.close();
      await child.close();
    },
  };
};

/** @param keepsOffers whether each waiting guest has sent an offer to a peer that is yet to come. */
export const startPeerServer = async (keepsOffers: boolean): Promise<Signaler> => {
  const child = await startChild({ script: 'bench/servers/peer-server.mjs' });
  const lines: Line[] = [];
  const open = async (): Promise<{ line: Line; id: string }> => {
    const id = randomId();
    const query = new URLSearchParams({ key: 'peerjs', id, token: randomId() });
    const line = openLine(`${child.url.replace('http', 'ws')}/peerjs?${query.toString()}`);
    lines.push(line);
    await line.hear('OPEN');
    return { line, id };
  };
  return {
    async wait() {
      const { line, id } = await open();
      if (!keepsOffers) return;
      line.say({ type: 'OFFER', dst: randomId(), payload: { sdp: offer } });
      // What it sends to itself comes back after the server has dealt with the offer.
      line.say({ type: 'ANSWER', dst: id });
      await line.hear('ANSWER');
    },
    async pair() {
      const [guest, host] = [await open(), await open()];
      return {
        async roundTrip() {
          guest.line.say({ type: 'OFFER', dst: host.id, payload: { sdp: offer } });
          await host.line.hear('OFFER');
          host.line.say({ type: 'ANSWER', dst: guest.id, payload: { sdp: answer } });
          await guest.line.hear('ANSWER');
        },
      };
    },
    memory: child.memory,
    cpu: child.cpu,
    async close() {
      for (const line of lines) line.close();
      await child.close();
    },
  };
};
