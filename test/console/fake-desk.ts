import type { HostDeskSettings } from '../../src/link/host-desk.js';
import type { HostDesk } from '../../src/link/types.js';
import type { CaptureInfo } from '../../src/protocol/index.js';

type Shown = Pick<HostDesk, 'socket' | 'lookup' | 'claim' | 'call'>;
type Events = Pick<HostDeskSettings, 'captures' | 'keys' | 'events'>;

export const CALL = 'Y2FsbGNhbGxjYWxsY2FsbA';

export const running = (more: Partial<Extract<HostDesk['call'], { at: 'running' }>> = {}) => ({
  at: 'running' as const,
  call: CALL,
  page: 'target' as const,
  site: 'https://shop.example',
  startedAt: 1_700_000_000_000,
  guest: 'connected' as const,
  awaySince: undefined,
  legs: [],
  pagesAdded: 0,
  offered: [],
  ...more,
});

export const captureId = (index: number): string => `${String(index).padStart(21, 'c')}A`;

export const captureInfo = (index: number, more: Partial<CaptureInfo> = {}): CaptureInfo => ({
  id: captureId(index),
  sha256: 'A'.repeat(43),
  bytes: 4,
  mime: 'image/png',
  width: 1170,
  height: 2532,
  title: `お申し込み ${String(index)}`,
  url: `https://shop.example/apply/${String(index)}`,
  time: 1_700_000_000_000 + index,
  report: [],
  ...more,
});

/** A desk that says what the test tells it, and writes down what it was asked. */
export class FakeDesk implements HostDesk {
  socket: Shown['socket'] = 'open';
  lookup: Shown['lookup'] = { at: 'empty' };
  claim: Shown['claim'] = { at: 'none' };
  call: Shown['call'] = { at: 'none' };
  readonly asked: string[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(readonly settings: Events) {}

  show(now: Partial<Shown>): void {
    Object.assign(this, now);
    for (const then of [...this.#watchers]) then();
  }

  /** A capture arrives, as the link does it: stored first, then told. */
  async deliver(info: CaptureInfo, picture: Blob): Promise<void> {
    await this.settings.captures.put(CALL, info, picture);
    this.settings.events.stored(CALL, info);
  }

  watch = (then: () => void) => {
    this.#watchers.add(then);
    return () => this.#watchers.delete(then);
  };
  look = (number: string) => void this.asked.push(`look ${number}`);
  start = (number: string) => void this.asked.push(`start ${number}`);
  add = (number: string) => void this.asked.push(`add ${number}`);
  offer = (url: string, name: string) => {
    this.asked.push(`offer ${url} ${name}`);
    return this.fault;
  };
  withdraw = (id: string) => {
    this.asked.push(`withdraw ${id}`);
    if (this.call.at !== 'running') return;
    const offered = this.call.offered.filter((page) => page.id !== id);
    this.show({ call: { ...this.call, offered } });
  };
  /** What stands in the way of the next offer. */
  fault: ReturnType<HostDesk['offer']> = undefined;
  release = () => void this.asked.push('release');
  end = () => {
    this.asked.push('end');
    if (this.call.at !== 'running') return;
    const { call, startedAt } = this.call;
    const endedAt = startedAt + 125_000;
    this.show({ call: { at: 'ended', call, reason: 'host-ended', startedAt, endedAt } });
  };
  dismiss = () => {
    this.asked.push('dismiss');
    this.show({ call: { at: 'none' } });
  };
  close = () => void this.asked.push('close');
}
