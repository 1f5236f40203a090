/** Everything that a call must survive (C2), as it happens in real browsers. */
import { execFileSync } from 'node:child_process';
import { GuestPage, HostPage } from '../support/people.js';
import { type Call, untilTrue } from '../support/survival.js';

export interface Event {
  /** Lets it happen; resolves when its cause is gone, from where on recovery is counted. */
  happen: (call: Call, isEarly: boolean) => Promise<void>;
  /** Whose cable is needed. */
  cable?: true;
  /** Only in the long run: it takes minutes. */
  long?: true;
}

const SECOND = 1000;
/** A number lives no longer (N3). */
const NUMBER_MS = 120 * SECOND;
const pass = (ms: number): Promise<void> => new Promise((then) => setTimeout(then, ms));

const onItems = (call: Call, item: number): string =>
  `${call.site.url()}/items/${String(item)}.html`;

/** Out for so long; both sides must read of it in time (C8). */
const loseNetwork =
  (whose: 'guestCable' | 'hostCable', ms: number, how: 'pull' | 'deafen'): Event['happen'] =>
  async (call, isEarly) => {
    const cable = call[whose];
    if (how === 'pull') cable?.pull();
    else cable?.deafen(true);
    const from = performance.now();
    if (isEarly && ms > NUMBER_MS) call.numberGone = true;
    if (!isEarly && ms >= 7 * SECOND) call.truth = await untilTrue(call);
    await pass(Math.max(0, from + ms - performance.now()));
    if (how === 'pull') cable?.plug();
    else cable?.deafen(false);
  };

/** Headless Chromium takes every page for seen, so its visibility is played; its sleep is real. */
const setSeen = ({ guest }: Call, seen: boolean): Promise<void> =>
  guest.page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      value: value ? 'visible' : 'hidden',
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, seen);

/** The processes that run the guest's pages. */
const renderersOf = async (call: Call): Promise<number[]> => {
  const browser = call.phone.browser();
  if (browser === null) return [];
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
};

const sleepFor =
  (ms: number): Event['happen'] =>
  async (call) => {
    await setSeen(call, false);
    const ids = (await renderersOf(call)).map(String);
    execFileSync('kill', ['-STOP', ...ids]);
    await pass(ms);
    execFileSync('kill', ['-CONT', ...ids]);
    await setSeen(call, true);
  };

const openAgain = async (call: Call, kept: Record<string, string>): Promise<void> => {
  const page = await call.phone.newPage();
  await page.addInitScript((items) => {
    if (sessionStorage.length > 0) return;
    for (const [name, value] of Object.entries(items)) sessionStorage.setItem(name, value);
  }, kept);
  call.guest = new GuestPage(page);
  await page.goto(onItems(call, 1), { waitUntil: 'commit' });
};

const restart =
  (signal: 'SIGTERM' | 'SIGKILL', next = false): Event['happen'] =>
  async ({ service, nextBuild }) => {
    await service.end(signal);
    await service.again(next ? nextBuild : undefined);
  };

const reloadHost = async ({ host }: Call): Promise<void> => {
  await host.page.reload({ waitUntil: 'commit' });
};

export const EVENTS: Readonly<Record<string, Event>> = {
  'guest: next page': {
    happen: async (call) => {
      await call.guest.page.goto(onItems(call, 2), { waitUntil: 'commit' });
    },
  },
  'guest: reload': {
    happen: async ({ guest }) => {
      await guest.page.reload({ waitUntil: 'commit' });
    },
  },
  'guest: back and forward': {
    happen: async ({ guest }) => {
      const go = async (to: 'back' | 'forward', path: string): Promise<void> => {
        await guest.page.evaluate((way) => history[way](), to);
        await guest.page.waitForURL(`**${path}`, { waitUntil: 'commit' });
      };
      const { pathname } = new URL(guest.page.url());
      await go('back', '/index.html');
      await go('forward', pathname);
    },
  },
  'guest: looks elsewhere, asleep for 10 s': { happen: sleepFor(10 * SECOND) },
  'guest: page discarded': {
    happen: async (call) => {
      const kept = await call.guest.page.evaluate(() =>
        Object.fromEntries(Object.entries(sessionStorage)),
      );
      const session = await call.phone.newCDPSession(call.guest.page);
      const gone = call.guest.page.waitForEvent('crash');
      session.send('Page.crash').catch(() => undefined);
      await gone;
      await call.guest.page.close();
      await openAgain(call, kept);
    },
  },
  'guest: page closed and opened again': {
    happen: async (call) => {
      await call.guest.page.close();
      call.numberGone = true;
      call.lost = call.underWay;
      call.underWay = false;
      await openAgain(call, {});
    },
  },
  'guest: no network for 5 s': {
    cable: true,
    happen: loseNetwork('guestCable', 5 * SECOND, 'pull'),
  },
  'guest: no network for 30 s': {
    cable: true,
    long: true,
    happen: loseNetwork('guestCable', 30 * SECOND, 'pull'),
  },
  'guest: no network for 3 min': {
    cable: true,
    long: true,
    happen: loseNetwork('guestCable', 180 * SECOND, 'pull'),
  },
  'guest: nothing gets through for 10 s': {
    cable: true,
    happen: loseNetwork('guestCable', 10 * SECOND, 'deafen'),
  },
  'guest: another address': {
    cable: true,
    happen: ({ guestCable }) => {
      guestCable?.move();
      return Promise.resolve();
    },
  },
  'host: reload': { happen: reloadHost },
  'host: console closed and opened again': {
    happen: async (call) => {
      await call.host.page.close();
      call.host = new HostPage(await call.desktop.newPage());
      await call.host.page.goto(`${call.service.url}/console`, { waitUntil: 'commit' });
    },
  },
  'host: no network for 10 s': {
    cable: true,
    happen: loseNetwork('hostCable', 10 * SECOND, 'pull'),
  },
  'service: SIGTERM, started again': { happen: restart('SIGTERM') },
  'service: SIGKILL, started again': { happen: restart('SIGKILL') },
  'service: the next build': { happen: restart('SIGTERM', true) },
  'host reload and service SIGKILL at once': {
    happen: async (call, isEarly) => {
      await Promise.all([
        restart('SIGKILL')(call, isEarly),
        reloadHost(call).catch(() => undefined),
      ]);
      // Who loads a page while there is no service sees the browser's own, and loads it again.
      await call.host.page.goto(`${call.service.url}/console`, { waitUntil: 'commit' });
    },
  },
};
