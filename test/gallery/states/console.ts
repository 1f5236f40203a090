/** Every state of the host's console. */
import type { Page } from 'playwright-core';
import type { HostDesk, LegView, Lookup } from '../../../src/link/types.js';
import { CALL_ENDINGS, type LegWay, REFUSALS, type Refusal } from '../../../src/protocol/index.js';
import { running } from '../../console/fake-desk.js';
import type { Tools } from '../../console/fake-link.js';
import { serviceOf } from '../../console/fake-service.js';
import { type GalleryState, NOW, type Setting } from '../state.js';

declare const tools: Tools;

type Shown = Partial<Pick<HostDesk, 'call' | 'claim' | 'lookup' | 'socket'>>;
type Running = Extract<HostDesk['call'], { at: 'running' }>;
type Then = (setting: Setting) => Promise<unknown>;

const nothing: Then = () => Promise.resolve();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const show = (page: Page, now: Shown): Promise<void> =>
  page.evaluate((state) => {
    tools.desk?.show(state);
  }, now);

const signedOut = (page: Page) => page.route('**/api/**', serviceOf());

/** Before anybody is signed in. */
const signIn = (name: string, then: Then = nothing): GalleryState => ({
  name: `console/sign-in${name}`,
  prepare: signedOut,
  // What the service refuses, the browser logs.
  expects: /Failed to load resource/,
  show: async (setting) => {
    await button(setting.page, setting.texts.console.signIn.submit).waitFor();
    await then(setting);
  },
});

const withKey =
  (key: string): Then =>
  async ({ page, texts }) => {
    await page.getByRole('textbox', { name: texts.console.signIn.key }).fill(key);
    await button(page, texts.console.signIn.submit).dispatchEvent('click');
  };

const home = (name: string, then: Then = nothing): GalleryState => ({
  name: `console/${name}`,
  show: async (setting) => {
    await button(setting.page, setting.texts.console.home.call).waitFor();
    await then(setting);
  },
});

/** The number entry, with what was typed and what the desk then knows. */
const entry = (name: string, typed: string, now: Shown = {}, then: Then = nothing): GalleryState =>
  home(`entry/${name}`, async (setting) => {
    const { page, texts } = setting;
    await button(page, texts.console.home.call).dispatchEvent('click');
    await page.getByRole('textbox', { name: texts.console.entry.number }).fill(typed);
    await show(page, now);
    await then(setting);
  });

const press: Then = ({ page, texts }) =>
  button(page, texts.console.entry.start).dispatchEvent('click');

const found = (more: Partial<Extract<Lookup, { at: 'found' }>> = {}): Shown => ({
  lookup: {
    at: 'found',
    number: '1234',
    kind: 'call',
    page: 'target',
    site: 'https://www.minato-life.example',
    waiting: true,
    device: 'phone',
    since: NOW - 38_000,
    endsAt: NOW + 60_000,
    ...more,
  },
});

const refusal = (error: Refusal): Shown => {
  const retryAt = error.startsWith('too-many-') ? NOW + 42_000 : undefined;
  return { lookup: { at: 'refused', number: '1234', error, retryAt } };
};

const SITE = 'https://www.minato-life.example';

/** A call that began a good three minutes ago. */
const inCall = (name: string, more: Partial<Running> = {}, then: Then = nothing): GalleryState =>
  home(`call/${name}`, async (setting) => {
    const { page, texts } = setting;
    await show(page, { call: running({ startedAt: NOW - 194_000, site: SITE, ...more }) });
    await page.getByRole('toolbar', { name: texts.console.call.menu }).waitFor();
    await then(setting);
  });

const leg = (name: string, site: string, way: LegWay | undefined): LegView => ({
  leg: name,
  page: 'target',
  site,
  state: 'open',
  way,
});

const NOTES = '折り返しのお電話は夕方以降をご希望。\nカードの有効期限をご確認いただく。';

/** Beside the call, with something written. */
const notes: Then = async ({ page, texts }) => {
  await page.getByRole('textbox', { name: texts.console.call.notes }).fill(NOTES);
};

const plain = { page: 'connection', site: null } as const;

const deliver = async (page: Page, count: number, more: object = {}): Promise<void> => {
  for (let index = 1; index <= count; index += 1) {
    await page.evaluate(([at, info]) => tools.deliver(at, info), [index, more] as const);
  }
  await page
    .locator('[data-capture-id]')
    .nth(count - 1)
    .waitFor();
};
const captures =
  (count: number, more: object = {}, then: Then = nothing): Then =>
  async (setting) => {
    await deliver(setting.page, count, more);
    await then(setting);
  };

const refusedCapture =
  (reason: 'too-large' | 'damaged' | 'not-stored' | 'too-many-captures'): Then =>
  ({ page }) =>
    page.evaluate(([call, why]) => tools.desk?.settings.events.refused(call, why), [
      running().call,
      reason,
    ] as const);

const LONG = {
  title: '【重要】お申し込み内容のご確認とお支払い方法の変更について（2026年1月改定版）'.repeat(3),
  url: `${SITE}/apply/confirm?plan=anshin-2026&campaign=winter&session=${'0123456789abcdef'.repeat(8)}#payment`,
};

const REPORT = [
  { what: 'image', why: 'cross-origin', count: 2 },
  { what: 'video', why: 'unsupported', count: 1 },
  { what: 'frame', why: 'blocked', count: 1 },
  { what: 'field', why: 'masked', count: 3 },
];

export const consoleStates: readonly GalleryState[] = [
  signIn(''),
  signIn('/missing', ({ page, texts }) =>
    button(page, texts.console.signIn.submit).dispatchEvent('click'),
  ),
  signIn('/wrong-key', async (setting) => {
    await withKey('wrong')(setting);
    await setting.page.getByText(setting.texts.console.signIn.refused['wrong-key']).waitFor();
  }),
  signIn('/too-many-tries', async (setting) => {
    await withKey('too-many')(setting);
    await setting.page.getByText(setting.texts.console.signIn.tooManyTries(9)).waitFor();
  }),
  signIn('/unreachable', async (setting) => {
    await withKey('unreachable')(setting);
    await setting.page.getByText(setting.texts.console.signIn.refused.unreachable).waitFor();
  }),
  signIn('/busy', withKey('slow')),
  {
    name: 'console/sign-in/expired',
    show: async ({ page, texts }) => {
      await button(page, texts.console.home.call).waitFor();
      await show(page, { socket: 'signed-out' });
      await page.getByText(texts.console.signIn.expired).waitFor();
    },
  },
  {
    name: 'console/sign-in/unheard',
    prepare: (page) => page.route('**/api/sign-out', (route) => route.abort()),
    expects: /Failed to load resource/,
    show: async ({ page, texts }) => {
      await button(page, texts.console.header.signOut).dispatchEvent('click');
      await page.getByText(texts.console.signIn.unheard).waitFor();
    },
  },
  {
    name: 'console/unfit',
    prepare: (page) =>
      page.addInitScript(() => {
        // As in a private window of some browsers.
        IDBFactory.prototype.open = () => {
          throw new DOMException('no storage here', 'SecurityError');
        };
      }),
    show: ({ page, texts }) => page.getByText(texts.console.unfit.heading).waitFor(),
  },

  home('home'),
  {
    name: 'console/home/no-relay',
    prepare: (page) => page.route('**/api/**', serviceOf({ name: '見手 花子', relay: false })),
    show: ({ page, texts }) => page.getByText(texts.console.home.noRelay.heading).waitFor(),
  },
  home('home/socket-lost', ({ page }) => show(page, { socket: 'lost' })),
  home('home/rename', async ({ page, texts }) => {
    await button(page, texts.console.header.rename).dispatchEvent('click');
    await page.getByRole('textbox', { name: texts.console.header.nameLabel }).waitFor();
  }),
  {
    ...home('home/rename/refused', async ({ page, texts }) => {
      await button(page, texts.console.header.rename).dispatchEvent('click');
      await page.getByRole('textbox', { name: texts.console.header.nameLabel }).fill('refused');
      await button(page, texts.console.header.save).dispatchEvent('click');
      await page.getByText(texts.console.header.notTaken).waitFor();
    }),
    expects: /Failed to load resource/,
  },

  entry('empty', ''),
  entry('typing', '12'),
  entry('nothing-typed', '', {}, press),
  entry('short', '123', {}, press),
  entry('letters', '12ab'),
  entry('too-long', '12345'),
  entry('looking', '1234', { lookup: { at: 'looking', number: '1234' } }),
  entry('found/target', '1234', found()),
  entry('found/connection', '1234', found({ page: 'connection', site: null })),
  entry('found/away', '1234', found({ waiting: false })),
  entry('found/computer', '1234', found({ device: 'computer', since: undefined })),
  ...REFUSALS.map((error) => entry(`refused/${error}`, '1234', refusal(error))),
  entry('claiming', '1234', { ...found(), claim: { at: 'claiming', number: '1234' } }),
  entry('held', '1234', {
    ...found({ waiting: false }),
    claim: { at: 'held', number: '1234', endsAt: NOW + 48_000 },
  }),

  inCall('connecting', { guest: 'connecting' }),
  inCall('connected'),
  inCall('connected/local', { legs: [leg('a', SITE, 'local')] }),
  inCall('connected/direct', { legs: [leg('a', SITE, 'direct')] }),
  inCall('connected/relayed', {
    legs: [leg('a', SITE, 'relayed'), leg('b', 'https://pay.example', undefined)],
  }),
  inCall('notes', {}, notes),
  inCall('checking', { guest: 'checking' }),
  inCall('away', { guest: 'away', awaySince: NOW - 31_000 }),
  inCall('socket-lost', {}, ({ page }) => show(page, { socket: 'lost' })),
  inCall('greyed-out', { ...plain, guest: 'connecting' }, ({ page, texts }) =>
    button(page, texts.console.call.support).focus(),
  ),
  {
    ...inCall('cannot-receive', plain, ({ page, texts }) =>
      button(page, texts.console.call.support).focus(),
    ),
    prepare: (page) =>
      page.addInitScript(() => {
        Reflect.deleteProperty(window, 'RTCPeerConnection');
      }),
  },
  inCall('plain', plain),
  inCall('plain/window', plain, ({ page, texts }) =>
    button(page, texts.console.call.support).dispatchEvent('click'),
  ),
  inCall('plain/added', plain, async ({ page, texts }) => {
    await button(page, texts.console.call.support).dispatchEvent('click');
    await page.getByRole('textbox', { name: texts.console.entry.number }).fill('5678');
    await show(page, { call: running({ startedAt: NOW - 194_000, ...plain, pagesAdded: 1 }) });
    await page.getByText(texts.console.window.added).waitFor();
  }),
  inCall('plain/wrong-kind', plain, async ({ page, texts }) => {
    await button(page, texts.console.call.support).dispatchEvent('click');
    await page.getByRole('textbox', { name: texts.console.entry.number }).fill('1234');
    await show(page, found());
  }),
  inCall('captures/1', {}, captures(1)),
  inCall('captures/3', {}, captures(3)),
  inCall('captures/12', {}, captures(12)),
  inCall('captures/plain', plain, captures(2)),
  inCall('captures/away', { guest: 'away', awaySince: NOW - 181_000 }, captures(2)),
  inCall('captures/long', {}, captures(2, LONG)),
  inCall(
    'captures/long/all',
    {},
    captures(2, LONG, async ({ page, texts }) => {
      await button(page, texts.console.window.allTitle).dispatchEvent('click');
      await button(page, texts.console.window.allUrl).dispatchEvent('click');
    }),
  ),
  inCall('captures/report', {}, captures(1, { report: REPORT })),
  inCall('captures/full', {}, captures(3, {}, refusedCapture('too-many-captures'))),
  inCall('captures/too-large', {}, captures(1, {}, refusedCapture('too-large'))),
  inCall('captures/damaged', {}, captures(1, {}, refusedCapture('damaged'))),
  inCall('captures/not-stored', {}, captures(1, {}, refusedCapture('not-stored'))),
  inCall('minimised', {}, async ({ page, texts }) => {
    await button(page, texts.console.window.minimise).dispatchEvent('click');
    await page.evaluate(async () => {
      for (const index of [1, 2]) await tools.deliver(index);
    });
    const unseen = page.getByText(texts.console.call.unseen(2));
    await unseen.waitFor({ state: 'attached' });
  }),
  inCall('question', {}, async ({ page, texts }) => {
    await button(page, texts.console.call.end).dispatchEvent('click');
    await button(page, texts.console.call.endYes).waitFor();
  }),
  inCall(
    'question/drop',
    {},
    captures(1, {}, async ({ page, texts }) => {
      await button(page, texts.console.window.drop).dispatchEvent('click');
      await button(page, texts.console.window.dropYes).waitFor();
    }),
  ),
  inCall('question/sign-out', {}, async ({ page, texts }) => {
    await button(page, texts.console.header.signOut).dispatchEvent('click');
    await button(page, texts.console.header.signOutYes).waitFor();
  }),

  home('elsewhere', ({ page }) => show(page, { call: { at: 'elsewhere', call: running().call } })),
  ...CALL_ENDINGS.map((reason) => inCall(`ended/${reason}`, {}, ended(reason))).map(summary),
  summary(inCall('ended/host-ended/captures', {}, withNotes(captures(3, {}, ended('host-ended'))))),
  summary(inCall('ended/host-ended/notes', {}, withNotes(ended('host-ended')))),
  summary(inCall('ended/wrong-person/captures', {}, captures(1, {}, ended('wrong-person')))),
  summary(
    inCall(
      'ended/host-ended/saved',
      {},
      captures(2, {}, async (setting) => {
        await ended('host-ended')(setting);
        const { page, texts } = setting;
        await button(page, texts.console.summary.save).dispatchEvent('click');
        await page.getByText(texts.console.summary.saved).waitFor();
      }),
    ),
  ),
];

function withNotes(then: Then): Then {
  return async (setting) => {
    await notes(setting);
    await then(setting);
  };
}

function ended(reason: (typeof CALL_ENDINGS)[number]): Then {
  return async ({ page, texts }) => {
    const { call } = running();
    const startedAt = NOW - 754_000;
    await show(page, { call: { at: 'ended', call, reason, startedAt, endedAt: NOW } });
    await page.getByText(texts.console.summary.reasons[reason]).waitFor();
  };
}

function summary({ name, ...state }: GalleryState): GalleryState {
  return { ...state, name: name.replace('console/call/ended', 'console/summary') };
}
