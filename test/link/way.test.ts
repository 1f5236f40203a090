/** Which way a leg's bytes take, from the statistics as each browser writes them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wayOf } from '../../src/link/way.js';

type Kind = 'host' | 'srflx' | 'prflx' | 'relay';

const report = (near: Kind, far: Kind, pair: object, more: Record<string, object> = {}) =>
  new Map<string, unknown>(
    Object.entries({
      other: { type: 'candidate-pair', state: 'failed', nominated: false, localCandidateId: 'x' },
      pair: { type: 'candidate-pair', localCandidateId: 'near', remoteCandidateId: 'far', ...pair },
      near: { type: 'local-candidate', candidateType: near },
      far: { type: 'remote-candidate', candidateType: far },
      ...more,
    }),
  );

const chromium = { transport: { type: 'transport', selectedCandidatePairId: 'pair' } };

test('Chromium and Safari say it of the transport, Firefox of the pair', () => {
  assert.is(wayOf(report('host', 'host', {}, chromium)), 'local');
  assert.is(wayOf(report('host', 'host', { selected: true })), 'local');
  assert.is(wayOf(report('host', 'host', { nominated: true, state: 'succeeded' })), 'local');
});

test('a relay at either end is a relay; an address seen from outside is direct', () => {
  assert.is(wayOf(report('relay', 'srflx', {}, chromium)), 'relayed');
  assert.is(wayOf(report('prflx', 'relay', {}, chromium)), 'relayed');
  assert.is(wayOf(report('host', 'srflx', {}, chromium)), 'direct');
  assert.is(wayOf(report('prflx', 'host', {}, chromium)), 'direct');
});

test('two addresses of the internet are direct, but not the same network', () => {
  const between = (nearAddress: string | null, farAddress: string | null) =>
    wayOf(
      report(
        'host',
        'host',
        {},
        {
          ...chromium,
          near: { type: 'local-candidate', candidateType: 'host', address: nearAddress },
          far: { type: 'remote-candidate', candidateType: 'host', address: farAddress },
        },
      ),
    );
  // A phone of a mobile carrier and a desk in an office, both with IPv6 and no NAT between them: the
  // console called that the same network.
  assert.is(between('2001:db8:1::7', '2400:4050::9'), 'direct');
  assert.is(between('192.0.2.7', '203.0.113.9'), 'direct');
  assert.is(between(null, '2400:4050::9'), 'direct');
  // An office, or one machine, with such addresses of its own.
  assert.is(between('192.0.2.7', '192.0.2.7'), 'local');
  assert.is(between('2400:4050:1:2::7', '2400:4050:1:2:a::9'), 'local');
  assert.is(between('2400:4050:1:2::7', '2400:4050:1:3::9'), 'direct');
  assert.is(between('192.0.2.7', null), 'local', 'found by its hidden name');
  assert.is(between(null, null), 'local');
  assert.is(between('', '4f0c2b6e-5d1a-4c8e-9d5e-0d6f0a8f1b2c.local'), 'local');
  for (const address of ['10.0.0.4', '172.16.0.1', '172.31.9.9', '192.168.1.2', '169.254.8.8']) {
    assert.is(between(address, address), 'local', address);
  }
  for (const address of ['127.0.0.1', '::1', 'fe80::1', 'FD00::4', 'fc12::1']) {
    assert.is(between(address, address), 'local', address);
  }
  for (const address of ['172.32.0.1', '172.15.0.1', '11.0.0.1', '100.64.0.1', 'fec0::1']) {
    assert.is(between('198.51.100.1', address), 'direct', address);
  }
});

test('nothing is said while no pair is chosen', () => {
  assert.is(wayOf(new Map()), undefined);
  assert.is(wayOf(report('host', 'host', { state: 'in-progress', nominated: false })), undefined);
});

test.run();
