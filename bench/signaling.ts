/** What a waiting guest costs the service in memory, and an offer with its answer in CPU time. */
import type { Memory } from './support/child.js';
import { closing } from './support/closing.js';
import { runs } from './support/runs.js';
import { type Signaler, startMisete, startPeerServer, startRelay } from './support/signalers.js';
import { printMeasured } from './support/table.js';

const GUESTS = 2000;
/** Guests that wait before it is measured, so that what the first one brings is not counted. */
const FIRST_GUESTS = 100;
const PAIRS = 20;
const ROUND_TRIPS_PER_PAIR = 50;
const AT_ONCE = 50;

const waitTogether = async (server: Signaler, guests: number): Promise<void> => {
  for (let done = 0; done < guests; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => server.wait()));
  }
};

/** In kB, of a server that was started for this. */
const memoryPerGuest = async (start: () => Promise<Signaler>): Promise<Memory> => {
  const server = await start();
  try {
    await waitTogether(server, FIRST_GUESTS);
    const before = await server.memory();
    await waitTogether(server, GUESTS);
    const after = await server.memory();
    return {
      resident: (after.resident - before.resident) / GUESTS / 1000,
      live: (after.live - before.live) / GUESTS / 1000,
    };
  } finally {
    await server.close();
  }
};

const startRoundTrips = async (
  server: Pick<Signaler, 'pair' | 'cpu'>,
): Promise<() => Promise<number>> => {
  const pairs = await Promise.all(Array.from({ length: PAIRS }, () => server.pair()));
  /** In microseconds of CPU time. */
  return async () => {
    const before = await server.cpu();
    await Promise.all(
      pairs.map(async ({ roundTrip }) => {
        for (let trip = 0; trip < ROUND_TRIPS_PER_PAIR; trip += 1) await roundTrip();
      }),
    );
    return ((await server.cpu()) - before) / (PAIRS * ROUND_TRIPS_PER_PAIR);
  };
};

const trips = { misete: [] as number[], peerServer: [] as number[], relay: [] as number[] };

await closing(async (keep) => {
  const misete = await startRoundTrips(keep(await startMisete()));
  const peerServer = await startRoundTrips(keep(await startPeerServer(false)));
  const relay = await startRoundTrips(keep(await startRelay()));
  for (const counts of runs()) {
    const [ours, theirs, floor] = [await misete(), await peerServer(), await relay()];
    if (!counts) continue;
    trips.misete.push(ours);
    trips.peerServer.push(theirs);
    trips.relay.push(floor);
  }
});

printMeasured({
  title: 'Service: CPU time of an offer and its answer, 3 kB each',
  unit: 'µs',
  ours: { name: 'Misete', values: trips.misete },
  peers: [
    { name: 'PeerServer', values: trips.peerServer },
    { name: 'a bare relay on ws', values: trips.relay },
  ],
  note: `A run is ${PAIRS * ROUND_TRIPS_PER_PAIR} round trips, ${PAIRS} at a time, in turns. Misete parses and checks every message; the bare relay parses it and passes it on as it came.`,
});

const memory = { misete: [] as Memory[], kept: [] as Memory[], idle: [] as Memory[] };

for (const counts of runs()) {
  const ours = await memoryPerGuest(startMisete);
  const kept = await memoryPerGuest(() => startPeerServer(true));
  const idle = await memoryPerGuest(() => startPeerServer(false));
  if (!counts) continue;
  memory.misete.push(ours);
  memory.kept.push(kept);
  memory.idle.push(idle);
}

for (const [kind, words] of [
  ['live', 'memory in use for a waiting guest'],
  ['resident', 'resident memory for a waiting guest, with V8’s slack'],
] as const) {
  const of = (measured: readonly Memory[]) => measured.map((each) => each[kind]);
  printMeasured({
    title: `Service: ${words}`,
    unit: 'kB',
    ours: { name: 'Misete, with a 3 kB offer kept', values: of(memory.misete) },
    peers: [
      { name: 'PeerServer, with a 3 kB offer kept', values: of(memory.kept) },
      { name: 'PeerServer, an idle socket', values: of(memory.idle) },
    ],
    note: `${GUESTS} guests in a process of its own, after two garbage collections, in turns.`,
  });
}
