/** The signaling socket of a page: comes back by itself, spread in time, unless it must not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type OpenSocket, createSignalingSocket } from '../../src/link/socket.js';
import {
  CLOSE_CODES,
  type GuestToService,
  type ServiceToGuest,
  type SocketEnding,
  SUBPROTOCOL,
  parseServiceToGuest,
} from '../../src/protocol/index.js';
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

test('[C2] lost again and again it comes back ever later, at most every 15 s, never all at once', () => {
  const { socket, lose } = make();
  socket.start();
  const waits = Array.from({ length: 12 }, lose);
  assert.ok((waits[0] ?? 0) >= 200 && (waits[0] ?? 0) <= 410);
  assert.ok(waits.every((wait) => wait <= 15_010));
  assert.ok((waits.at(-1) ?? 0) >= 7_500);
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

test.run();
