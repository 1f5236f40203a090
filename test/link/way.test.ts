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

test('nothing is said while no pair is chosen', () => {
  assert.is(wayOf(new Map()), undefined);
  assert.is(wayOf(report('host', 'host', { state: 'in-progress', nominated: false })), undefined);
});

test.run();
