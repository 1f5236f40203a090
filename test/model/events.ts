/** Everything that may happen in a run: what people do, what phones, networks and machines do. */
import fc from 'fast-check';

/** Whose: an index, taken modulo how many there are. */
interface Which {
  which: number;
}

export type Event =
  // the wires and the clock
  | { do: 'arrive'; count: number }
  | { do: 'settle' }
  | { do: 'pass'; ms: number; lazily: boolean }
  // the guest
  | ({ do: 'ask'; kind: 'call' | 'support' } & Which)
  | ({ do: 'renew' | 'cancel' | 'again' | 'give-up' | 'reset' } & Which)
  | ({ do: 'leave'; reason: 'guest-left' | 'wrong-person' } & Which)
  | ({ do: 'send'; bytes: number } & Which)
  // the guest's pages
  | ({ do: 'navigate'; cached: boolean } & Which)
  | ({ do: 'back' | 'reload' | 'show' | 'discard' | 'close-tab' } & Which)
  | ({ do: 'hide'; freezes: boolean } & Which)
  | { do: 'open-tab'; site: number; phone: number }
  | ({ do: 'copy-tab' } & Which)
  // the phone's network
  | { do: 'offline' | 'online' | 'other-network'; phone: number }
  | ({ do: 'deaf' } & Which)
  // the host
  | { do: 'start' | 'add'; console: number; which: number }
  | { do: 'end' | 'release' | 'dismiss'; console: number }
  | { do: 'reload-console'; console: number; politely: boolean }
  | { do: 'close-console' | 'copy-console'; console: number }
  | { do: 'open-console'; profile: number }
  | { do: 'lose-host-socket'; console: number }
  | { do: 'disk'; refuses: boolean; profile: number }
  // the service
  | { do: 'kill-service' | 'drain-service' | 'start-service' }
  // the legs
  | { do: 'leg-dies' | 'leg-fails'; leg: number }
  | { do: 'leg-stops'; leg: number; ms: number };

const small = fc.nat(5);
const which = small;
const one = <T extends string>(...names: T[]): fc.Arbitrary<T> => fc.constantFrom(...names);
const weighted = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const times = weighted<Event>;

const SOON = [300, 300, 1_000, 1_000, 2_000, 2_000, 5_000, 5_000, 5_000, 15_000, 15_000, 35_000];
const MS = fc.oneof(
  weighted(40, fc.constantFrom(...SOON)),
  weighted(2, fc.constant(120_000)),
  weighted(1, fc.constant(600_000)),
);
/** Nothing, a frame and no more, some frames, and more than the buffer takes at once. */
const BYTES = fc.constantFrom(
  ...[1, 1, 900, 900, 16_380, 16_381, 16_381, 40_000, 40_000, 40_000, 90_000, 330_000],
);

const onWires = [
  times(10, fc.record({ do: one('arrive'), count: fc.integer({ min: 1, max: 12 }) })),
  times(10, fc.record({ do: one('settle') })),
  times(8, fc.record({ do: one('pass'), ms: MS, lazily: fc.boolean() })),
];

const onGuests = [
  times(4, fc.record({ do: one('ask'), kind: one('call', 'support'), which })),
  times(5, fc.record({ do: one('renew', 'cancel', 'again', 'give-up', 'reset'), which })),
  times(1, fc.record({ do: one('leave'), reason: one('guest-left', 'wrong-person'), which })),
  times(10, fc.record({ do: one('send'), bytes: BYTES, which })),
];

const onPages = [
  times(3, fc.record({ do: one('navigate'), cached: fc.boolean(), which })),
  times(6, fc.record({ do: one('back', 'reload', 'show', 'discard', 'close-tab'), which })),
  times(3, fc.record({ do: one('hide'), freezes: fc.boolean(), which })),
  times(1, fc.record({ do: one('open-tab'), site: fc.nat(1), phone: fc.nat(1) })),
  times(1, fc.record({ do: one('copy-tab'), which })),
];

const onPhones = [
  times(4, fc.record({ do: one('offline', 'online', 'other-network'), phone: fc.nat(1) })),
  times(1, fc.record({ do: one('deaf'), which })),
];

const onHosts = [
  times(6, fc.record({ do: one('start', 'add'), console: small, which })),
  times(2, fc.record({ do: one('end', 'release', 'dismiss'), console: small })),
  times(2, fc.record({ do: one('reload-console'), console: small, politely: fc.boolean() })),
  times(1, fc.record({ do: one('close-console', 'copy-console'), console: small })),
  times(2, fc.record({ do: one('open-console'), profile: fc.nat(1) })),
  times(2, fc.record({ do: one('lose-host-socket'), console: small })),
  times(2, fc.record({ do: one('disk'), refuses: fc.boolean(), profile: fc.nat(1) })),
];

const onService = [
  times(2, fc.record({ do: one('kill-service', 'drain-service') })),
  times(4, fc.record({ do: one('start-service') })),
];

const onLegs = [
  times(3, fc.record({ do: one('leg-dies', 'leg-fails'), leg: small })),
  times(
    2,
    fc.record({ do: one('leg-stops'), leg: small, ms: fc.constantFrom(1_000, 3_000, 8_000) }),
  ),
];

export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  ...[...onWires, ...onGuests, ...onPages, ...onPhones, ...onHosts, ...onService, ...onLegs],
);
