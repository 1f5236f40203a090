/** The browser's own parts where it refuses or lacks them, as iOS does: its globals are fakes. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  browserLife,
  browserLocal,
  browserLock,
  browserPeer,
  browserSession,
} from '../../src/link/browser.js';

/** What `localStorage` and `sessionStorage` are; a function that throws refuses them. */
let stores: { local: () => Storage; session: () => Storage };

const define = (name: string, get: () => unknown): void => {
  Object.defineProperty(globalThis, name, { configurable: true, get });
};
define('localStorage', () => stores.local());
define('sessionStorage', () => stores.session());

const works = (): Storage => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    clear: () => {
      kept.clear();
    },
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
};
/** «Block all cookies»: to name it throws. */
const refused = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
/** Private mode before iOS 11, or no room: what is there can be read, nothing can be written. */
const full = (of: Storage): Storage =>
  Object.assign(of, {
    setItem: () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    },
  });

test.before.each(() => {
  const [local, session] = [works(), works()];
  stores = { local: () => local, session: () => session };
});
test.after.each(() => {
  for (const name of ['a', 'b']) browserLocal.remove(name);
});

test('[C5] where localStorage is refused, the key lives in sessionStorage', () => {
  stores.local = refused;
  browserLocal.set('a', '1');
  assert.is(browserLocal.get('a'), '1');
  assert.is(stores.session().getItem('a'), '1');
});

test('[C5] where both are refused it lives in memory, as long as the page', () => {
  stores = { local: refused, session: refused };
  browserLocal.set('a', '1');
  browserSession.set('b', '2');
  assert.equal([browserLocal.get('a'), browserSession.get('b')], ['1', '2']);
  browserLocal.remove('a');
  assert.is(browserLocal.get('a'), undefined);
});

// What was kept could still be read when nothing more could be written: the key of the call before
// was found in the place of this call's.
test('[C5] a storage that is full gives no older value in the place of the new one', () => {
  const local = works();
  local.setItem('a', 'old');
  stores.local = () => full(local);
  browserLocal.set('a', 'new');
  assert.is(browserLocal.get('a'), 'new');
});

test('[C5] a storage that was emptied meanwhile has nothing, and takes what is set', () => {
  browserLocal.set('a', '1');
  stores.local().clear();
  assert.is(browserLocal.get('a'), undefined);
  browserLocal.set('a', '2');
  assert.is(browserLocal.get('a'), '2');
});

// In a sandboxed page the request is refused: nobody was answered, so that the outbox waited for its
// lock for ever, and the page's own error report had a line of ours.
test('[P2] where Web Locks are refused it is as without them, and nobody waits', async () => {
  define('navigator', () => ({
    locks: {
      request: () => Promise.reject(new DOMException('denied in this context', 'SecurityError')),
    },
  }));
  const release = await browserLock('a');
  assert.type(release, 'function');
});

test('[C1] without Web Locks every tab gets its lock; the service tells two of them apart', async () => {
  define('navigator', () => ({}));
  const [one, two] = [await browserLock('call'), await browserLock('call')];
  assert.ok(one !== undefined && two !== undefined);
  one();
  two();
});

test('without RTCPeerConnection there is no way to make a leg, and nothing throws', () => {
  assert.is(browserPeer, undefined);
});

test('[C8] the page’s life: seen and hidden, gone and back, each event by itself', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const view = new EventTarget();
  define('document', () => page);
  define('window', () => view);
  define('navigator', () => ({}));
  const heard: string[] = [];
  const stop = browserLife.watch((event) => heard.push(event));
  view.dispatchEvent(new Event('pageshow'));
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  view.dispatchEvent(new Event('pagehide'));
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  view.dispatchEvent(new Event('online'));
  assert.equal(heard, ['pageshow', 'hidden', 'pagehide', 'visible', 'network']);
  assert.ok(browserLife.visible());
  stop();
  view.dispatchEvent(new Event('pagehide'));
  assert.is(heard.length, 5);
});

test.run();
