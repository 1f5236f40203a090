/** A call that does what the test says, and notes what was asked of it. Runs in the page. */
import type { GuestCall, GuestState, SendingState } from '../../src/link/index.js';

export interface FakeCall extends GuestCall {
  become: (state: GuestState) => void;
  becomeSending: (sending: SendingState) => void;
  /** The host offers these pages now. */
  offer: (pages: GuestCall['offers']) => void;
  /** What was asked, in order: `ask call`, `leave guest-left`, … */
  readonly asked: string[];
  /** Title, URL and size of what was sent. */
  readonly sent: { title: string; url: string; width: number; height: number; bytes: number }[];
}

export const fakeCall = (): FakeCall => {
  let state: GuestState = { at: 'idle' };
  let sending: SendingState = { at: 'idle' };
  let offers: GuestCall['offers'] = [];
  const watchers = new Set<() => void>();
  const asked: string[] = [];
  const sent: FakeCall['sent'] = [];
  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  const become = (next: GuestState): void => {
    state = next;
    tell();
  };
  return {
    asked,
    sent,
    become,
    becomeSending: (next) => {
      sending = next;
      tell();
    },
    get state() {
      return state;
    },
    get offers() {
      return offers;
    },
    offer: (pages) => {
      offers = pages;
      tell();
    },
    opened: (id) => void asked.push(`opened ${id}`),
    get sending() {
      return sending;
    },
    watch: (then) => {
      watchers.add(then);
      return () => void watchers.delete(then);
    },
    ask: (kind) => {
      asked.push(`ask ${kind}`);
      become({ at: 'asking', kind, slow: false });
    },
    renew: () => void asked.push('renew'),
    cancel: () => {
      asked.push('cancel');
      become({ at: 'idle' });
    },
    leave: (reason) => {
      asked.push(`leave ${reason}`);
      become({ at: 'ended', reason });
    },
    tapped: () => void asked.push('tapped'),
    missed: () => void asked.push('missed'),
    send: ({ image, about: { title, url, width, height } }) => {
      sent.push({ title, url, width, height, bytes: image.size });
      sending = { at: 'sending', id: 'capture-1', sent: 0, bytes: image.size, waiting: false };
      tell();
      return true;
    },
    sendAgain: () => void asked.push('sendAgain'),
    giveUp: () => void asked.push('giveUp'),
    reset: () => {
      asked.push('reset');
      become({ at: 'idle' });
    },
  };
};
