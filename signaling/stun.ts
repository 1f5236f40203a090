/**
 * STUN of the service's own (RFC 8489, Binding only): tells a browser the address under which the
 * rest of the internet sees it, so that two ordinary NATs need nothing else. On by default, because
 * a self-hosted service that works on its own network alone is the usual first disappointment.
 *
 * It answers without asking who it is, as every STUN server; the limits keep it from being of use
 * against others, since an answer can go to an address that somebody forged.
 */
import { type Socket, createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import stun from '@msimerson/stun';
import type { Counters } from './counters.js';
import type { Limits } from './limits.js';
import type { Log } from './log.js';
import type { Clock } from './parts.js';
import { Bucket, Rate } from './rates.js';
import { limitKey, plain } from './sockets/addresses.js';

const SECOND = 1000;

export interface StunSettings {
  /** UDP; 0: any that is free. */
  port: number;
  /** The addresses to bind, the first that can be. */
  hosts: readonly string[];
}

export interface StunParts {
  clock: Clock;
  counters: Counters;
  limits: Pick<Limits, 'stunPerAddress' | 'stun'>;
  log: Log;
}

export interface OwnStun {
  host: string;
  port: number;
  close: () => Promise<void>;
}

/** Rejects with the error of the last address that could not be bound. */
export const openStun = async (
  { port, hosts }: StunSettings,
  parts: StunParts,
): Promise<OwnStun> => {
  const { clock, counters, limits, log } = parts;
  const { host, socket } = await bindFirst(hosts, port);
  const perAddress = new Rate(clock, limits.stunPerAddress, SECOND);
  const inAll = new Bucket(clock, limits.stun, limits.stun);
  const { STUN_BINDING_REQUEST, STUN_BINDING_RESPONSE, STUN_EVENT_BINDING_REQUEST } =
    stun.constants;

  const mayAnswer = (address: string): boolean => {
    if (perAddress.retryIn(address) > 0 || !inAll.take()) return false;
    perAddress.count(address);
    return true;
  };

  const server = stun.createServer({ type: isIPv6(host) ? 'udp6' : 'udp4', socket });
  server.on(STUN_EVENT_BINDING_REQUEST, (request, from) => {
    // The library calls every request one for a binding.
    if (request.type !== STUN_BINDING_REQUEST) return;
    const address = plain(from.address);
    if (!mayAnswer(limitKey(address))) {
      counters.count('stun.too-many');
      return;
    }
    counters.count('stun.answered');
    const answer = stun.createMessage(STUN_BINDING_RESPONSE, request.transactionId);
    answer.addXorAddress(address, from.port);
    server.send(answer, from.port, from.address);
  });
  // What is no STUN, or damaged, gets no answer.
  server.on('error', () => {
    counters.count('stun.malformed');
  });
  socket.on('error', (err) => {
    log.warn({ err }, 'STUN: the socket failed');
  });

  return {
    host,
    port: socket.address().port,
    close: () =>
      new Promise((resolve) => {
        socket.close(() => {
          resolve();
        });
      }),
  };
};

const bindFirst = async (
  hosts: readonly string[],
  port: number,
): Promise<{ host: string; socket: Socket }> => {
  let failure: unknown = new Error('no address to bind');
  for (const host of hosts) {
    try {
      return { host, socket: await bind(host, port) };
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
};

const bind = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(port, host, () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
