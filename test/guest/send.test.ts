/** Which picture is asked for, by what is known of the link. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSender } from '../../src/guest/send.js';
import { type LinkSpeed, linkSpeed } from '../../src/guest/slow-link.js';
import { fakeCall } from './fake-call.js';

const test = suite('sending');

const picture = { width: 1, height: 1, report: [], drawnAt: 0, encodedAt: 0 };
const page = { title: 'title', URL: 'https://example.com/' } as Document;

const BYTES = 100_000;

/** Sends as often as is said here how many milliseconds it takes, and says what each was asked to be. */
const askedFor = async (link: LinkSpeed, durations: readonly number[]): Promise<boolean[]> => {
  let time = 0;
  const asked: boolean[] = [];
  const call = fakeCall();
  const image = new Blob([new Uint8Array(BYTES)]);
  const sender = createSender({
    call,
    page,
    take: (slow) => {
      asked.push(slow);
      return Promise.resolve({ ...picture, image });
    },
    link,
    failureOf: () => 'failed',
    now: () => time,
    onChange: () => undefined,
  });
  for (const [index, duration] of durations.entries()) {
    sender.send();
    await new Promise(setImmediate);
    time += duration;
    call.becomeSending({ at: 'sent', id: String(index) });
  }
  return asked;
};

/** A tab's storage, and what a browser says of its connection. */
const tab = (connection?: object) => {
  const kept = new Map<string, string>();
  const keep = {
    get: (name: string) => kept.get(name),
    set: (name: string, value: string) => void kept.set(name, value),
  };
  return { kept, open: () => linkSpeed(keep, { connection }) };
};

test('fewer bytes are asked for while the picture before took long, and no longer', async () => {
  // 100 kB in 130 ms, on 1 Mbit/s, there again, and back on a fast link.
  const durations = [130, 900, 900, 130, 130];
  assert.equal(await askedFor(tab().open(), durations), [false, false, true, true, false]);
});

/** Guests send one picture a page: what only a document knew was forgotten before it was of use. */
test('the next page knows that the link is slow', async () => {
  const { open } = tab();
  assert.equal(await askedFor(open(), [900]), [false]);
  assert.equal(await askedFor(open(), [130]), [true]);
  assert.equal(await askedFor(open(), [130]), [false]);
});

test('what the browser says of the link counts until something was sent', async () => {
  assert.equal(await askedFor(tab({ effectiveType: '3g' }).open(), [130, 130]), [true, false]);
  assert.ok(tab({ effectiveType: '4g', saveData: true }).open().isSlow());
  assert.not.ok(tab({ effectiveType: '4g' }).open().isSlow());
  assert.not.ok(tab().open().isSlow(), 'Safari and Firefox say nothing');
});

/** By then the page may be gone: only what was noted at the tap itself is there for the next one. */
test('[P2] the call hears of the tap before there is a picture, and of one that comes to nothing', async () => {
  for (const fails of [false, true]) {
    const call = fakeCall();
    const sender = createSender({
      call,
      page,
      take: () =>
        fails
          ? Promise.reject(new Error('blocked'))
          : Promise.resolve({ ...picture, image: new Blob() }),
      link: tab().open(),
      failureOf: () => 'blocked',
      now: () => 0,
      onChange: () => undefined,
    });
    sender.send();
    assert.equal(call.asked, ['tapped']);
    assert.equal(call.sent, []);
    await new Promise(setImmediate);
    assert.equal(call.asked, fails ? ['tapped', 'missed'] : ['tapped']);
    assert.is(call.sent.length, fails ? 0 : 1);
  }
});

test('what others have put into the storage counts for nothing', () => {
  const { kept, open } = tab();
  open().sent(100_000, 900);
  for (const name of kept.keys()) kept.set(name, '<b>fast</b>');
  assert.not.ok(open().isSlow());
});

test.run();
