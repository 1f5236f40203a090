/** The legs of a call at a host whose browser has no WebRTC. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHostLegs } from '../../src/link/host-legs.js';
import { fakeClock } from '../support/clock.js';
import { seededRandom } from '../support/random.js';

// A host signed in with WebKitGTK, and started a call: the first offer threw out of the handler of the
// socket's message, for every document anew, and the console went on saying 「つないでいます…」.
test('where the browser has no WebRTC an offer is not answered, and nothing breaks', () => {
  const never = () => {
    throw new Error('not without a leg');
  };
  const legs = createHostLegs(
    { clock: fakeClock(), random: seededRandom(1), createPeer: undefined },
    {
      call: 'c'.repeat(22),
      ice: () => [],
      keys: never,
      opened: never,
      pageOpened: never,
      receiver: { attach: never, close: never },
      signal: never,
      way: never,
      changed: never,
      ended: never,
    },
  );
  legs.answer({
    type: 'leg.offered',
    call: 'c'.repeat(22),
    leg: 'l'.repeat(22),
    try: 1,
    page: 'target',
    site: 'https://shop.example',
    offer: { type: 'offer', sdp: 'v=0' },
    candidates: [],
  });
  assert.equal(legs.views, []);
  assert.is(legs.met, false);
});

test.run();
