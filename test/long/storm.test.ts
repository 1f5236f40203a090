/**
 * The service is restarted while 5,000 guests wait at it: each is back under the number that it has
 * read aloud, and they do not come all at once. The guests' sockets are the real ones of the link;
 * the limits by address are raised, since all of them come from this machine.
 */
import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import { browserClock } from '../../src/link/browser.js';
import {
  type OpenSocket,
  type SignalingSocket,
  createSignalingSocket,
} from '../../src/link/socket.js';
import {
  GUEST_SOCKET_PATH,
  type GuestToService,
  type ServiceToGuest,
  parseServiceToGuest,
} from '../../src/protocol/index.js';
import { systemRandom } from '../../signaling/time.js';
import { type TestService, startService } from '../support/service.js';

const GUESTS = 5_000;
const ORIGIN = 'https://shop.example';
/** As large as Chromium's, with its candidates. */
const SDP = 'v=0\r\n'.padEnd(1_500, 'a=x\r\n');

const openSocket: OpenSocket = (url, subprotocol, on) => {
  const socket = new WebSocket(url, subprotocol, { origin: ORIGIN, perMessageDeflate: false });
  socket.on('open', () => {
    on.open();
  });
  socket.on('message', (data: Buffer) => {
    on.message(data.toString());
  });
  socket.on('close', (code) => {
    on.close(code);
  });
  socket.on('error', () => undefined);
  return {
    send: (text) => {
      socket.send(text);
    },
    close: (code) => {
      socket.close(code);
    },
  };
};

interface Waiting {
  number: string | undefined;
  /** Number changes, which must not be. */
  lost: number;
  /** Attempts to connect since the restart. */
  attempts: number;
  back: boolean;
  socket: SignalingSocket<GuestToService>;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Guests that wait, and when their sockets were opened since the last `reset`. */
const crowd = (service: TestService) => {
  const opened: number[] = [];
  let since = performance.now();
  let changed: () => void = () => undefined;
  const make = (): Waiting => {
    const secret = systemRandom.bytes(32);
    const token = base64url(secret);
    const rejoin = createHash('sha256').update(secret).digest('base64url');
    const about = {
      page: 'target',
      leg: base64url(systemRandom.bytes(16)),
      offer: { type: 'offer', sdp: SDP },
    } as const;
    let tries = 0;
    const guest: Waiting = {
      number: undefined,
      lost: 0,
      attempts: 0,
      back: false,
      socket: createSignalingSocket<ServiceToGuest, GuestToService>(
        {
          clock: browserClock,
          random: systemRandom,
          open: (url, subprotocol, on) => {
            guest.attempts += 1;
            return openSocket(url, subprotocol, {
              ...on,
              open: () => {
                opened.push(performance.now() - since);
                on.open();
              },
            });
          },
        },
        service.url.replace(/^http/, 'ws') + GUEST_SOCKET_PATH,
        parseServiceToGuest,
        {
          message: (message) => {
            if (message.type === 'welcome') {
              tries += 1;
              guest.socket.send(
                guest.number === undefined
                  ? { type: 'number.request', kind: 'call', rejoin, try: tries, ...about }
                  : { type: 'number.resume', number: guest.number, token, try: tries, ...about },
              );
            } else if (message.type === 'number.issued') {
              if (guest.number !== undefined && guest.number !== message.number) guest.lost += 1;
              guest.number = message.number;
              guest.back = true;
              changed();
            } else if (message.type === 'error' || message.type === 'number.ended') {
              guest.lost += 1;
              changed();
            }
          },
          down: () => {
            guest.back = false;
          },
        },
      ),
    };
    return guest;
  };
  const guests = Array.from({ length: GUESTS }, make);
  return {
    guests,
    opened,
    /** Resolves when every guest has its number. */
    all: () =>
      new Promise<void>((resolve) => {
        changed = () => {
          if (guests.every((guest) => guest.back || guest.lost > 0)) resolve();
        };
        changed();
      }),
    reset: () => {
      opened.length = 0;
      since = performance.now();
      for (const guest of guests) guest.attempts = 0;
    },
    since: () => performance.now() - since,
  };
};

const busiest = (times: readonly number[], span: number): number => {
  const counts = new Map<number, number>();
  for (const time of times) {
    const slot = Math.floor(time / span);
    counts.set(slot, (counts.get(slot) ?? 0) + 1);
  }
  return Math.max(...counts.values());
};

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`[C2] [C6] ${signal}: 5,000 guests are back under their numbers, and not all at once`, async () => {
    const service = await startService({
      MISETE_NUMBER_TTL: '3600',
      MISETE_LIMIT_SOCKETS_PER_ADDRESS: '20000',
      MISETE_LIMIT_NUMBERS_PER_ADDRESS: '100000',
    });
    const { guests, opened, all, reset, since } = crowd(service);
    try {
      for (const { socket } of guests) socket.start();
      await all();
      assert.is(new Set(guests.map(({ number }) => number)).size, GUESTS, 'a number each');
      reset();
      await service.end(signal);
      await service.again();
      const ready = since();
      await all();
      const took = since();
      const attempts = guests.map((guest) => guest.attempts).sort((a, b) => a - b);
      console.log(
        `${signal}: the service was there again after ${Math.round(ready)} ms, everybody after ${Math.round(took)} ms; ` +
          `busiest tenth of a second ${busiest(opened, 100)} of ${GUESTS}, busiest second ${busiest(opened, 1000)}; ` +
          `attempts: median ${attempts[GUESTS / 2]}, most ${attempts.at(-1)}`,
      );
      assert.is(guests.filter(({ lost }) => lost > 0).length, 0, 'nobody needs a new number');
      assert.ok(busiest(opened, 100) < GUESTS / 5, 'no storm');
      assert.ok((attempts.at(-1) ?? 0) <= 12, 'nobody hammers at the door');
    } finally {
      for (const { socket } of guests) socket.stop();
      await service.stop();
    }
  });
}

test.run();
