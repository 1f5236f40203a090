/** The signaling socket of a page: comes back by itself, spread in time, unless it must not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  ANSWER_MS,
  type OpenSocket,
  QUIET_MS,
  createSignalingSocket,
} from '../../src/link/socket.js';
import {
  CLOSE_CODES,
  type GuestToService,
  type ServiceToGuest,
  type SocketEnding,
  SUBPROTOCOL,
  parseServiceToGuest,
} from '../../src/protocol/index.js';
import type { Random } from '../../src/link/types.js';
import { fakeClock } from '../support/clock.js';
import { seededRandom } from '../support/random.js';

type On = Parameters<OpenSocket>[2];

const make = () => {
  const clock = fakeClock();
  const opened: { on: On; at: number; sent: string[]; closed: number[] }[] = [];
  const heard: ServiceToGuest[] = [];
  const downs: { ending: SocketEnding | undefined; final: boolean }[] = [];
  const socket = createSignalingSocket<ServiceToGuest, GuestToService>(
    {
      clock,
      random: seededRandom(3),
      open(_url, subprotocol, on) {
        assert.is(subprotocol, SUBPROTOCOL);
        const one = { on, at: clock.now(), sent: [] as string[], closed: [] as number[] };
        opened.push(one);
        return {
          send: (text) => one.sent.push(text),
          close: (code) => one.closed.push(code),
        };
      },
    },
    'ws://support.example/ws/guest',
    parseServiceToGuest,
    {
      message: (message) => heard.push(message),
      down: (ending, final) => downs.push({ ending, final }),
    },
  );
  const last = () => {
    const found = opened.at(-1);
    if (found === undefined) throw new Error('no socket was opened');
    return found;
  };
  /** Loses the socket, and waits for the next attempt. */
  const lose = () => {
    const [before, count] = [clock.now(), opened.length];
    last().on.close(1006);
    while (opened.length === count) clock.advance(10);
    return clock.now() - before;
  };
  return { clock, socket, opened, heard, downs, last, lose };
};

test('[W1] it asks for the subprotocol, and sends nothing before it is open', () => {
  const { socket, last } = make();
  assert.is(socket.state, 'off');
  socket.start();
  assert.not.ok(socket.send({ type: 'number.retire', number: '0042' }));
  last().on.open();
  assert.ok(socket.send({ type: 'number.retire', number: '0042' }));
  assert.equal(last().sent, ['{"type":"number.retire","number":"0042"}']);
});

test('[W1] what a newer service says beyond this version is ignored', () => {
  const { socket, heard, last } = make();
  socket.start();
  last().on.open();
  last().on.message('{"type":"weather.report","sky":"blue"}');
  last().on.message('{"type":"host.present","present":true,"mood":"fine"}');
  last().on.message(new ArrayBuffer(3));
  assert.equal(heard, [{ type: 'host.present', present: true }]);
});

test('[C2] lost again and again it comes back ever later, at most every 8 s, never all at once', () => {
  const { socket, lose } = make();
  socket.start();
  const waits = Array.from({ length: 12 }, lose);
  assert.ok((waits[0] ?? 0) >= 200 && (waits[0] ?? 0) <= 410);
  assert.ok(waits.every((wait) => wait <= 8_010));
  assert.ok((waits.at(-1) ?? 0) >= 4_000);
  assert.ok(new Set(waits.slice(-5)).size > 1, 'spread by chance');
});

test('[C2] a word of the service ends the growing of the delay; hurry ends the wait', () => {
  const { socket, opened, last, lose } = make();
  socket.start();
  for (let loss = 0; loss < 8; loss += 1) lose();
  last().on.open();
  last().on.message('{"type":"host.present","present":true}');
  assert.ok(lose() <= 410);
  const count = opened.length;
  last().on.close(1006);
  assert.is(opened.length, count);
  socket.hurry();
  assert.is(opened.length, count + 1);
});

test('[C2] a network that swallows the connection is given up after a while', () => {
  const { clock, socket, opened, downs, last } = make();
  socket.start();
  clock.advance(8_000);
  assert.equal(downs, [{ ending: undefined, final: false }]);
  assert.equal(last().closed, [1000]);
  clock.advance(1_000);
  assert.is(opened.length, 2);
});

test('[C1] [W1] [W5] some endings are final for the page, the others are not', () => {
  const final = ['version-unknown', 'origin-refused', 'signed-out', 'superseded'];
  for (const [ending, code] of Object.entries(CLOSE_CODES)) {
    const { clock, socket, opened, downs, last } = make();
    socket.start();
    last().on.open();
    last().on.close(code);
    clock.advance(60_000);
    assert.is(downs[0]?.ending, ending);
    assert.is(downs[0]?.final, final.includes(ending));
    if (final.includes(ending)) assert.is(opened.length, 1, `${ending} does not come back`);
    else assert.ok(opened.length > 1, `${ending} comes back`);
    socket.stop();
    assert.is(clock.pending(), 0);
  }
});

test('a socket that was stopped is not heard any more', () => {
  const { clock, socket, heard, downs, last } = make();
  socket.start();
  const { on } = last();
  on.open();
  socket.stop();
  assert.equal(last().closed, [1000]);
  on.message('{"type":"host.present","present":true}');
  on.close(1006);
  assert.equal([heard, downs], [[], []]);
  assert.is(clock.pending(), 0);
  assert.is(socket.state, 'off');
});

test('a page that may not connect at all is as a network that does not answer', () => {
  const clock = fakeClock();
  const downs: boolean[] = [];
  const socket = createSignalingSocket<ServiceToGuest, GuestToService>(
    {
      clock,
      random: seededRandom(3),
      open() {
        throw new DOMException('mixed content', 'SecurityError');
      },
    },
    'ws://support.example/ws/guest',
    parseServiceToGuest,
    { message: () => undefined, down: (_, final) => downs.push(final) },
  );
  socket.start();
  assert.equal(downs, [false]);
  assert.is(socket.state, 'waiting');
  socket.stop();
});

const PING = '{"type":"ping"}';

/** A socket that is open, and what it asks after. */
const open = () => {
  const made = make();
  made.socket.start();
  made.last().on.open();
  made.last().on.message('{"type":"welcome","ice":[]}');
  return made;
};

// After a lock screen iOS shows a socket as open that is dead, and no event ever says so: a guest
// looked at a number that nobody could reach any more.
test('[C8] a socket that is silent is asked, and one that does not answer is replaced', () => {
  const { clock, socket, opened, downs, last } = open();
  clock.advance(QUIET_MS);
  assert.equal(last().sent, [PING]);
  clock.advance(ANSWER_MS - 1);
  assert.is(socket.state, 'open');
  const dead = last();
  clock.advance(1);
  assert.equal(downs, [{ ending: undefined, final: false }]);
  assert.equal(dead.closed, [1000], 'it counts against the browser’s limit until it is closed');
  clock.advance(400);
  assert.is(opened.length, 2);
  dead.on.message('{"type":"pong"}');
  assert.is(socket.state, 'connecting', 'what the dead one says late is not heard');
});

test('[C8] whatever is heard is a sign of life, and a pong is no message of the call', () => {
  for (const answer of [
    '{"type":"pong"}',
    '{"type":"error","error":"unknown-message","about":"ping"}',
    '{"type":"host.present","present":true}',
    '{"type":"weather"}',
  ]) {
    const { clock, heard, downs, last } = open();
    clock.advance(QUIET_MS);
    last().on.message(answer);
    clock.advance(QUIET_MS - 1);
    assert.equal(last().sent, [PING], answer);
    clock.advance(1);
    assert.equal(last().sent, [PING, PING]);
    assert.equal(downs, []);
    assert.equal(
      heard.map(({ type }) => type),
      answer.includes('host.present') ? ['welcome', 'host.present'] : ['welcome'],
    );
  }
});

test('[C8] a page that is seen again asks at once, and once', () => {
  const { clock, socket, opened, last } = open();
  clock.advance(1_000);
  socket.hurry();
  socket.hurry();
  assert.equal(last().sent, [PING]);
  clock.advance(ANSWER_MS + 400);
  assert.is(opened.length, 2, 'within 5 s of being seen');
});

// Timers of a hidden tab come once a minute, those of a frozen one when it wakes: before what had
// come meanwhile was heard.
test('[C8] a timer that comes late says nothing of the service: it is asked again', () => {
  const sleep = fakeClock();
  const late: (() => void)[] = [];
  const sent: string[] = [];
  let on: On | undefined;
  const downs: unknown[] = [];
  const socket = createSignalingSocket<ServiceToGuest, GuestToService>(
    {
      clock: {
        now: sleep.now,
        after: (_, then) => {
          late.push(then);
          return () => void late.splice(late.indexOf(then), 1);
        },
      },
      random: seededRandom(3),
      open(_url, _subprotocol, events) {
        on = events;
        return { send: (text) => sent.push(text), close: () => undefined };
      },
    },
    'ws://support.example/ws/guest',
    parseServiceToGuest,
    { message: () => undefined, down: (ending) => downs.push(ending) },
  );
  const fire = (): void => late.pop()?.();
  socket.start();
  on?.open();
  fire();
  assert.equal(sent, [PING]);
  sleep.advance(60_000);
  fire();
  assert.equal(sent, [PING, PING]);
  assert.equal(downs, []);
  on?.message('{"type":"pong"}');
  fire();
  sleep.advance(ANSWER_MS);
  fire();
  assert.equal(downs, [undefined], 'and one that comes in time counts');
});

/** When each of many pages comes back after the service has sent all of them away. */
const comebacks = (random: Random): number[] => {
  const clock = fakeClock();
  const start = clock.now();
  const times: number[] = [];
  const all: On[] = [];
  for (let page = 0; page < 500; page += 1) {
    createSignalingSocket<ServiceToGuest, GuestToService>(
      {
        clock,
        random,
        open(_url, _subprotocol, on) {
          all.push(on);
          if (clock.now() > start) times.push(clock.now() - start);
          return { send: () => undefined, close: () => undefined };
        },
      },
      'ws://support.example/ws/guest',
      parseServiceToGuest,
      { message: () => undefined, down: () => undefined },
    ).start();
  }
  for (const on of [...all]) {
    on.open();
    on.close(CLOSE_CODES.stopping);
  }
  clock.advance(5_000);
  return times;
};

const busiestTenth = (times: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const time of times) {
    const tenth = Math.floor(time / 100);
    counts.set(tenth, (counts.get(tenth) ?? 0) + 1);
  }
  return Math.max(...counts.values());
};

test('[C2] a service that is replaced meets no storm: its pages come back over three seconds', () => {
  const times = comebacks(seededRandom(7));
  assert.is(times.length, 500);
  assert.ok(Math.max(...times) <= 3_000);
  assert.ok(busiestTenth(times) < 50, String(busiestTenth(times)));
  const together = comebacks({ bytes: (length) => new Uint8Array(length) });
  assert.is(busiestTenth(together), 500, 'what it would be without chance');
});

test.run();
