/** Which browser it is, and how to leave it; user agents as such browsers send them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { appOf } from '../../src/browser/apps.js';
import { screenAwake } from '../../src/browser/awake.js';
import { canKeep, hindranceIn } from '../../src/browser/hindrance.js';
import { wayOut } from '../../src/browser/ways-out.js';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko)';
const APPS = {
  line: `${IPHONE} (KHTML, like Gecko) Mobile/15E148 Safari Line/14.9.0`,
  yahoo: `${IPHONE} (KHTML, like Gecko) Mobile/15E148 YJApp-IOS jp.co.yahoo.ipn.appli/4.99`,
  google: `${IPHONE} (KHTML, like Gecko) GSA/320.0 Mobile/15E148 Safari/604.1`,
  instagram: `${IPHONE} (KHTML, like Gecko) Mobile/15E148 Instagram 330.0.0`,
  facebook: `${ANDROID} Version/4.0 Chrome/125.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/460.0;]`,
};
const SAFARI = `${IPHONE} (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1`;
const PAGE = 'https://shop.example/apply?step=1#form';

const able = { secure: true, webrtc: true, online: true };

const AGENTS: [string, string | undefined][] = [
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.16.0',
    'LINE',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 7 Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 Line/14.9.0/IAB',
    'LINE',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 YJApp-IOS jp.co.yahoo.ipn.appli/4.100.0',
    'Yahoo! JAPAN',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/322.0 Mobile/15E148 Safari/604.1',
    'Google',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 Instagram 334.0.4.32.98 (iPhone15,2; iOS 17_5)',
    'Instagram',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/468.0.0.0;]',
    'Facebook',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36',
    '',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    '',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    undefined,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1',
    undefined,
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    undefined,
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    undefined,
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0', undefined],
];
test('apps that show pages inside of them are known by name, browsers are left alone', () => {
  for (const [agent, app] of AGENTS) assert.is(appOf(agent), app, agent);
});

test('what it can do comes before its name: where WebRTC works, LINE works', () => {
  for (const userAgent of Object.values(APPS)) {
    assert.is(hindranceIn({ ...able, userAgent }), undefined);
    assert.is(hindranceIn({ ...able, webrtc: false, userAgent }), 'in-app');
  }
  assert.is(hindranceIn({ ...able, webrtc: false, userAgent: SAFARI }), 'no-webrtc');
  assert.is(hindranceIn({ ...able, secure: false, userAgent: SAFARI }), 'insecure');
  assert.is(hindranceIn({ ...able, online: false, userAgent: SAFARI }), 'offline');
});

test('each app has its own way out, and the page stays the page', () => {
  const out = (userAgent: string) => wayOut('in-app', appOf(userAgent), userAgent, PAGE);
  assert.equal(out(APPS.line), {
    to: 'browser',
    address: 'https://shop.example/apply?step=1&openExternalBrowser=1#form',
  });
  assert.equal(out(APPS.yahoo), { to: 'safari', address: `x-safari-${PAGE}` });
  assert.equal(out(APPS.facebook), {
    to: 'chrome',
    address:
      'intent://shop.example/apply?step=1#Intent;scheme=https;package=com.android.chrome;end',
  });
  assert.is(out(APPS.yahoo.replace('OS 17_5', 'OS 16_5')), undefined, 'older: only copying');
  assert.is(out(SAFARI), undefined);
  assert.equal(wayOut('insecure', undefined, SAFARI, 'http://shop.example/'), {
    to: 'https',
    address: 'https://shop.example/',
  });
});

test('a storage that is refused, or full, keeps nothing', () => {
  const refuses = () => {
    throw new DOMException('no', 'SecurityError');
  };
  const works = { setItem: () => undefined, removeItem: () => undefined };
  assert.not.ok(canKeep(refuses));
  assert.not.ok(canKeep(() => ({ ...works, setItem: refuses })));
  assert.ok(canKeep(() => works));
});

test('the screen stays on while it is wanted, and again when the page is seen again', async () => {
  const events: string[] = [];
  let settle = (): void => undefined;
  const page = {
    visibilityState: 'visible' as DocumentVisibilityState,
    addEventListener: (_: string, then: unknown) => void (settle = then as () => void),
  };
  const wakeLock = {
    request: () => {
      events.push('request');
      return Promise.resolve({ release: () => Promise.resolve(void events.push('release')) });
    },
  };
  const awake = screenAwake({ wakeLock }, page);
  awake.keep(true);
  awake.keep(true);
  page.visibilityState = 'hidden';
  settle();
  page.visibilityState = 'visible';
  settle();
  awake.keep(false);
  await new Promise(setImmediate);
  assert.equal(events, ['request', 'request', 'release', 'release']);
  screenAwake({}, page).keep(true);
});

test.run();
