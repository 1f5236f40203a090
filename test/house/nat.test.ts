/** The kinds of networks that the NAT table is made of: which is which, and what must come of two. */
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Found, KINDS, expected, kindOf } from '../support/nat/kinds.js';
import { tableOf } from '../support/nat/table.js';

const own = { address: '10.1.1.2', port: 5000 };
const seenAs = (...ports: number[]) => ports.map((port) => ({ address: '198.51.100.9', port }));
const behind: Found = { own, seen: seenAs(5000, 5000), stranger: false, tcp: [443, 8443] };

test('a probe tells the five kinds apart', () => {
  const open = { ...behind, seen: [own, own], stranger: true };
  assert.is(kindOf(open), 'open');
  assert.is(kindOf(behind), 'cone');
  assert.is(kindOf({ ...behind, seen: seenAs(6000, 6000) }), 'cone', 'another port, yet one');
  assert.is(kindOf({ ...behind, seen: seenAs(6000, 6001) }), 'symmetric');
  assert.is(kindOf({ ...behind, seen: [] }), 'no-udp');
  assert.is(kindOf({ ...behind, seen: [], tcp: [443] }), 'tcp-443');
});

test('what is like one of them and is none has no name', () => {
  const open = { ...behind, seen: [own, own], stranger: true };
  assert.is(kindOf({ ...open, stranger: false }), undefined, 'a firewall without NAT');
  assert.is(kindOf({ ...behind, stranger: true }), undefined, 'a full cone');
  assert.is(kindOf({ ...behind, tcp: [443] }), undefined, 'UDP, yet only one port of TCP');
  assert.is(kindOf({ ...behind, tcp: [] }), undefined, 'no way to the service');
});

test('with a relay no cell of the table is impossible, and both sides are alike', () => {
  for (const guest of KINDS) {
    for (const host of KINDS) {
      assert.is.not(expected(guest, host, true), 'impossible');
      assert.is(expected(guest, host, true), expected(host, guest, true));
      const direct = expected(guest, host, true) === 'direct';
      assert.is(expected(guest, host, false), direct ? 'direct' : 'impossible');
    }
  }
});

test('only six pairs of the twenty-five need no relay', () => {
  const direct = KINDS.flatMap((guest) =>
    KINDS.filter((host) => expected(guest, host, false) === 'direct').map(
      (host) => `${guest} ${host}`,
    ),
  );
  assert.equal(direct, [
    'open open',
    'open cone',
    'open symmetric',
    'cone open',
    'cone cone',
    'symmetric open',
  ]);
});

test('docs/NAT.md shows what the rule says, cell by cell', () => {
  const page = readFileSync(new URL('../../docs/NAT.md', import.meta.url), 'utf8');
  for (const relay of [true, false]) {
    const cells = KINDS.flatMap((guest) =>
      KINDS.map((host) => ({ guest, host, outcome: expected(guest, host, relay) })),
    );
    assert.ok(page.includes(tableOf(cells)), relay ? 'with TURN' : 'without TURN');
  }
});

test.run();
