/** Which picture is asked for, by what is known of the link. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createSender } from '../../src/guest/send.js';
import { isSaidSlow } from '../../src/guest/slow-link.js';
import { fakeCall } from './fake-call.js';

const test = suite('sending');

const BYTES = 100_000;

/** Sends as often as is said here how many milliseconds it takes, and says what each was asked to be. */
const askedFor = async (isSlow: boolean, durations: readonly number[]): Promise<boolean[]> => {
  let time = 0;
  const asked: boolean[] = [];
  const call = fakeCall();
  const picture = { width: 1, height: 1, report: [], drawnAt: 0, encodedAt: 0 };
  const image = new Blob([new Uint8Array(BYTES)]);
  const sender = createSender({
    call,
    page: { title: 'title', URL: 'https://example.com/' } as Document,
    take: (slow) => {
      asked.push(slow);
      return Promise.resolve({ ...picture, image });
    },
    isSlow,
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

test('fewer bytes are asked for while the picture before took long, and no longer', async () => {
  // 100 kB in 130 ms, on 1 Mbit/s, there again, and back on a fast link.
  assert.equal(await askedFor(false, [130, 900, 900, 130, 130]), [false, false, true, true, false]);
});

test('what the browser says of the link counts until something was sent', async () => {
  assert.equal(await askedFor(true, [130, 130]), [true, false]);
  assert.ok(isSaidSlow({ connection: { effectiveType: '3g' } }));
  assert.ok(isSaidSlow({ connection: { effectiveType: '4g', saveData: true } }));
  assert.not.ok(isSaidSlow({ connection: { effectiveType: '4g' } }));
  assert.not.ok(isSaidSlow({}), 'Safari and Firefox say nothing');
});

test.run();
