/** Stands in for src/link/index.ts when the connection page is built for page.test.ts. */
import type { GuestCall, GuestCallSettings, GuestState } from '../../src/link/types.js';

const asked: string[] = [];
const watchers = new Set<() => void>();
const note =
  (name: string) =>
  (...words: unknown[]) =>
    void asked.push([name, ...words].join(' '));

class FakeCall implements GuestCall {
  // What the test put here before the page was loaded: a call that goes on by itself.
  state: GuestState = (Reflect.get(window, 'first') as GuestState | undefined) ?? { at: 'idle' };
  sending = { at: 'idle' } as const;
  offers: GuestCall['offers'] = [];
  watch = (then: () => void) => {
    watchers.add(then);
    return () => watchers.delete(then);
  };
  ask = note('ask');
  renew = note('renew');
  cancel = note('cancel');
  leave = note('leave');
  tapped = note('tapped');
  missed = note('missed');
  send = () => false;
  sendAgain = note('sendAgain');
  giveUp = note('giveUp');
  opened = note('opened');
  reset = note('reset');
}

const call = new FakeCall();

const tools = {
  asked,
  offer: (pages: GuestCall['offers']) => {
    call.offers = pages;
    for (const then of [...watchers]) then();
  },
  show: (state: GuestState) => {
    call.state = state;
    for (const then of [...watchers]) then();
  },
};
export type Tools = typeof tools;
Object.assign(window, { tools });

/** @public */
export { guarded } from '../../src/link/guarded.js';

/** @public The page imports it in the place of the real one. */
export const openGuestCall = (settings: GuestCallSettings): GuestCall => {
  asked.push(`open ${settings.page}`);
  return call;
};
