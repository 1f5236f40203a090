/** Every state of the connection page. */
import type { GuestState } from '../../../src/link/types.js';
import { CALL_ENDINGS } from '../../../src/protocol/index.js';
import type { Tools } from '../../connect/fake-link.js';
import { type GalleryState, NOW, type Setting } from '../state.js';
import { troubleStates, withoutStorage } from './troubles.js';

declare const tools: Tools;

const become = (
  name: string,
  state: GuestState,
  then: (setting: Setting) => Promise<unknown> = () => Promise.resolve(),
): GalleryState => ({
  name,
  show: async (setting) => {
    await setting.page.evaluate((next) => {
      tools.show(next);
    }, state);
    await then(setting);
  },
});

const number = (more: Partial<Extract<GuestState, { at: 'number' }>> = {}): GuestState => ({
  at: 'number',
  kind: 'call',
  number: '0427',
  endsAt: NOW + 97_000,
  slow: false,
  ...more,
});

const connected = { at: 'connected', host: '見手 花子', link: 'open', sentBefore: false } as const;

export const connectStates: readonly GalleryState[] = [
  become('connect/before', { at: 'idle' }),
  become('connect/asking', { at: 'asking', kind: 'call', slow: false }),
  become('connect/asking/slow', { at: 'asking', kind: 'call', slow: true }),
  become('connect/number', number()),
  become('connect/number/slow', number({ slow: true })),
  become('connect/number/nearly-over', number({ endsAt: NOW + 10_000 })),
  { ...become('connect/number/storage-blocked', number()), prepare: withoutStorage },
  become('connect/number-over', { at: 'number-over', kind: 'call' }),
  become('connect/meeting', { at: 'meeting', host: '見手 花子' }),
  become('connect/connected', connected),
  become('connect/connected/checking', { ...connected, link: 'checking' }),
  become('connect/connected/away', { ...connected, link: 'away' }),
  become('connect/connected/nameless', { ...connected, host: '' }),
  become('connect/question', connected, async ({ page, texts }) => {
    const { end, endYes } = texts.shared.connected;
    await page.getByRole('button', { name: end, exact: true }).dispatchEvent('click');
    await page.getByRole('button', { name: endYes, exact: true }).waitFor();
  }),
  ...CALL_ENDINGS.map((reason) => become(`connect/ended/${reason}`, { at: 'ended', reason })),
  ...troubleStates('connect', become),
];
