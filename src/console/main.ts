/** Puts the console together. The one file of this room that touches the browser's globals. */
import { mount } from 'svelte';
import { openHostDesk } from '../link/index.js';
import '../ui/base.css';
import App from './App.svelte';
import { type Host, hostApi } from './api.js';
import { Attention, countedTitle } from './attention.js';
import { browserKeep } from './browser-keep.js';
import { browserActs } from './host-acts.js';
import { takeKey } from './key-in-address.js';
import { browserNotifier } from './notifier.js';
import { openingOf } from './page-url.js';
import { Session } from './session.js';
import { showCall, shownCalls } from './shown-calls.js';
import { openConsoleStore } from './store/store.js';
import { showOnIcon } from './tab-icon.js';
import { brand } from '../ui/brand.js';
import { keepPage } from '../ui/language.svelte.js';
import { live } from '../ui/live.svelte.js';
import { t } from './texts.js';
import { clockTime } from './words.js';
import { Workplace } from './workplace.js';

// Before anything else: the key must not stay in the address.
const key = takeKey(location, history);

const attention = new Attention({
  tab: {
    visible: () => document.visibilityState === 'visible',
    watch: (then) => {
      document.addEventListener('visibilitychange', then);
    },
  },
  notifier: browserNotifier('Notification' in window ? window.Notification : undefined),
  // No title, no path: whoever else sees this screen learns when, and at most from which site.
  notice: ({ info, storedAt }) => ({
    title: t.window.came,
    body: [clockTime(storedAt), openingOf(info.url)?.site].filter(Boolean).join(' '),
  }),
  front: () => {
    window.focus();
  },
});
const waiting = live(attention.waiting);

keepPage(() => countedTitle(waiting().value, t.title(brand.name)));
attention.waiting.watch(() => {
  showOnIcon(document, attention.waiting.value > 0);
});

const openWorkplace = async (host: Host): Promise<Workplace> => {
  const store = await openConsoleStore(host.session, () => Date.now());
  await store.sweep(await shownCalls(navigator.locks));
  return new Workplace({
    store,
    service: host.service ?? location.origin,
    relay: host.relay,
    tab: browserKeep(() => sessionStorage),
    host: browserKeep(() => localStorage),
    attention,
    acts: browserActs(window),
    openDesk: (settings) =>
      openHostDesk({ service: location.origin, hostSession: host.session, ...settings }),
    showCall: (call) => showCall(navigator.locks, call),
    pictures: {
      show: (picture) => URL.createObjectURL(picture),
      release: (url) => {
        URL.revokeObjectURL(url);
      },
    },
  });
};

const session = new Session({ api: hostApi((...asked) => fetch(...asked)), openWorkplace });
mount(App, {
  target: document.body,
  props: { session, canReceive: typeof RTCPeerConnection !== 'undefined' },
});
void session.open(key);

// The sign-in link, opened in a tab that shows the console already.
window.addEventListener('hashchange', () => {
  const linked = takeKey(location, history);
  if (linked !== undefined) void session.signIn(linked, '');
});

window.addEventListener('pagehide', () => {
  session.leave();
});
// Out of the back-forward cache its call is to be taken up, as by a reload.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});
