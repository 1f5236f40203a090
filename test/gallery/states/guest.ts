/** Every state of what the guest sees on a target page. */
import type { CaptureFailure } from '../../../src/capture/index.js';
import type { GuestState, SendingState } from '../../../src/link/index.js';
import { type CallEnding, CALL_ENDINGS } from '../../../src/protocol/index.js';
import { become, becomeSending, connected, named } from '../../guest/rig.js';
import { type GalleryState, type Setting, stateForEach } from '../state.js';
import { troubleStates, withoutStorage } from './troubles.js';

type SendRefusal = Extract<SendingState, { at: 'failed' }>['reason'];

/** Each with a sentence of its own; `satisfies` keeps the list whole. */
const SEND_REFUSALS = {
  'too-large': true,
  'too-many-captures': true,
  damaged: true,
  'not-stored': true,
  'call-ended': true,
  'given-up': true,
  'page-closed': true,
} satisfies Record<SendRefusal, true>;

const CAPTURE_FAILURES = {
  blocked: true,
  slow: true,
  failed: true,
} satisfies Record<CaptureFailure, true>;

const number = (more: Partial<Extract<GuestState, { at: 'number' }>> = {}): GuestState => ({
  at: 'number',
  kind: 'call',
  number: '0417',
  endsAt: 94_000,
  slow: false,
  ...more,
});

const steps = async ({ page, texts }: Setting): Promise<void> => {
  await named(page, texts.loader.button).dispatchEvent('click');
  await named(page, texts.guest.sheet.start).waitFor();
};

const before = async (setting: Setting): Promise<void> => {
  await steps(setting);
  await named(setting.page, setting.texts.guest.sheet.start).dispatchEvent('click');
  await named(setting.page, setting.texts.shared.before.ok).waitFor();
};

/** A number was asked for in the sheet. */
const asked = async (setting: Setting): Promise<void> => {
  await before(setting);
  await named(setting.page, setting.texts.shared.before.ok).dispatchEvent('click');
};

const inSheet = (name: string, state: GuestState): GalleryState => ({
  name,
  show: async (setting) => {
    await asked(setting);
    await become(setting.page, state);
  },
});

/** At the edge of the page, after the sheet was closed with a number in it. */
const aside = (name: string, state: GuestState): GalleryState => ({
  name,
  show: async (setting) => {
    await asked(setting);
    await become(setting.page, number());
    await named(setting.page, setting.texts.shared.close).dispatchEvent('click');
    await become(setting.page, state);
  },
});

/** At the edge of a page where nothing was tapped: it belongs to a call by itself. */
const onPage = (
  name: string,
  state: GuestState,
  then: (setting: Setting) => Promise<unknown> = () => Promise.resolve(),
): GalleryState => ({
  name,
  show: async (setting) => {
    await steps(setting);
    await named(setting.page, setting.texts.shared.close).dispatchEvent('click');
    await become(setting.page, state);
    await then(setting);
  },
});

const afterSend = { ...connected, sentBefore: true } as const;

const sending = (name: string, state: SendingState, call: GuestState = afterSend): GalleryState =>
  onPage(name, call, ({ page }) => becomeSending(page, state));

const toTheEnd = ({ page }: Setting): Promise<void> =>
  page.evaluate(() => {
    const root = document.querySelector('[data-misete]')?.shadowRoot;
    const scrolled = [...(root?.querySelectorAll('*') ?? [])];
    for (const element of scrolled) element.scrollTop = element.scrollHeight;
  });

const send = ({ page, texts }: Setting): Promise<void> =>
  named(page, texts.guest.bar.send).dispatchEvent('click');

const sent = async (setting: Setting): Promise<void> => {
  await send(setting);
  await setting.page.waitForFunction(() => controls.call.sending.at === 'sending');
  await becomeSending(setting.page, { at: 'sent', id: 'capture-1' });
  await setting.page.getByRole('img', { name: setting.texts.guest.notice.picture }).waitFor();
};

export const guestStates: readonly GalleryState[] = [
  { name: 'guest/button', show: ({ page, texts }) => named(page, texts.loader.button).waitFor() },
  {
    name: 'guest/loading',
    prepare: (page) => page.route('**/rest.js*', () => undefined),
    show: async ({ page, texts }) => {
      await named(page, texts.loader.button).dispatchEvent('click');
      await page.locator('[data-misete] [aria-busy=true]').waitFor();
    },
  },
  {
    name: 'guest/sorry',
    prepare: (page) => page.route('**/rest.js*', (route) => route.abort()),
    expects: /Failed to load resource/,
    show: async ({ page, texts }) => {
      await named(page, texts.loader.button).dispatchEvent('click');
      await page.getByText(texts.loader.unreachable).waitFor();
    },
  },
  { name: 'guest/steps', show: steps },
  { name: 'guest/steps/end', show: (setting) => steps(setting).then(() => toTheEnd(setting)) },
  { name: 'guest/before', show: before },
  { name: 'guest/before/end', show: (setting) => before(setting).then(() => toTheEnd(setting)) },
  inSheet('guest/asking', { at: 'asking', kind: 'call', slow: false }),
  inSheet('guest/asking/slow', { at: 'asking', kind: 'call', slow: true }),
  inSheet('guest/number', number()),
  inSheet('guest/number/support', number({ kind: 'support', number: '6602' })),
  inSheet('guest/number/slow', number({ slow: true })),
  inSheet('guest/number/nearly-over', number({ endsAt: 10_000 })),
  { ...inSheet('guest/number/storage-blocked', number()), prepare: withoutStorage },
  inSheet('guest/number-over', { at: 'number-over', kind: 'call' }),
  aside('guest/aside/asking', { at: 'asking', kind: 'call', slow: false }),
  aside('guest/aside/number', number()),
  aside('guest/aside/number-over', { at: 'number-over', kind: 'call' }),
  inSheet('guest/meeting', { at: 'meeting', host: '佐藤' }),
  onPage('guest/joining', { at: 'meeting', host: '佐藤' }),
  onPage('guest/connected/first', connected),
  onPage('guest/connected/after-sent', afterSend),
  onPage('guest/connected/checking', { ...afterSend, link: 'checking' }),
  onPage('guest/connected/away', { ...afterSend, link: 'away' }),
  onPage('guest/connected/nameless', { ...connected, host: '' }),
  onPage('guest/connected/long-name', {
    ...connected,
    host: 'みなと生命保険 お客さまサポートセンター 第二グループ 勅使河原 小百合',
  }),
  onPage('guest/send/capturing', afterSend, async (setting) => {
    await setting.page.evaluate(() => {
      // The picture is never done.
      HTMLCanvasElement.prototype.toBlob = () => undefined;
    });
    await send(setting);
  }),
  sending('guest/send/sending', { at: 'sending', id: 'c', sent: 40, bytes: 100, waiting: false }),
  sending(
    'guest/send/waiting',
    { at: 'sending', id: 'c', sent: 40, bytes: 100, waiting: true },
    { ...afterSend, link: 'away' },
  ),
  onPage('guest/send/sent', afterSend, sent),
  onPage('guest/send/sent/enlarged', afterSend, async (setting) => {
    await sent(setting);
    const { enlarge, picture } = setting.texts.guest.notice;
    await named(setting.page, enlarge).dispatchEvent('click');
    await setting.page.getByRole('dialog', { name: picture }).waitFor();
  }),
  // Sent by the page before this one: it has no picture of it.
  sending('guest/send/sent-by-another-page', { at: 'sent', id: 'capture-1' }),
  ...stateForEach(SEND_REFUSALS, (reason) =>
    sending(`guest/send/failed/${reason}`, { at: 'failed', id: 'capture-1', reason }),
  ),
  ...stateForEach(CAPTURE_FAILURES, (reason) =>
    onPage(`guest/send/failed/capture-${reason}`, afterSend, async (setting) => {
      await setting.page.evaluate((failure) => {
        controls.failCapture = failure;
      }, reason);
      await send(setting);
      await setting.page.getByRole('alert').waitFor();
    }),
  ),
  onPage('guest/question', connected, async ({ page, texts }) => {
    await named(page, texts.shared.connected.end).dispatchEvent('click');
    await named(page, texts.shared.connected.endYes).waitFor();
  }),
  ...CALL_ENDINGS.map((reason: CallEnding) =>
    onPage(`guest/ended/${reason}`, { at: 'ended', reason }),
  ),
  ...troubleStates('guest', inSheet),
  onPage('guest/trouble/at-the-edge', {
    at: 'trouble',
    code: 'page-refused',
    kind: undefined,
    retryIn: undefined,
  }),
];
