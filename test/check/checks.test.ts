/** Each check with fakes, on a clock that the test moves. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  DRAWN,
  type Device,
  checkBrowser,
  checkClipboard,
  checkCrypto,
  checkDatabase,
  checkPicture,
  checkSecure,
  checkStorage,
} from '../../src/check/device.js';
import {
  CHANNEL_MS,
  type PeerParts,
  RELAY_MS,
  STUN_MS,
  checkChannel,
  checkStun,
  checkTurn,
} from '../../src/check/peers.js';
import { type Surroundings, runChecks } from '../../src/check/run.js';
import { SERVICE_MS, reachService, serversBy, transportOf } from '../../src/check/service.js';
import { type Report, fails, works } from '../../src/check/types.js';
import type { OpenSocket } from '../../src/link/socket.js';
import { GUEST_SOCKET_PATH, SUBPROTOCOL } from '../../src/protocol/index.js';
import { fakeClock } from '../support/clock.js';
import { fakePeers, turns, until } from '../support/fake-peer.js';
import { seededRandom } from '../support/random.js';

const storage = (): Storage => {
  const kept = new Map<string, string>();
  return {
    setItem: (name: string, value: string) => void kept.set(name, value),
    getItem: (name: string) => kept.get(name) ?? null,
    removeItem: (name: string) => void kept.delete(name),
  } as Storage;
};
const refuse = (): never => {
  throw new DOMException('refused', 'SecurityError');
};

const device: Device = {
  secure: true,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/126 Safari/537.36',
  local: storage,
  session: storage,
  openDatabase: () => Promise.resolve(),
  subtle: crypto.subtle,
  drawPicture: () => Promise.resolve([...DRAWN, 255]),
  clipboard: true,
};

const refused = fails({ is: 'refused' });
const missing = fails({ is: 'missing' });
const broken = fails({ is: 'broken' });

test('a device that has everything passes every check', async () => {
  assert.equal(checkSecure(device), works);
  assert.equal(checkBrowser(device), works);
  assert.equal(checkStorage({ ...device, local: storage }), works);
  assert.equal(checkClipboard(device), works);
  assert.equal(await checkCrypto(device), works);
  assert.equal(await checkDatabase(device), works);
  assert.equal(await checkPicture(device), works);
});

test('what is missing, refused or wrong is told apart', async () => {
  assert.equal(checkSecure({ ...device, secure: false }), refused);
  assert.equal(checkBrowser({ ...device, userAgent: 'AppleWebKit Line/14.0' }), {
    at: 'inside',
    app: 'LINE',
  });
  assert.equal(checkStorage({ ...device, local: refuse }), refused);
  assert.equal(checkStorage({ ...device, session: refuse }), refused);
  const forgetful = Object.assign(storage(), { getItem: () => null });
  assert.equal(checkStorage({ ...device, local: () => forgetful }), broken);
  assert.equal(checkClipboard({ ...device, clipboard: false }), missing);
  assert.equal(await checkCrypto({ ...device, subtle: undefined }), missing);
  assert.equal(await checkDatabase({ ...device, openDatabase: undefined }), missing);
  const rejects = () => Promise.reject(new Error('private mode'));
  assert.equal(await checkDatabase({ ...device, openDatabase: rejects }), refused);
  assert.equal(await checkPicture({ ...device, drawPicture: rejects }), refused);
  const white = () => Promise.resolve([255, 255, 255, 255]);
  assert.equal(await checkPicture({ ...device, drawPicture: white }), broken);
});

const rig = () => {
  const clock = fakeClock();
  const peers = fakePeers(seededRandom(1));
  const kinds = new Set<string>();
  const asked: RTCConfiguration[] = [];
  const parts: PeerParts = {
    peer: (config) => {
      asked.push(config);
      return peers.create();
    },
    clock,
    random: seededRandom(2),
    saw: (kind) => kinds.add(kind),
  };
  return { clock, peers, kinds, asked, parts };
};

test('two ends in one page move bytes there and back, and are closed after it', async () => {
  const { clock, peers, kinds, parts } = rig();
  assert.equal(await checkChannel(parts), works);
  assert.equal([...kinds], ['host']);
  assert.ok(peers.made.every(({ connectionState }) => connectionState === 'closed'));
  assert.is(clock.pending(), 0);
});

test('ends that find no way to each other are given up after some seconds', async () => {
  const { clock, peers, parts } = rig();
  const checking = checkChannel(parts);
  for (const peer of peers.made) peer.unreachable = true;
  await turns();
  clock.advance(CHANNEL_MS);
  assert.equal(await checking, fails({ is: 'silent', seconds: CHANNEL_MS / 1000 }));
});

const turnServer = { urls: ['turn:relay.example'], username: 'u', credential: 'c' };

test('a relay is asked for by itself, with its credentials and nothing else', async () => {
  const { asked, parts } = rig();
  await checkTurn(parts, turnServer);
  assert.is(asked.length, 2);
  for (const config of asked) {
    assert.equal(config, { iceServers: [turnServer], iceTransportPolicy: 'relay' });
  }
});

/** What a browser says while it gathers. */
const say = (peer: EventTarget | undefined, type: string, fields: object): void => {
  peer?.dispatchEvent(Object.assign(new Event(type), fields));
};
const candidate = (kind: string) => ({
  candidate: { candidate: `candidate:1 1 udp 1 192.0.2.1 9 typ ${kind}` },
});

test('a relay that refuses, one that is silent, and one that lets nothing through', async () => {
  const cases = [
    ['icecandidateerror', { errorCode: 401 }, { is: 'told', code: '401' }],
    ['icecandidateerror', { errorCode: 701 }, { is: 'silent', seconds: RELAY_MS / 1000 }],
    ['icecandidate', candidate('relay'), { is: 'stuck' }],
  ] as const;
  for (const [type, fields, why] of cases) {
    const { clock, peers, parts } = rig();
    const checking = checkTurn(parts, turnServer);
    for (const peer of peers.made) peer.unreachable = true;
    say(peers.made[0], type, fields);
    await turns();
    clock.advance(RELAY_MS);
    assert.equal(await checking, fails(why));
  }
});

test('STUN works once it has told the address, whatever another network of the device said', async () => {
  const { peers, kinds, parts } = rig();
  const checking = checkStun(parts, { urls: ['stun:stun.example'] });
  say(peers.made[0], 'icecandidateerror', { errorCode: 701 });
  say(peers.made[0], 'icecandidate', candidate('srflx'));
  assert.equal(await checking, works);
  assert.equal([...kinds], ['srflx']);
});

test('STUN that is silent fails; one that tells nothing new leaves it open', async () => {
  const done = { iceGatheringState: 'complete' };
  const silent = rig();
  const first = checkStun(silent.parts, { urls: ['stun:stun.example'] });
  say(silent.peers.made[0], 'icecandidateerror', { errorCode: 701 });
  silent.clock.advance(STUN_MS);
  assert.equal(await first, fails({ is: 'silent', seconds: STUN_MS / 1000 }));

  const open = rig();
  const second = checkStun(open.parts, { urls: ['stun:stun.example'] });
  Object.assign(open.peers.made[0] ?? {}, done);
  say(open.peers.made[0], 'icegatheringstatechange', {});
  assert.equal(await second, { at: 'absent', is: 'untold' });
});

/** A service that answers as the test says. */
const serviceThat = (act: (on: Parameters<OpenSocket>[2]) => void) => {
  const opened: string[] = [];
  const closed: number[] = [];
  const open: OpenSocket = (url, subprotocol, on) => {
    opened.push(`${url} ${subprotocol}`);
    setImmediate(() => {
      act(on);
    });
    return { send: () => undefined, close: (code) => closed.push(code) };
  };
  return { open, opened, closed };
};
const welcome = (ice: object[]) => JSON.stringify({ type: 'welcome', ice });

test('[W1] [W2] the service is asked by a guest’s socket, which is closed after its welcome', async () => {
  const service = serviceThat((on) => {
    on.message(welcome([turnServer]));
  });
  const clock = fakeClock();
  const reached = await reachService({ open: service.open, clock }, 'https://misete.example');
  assert.equal(reached, { outcome: works, ice: [turnServer] });
  assert.equal(service.opened, [`wss://misete.example${GUEST_SOCKET_PATH} ${SUBPROTOCOL}`]);
  assert.equal(service.closed, [1000]);
  assert.is(clock.pending(), 0);
});

test('a service that refuses, says nonsense, or says nothing', async () => {
  const clock = fakeClock();
  const ask = (act: (on: Parameters<OpenSocket>[2]) => void) =>
    reachService({ open: serviceThat(act).open, clock }, 'http://misete.example');
  const told = await ask((on) => {
    on.close(4005);
  });
  assert.equal(told.outcome, fails({ is: 'told', code: 'too-many-sockets' }));
  const nonsense = await ask((on) => {
    on.message('{}');
  });
  assert.equal(nonsense.outcome, broken);
  const silent = ask(() => undefined);
  clock.advance(SERVICE_MS);
  assert.equal((await silent).outcome, fails({ is: 'silent', seconds: SERVICE_MS / 1000 }));
});

test('each address is checked by itself, and named by how it is spoken to', () => {
  const ice = [
    { urls: ['stun:a', 'stuns:b'] },
    { ...turnServer, urls: ['turn:c', 'turn:c?transport=tcp', 'turns:c?transport=tcp'] },
  ];
  assert.equal(
    serversBy('turn', ice).map((server) => [server.username, transportOf(server)]),
    [
      ['u', 'UDP'],
      ['u', 'TCP'],
      ['u', 'TLS'],
    ],
  );
  assert.equal(serversBy('stun', ice).map(transportOf), ['UDP', 'TLS']);
});

const surroundings = (some: Partial<Surroundings> = {}): Surroundings => ({
  device,
  clock: fakeClock(),
  random: seededRandom(3),
  online: true,
  peer: fakePeers(seededRandom(4)).create,
  open: serviceThat((on) => {
    on.message(welcome([]));
  }).open,
  service: 'https://misete.example',
  ...some,
});
const shown = ({ lines }: Report): string[] =>
  lines.map(({ topic, which, outcome }) => `${topic}${which} ${outcome.at}`);

test('a service without ICE servers: all is checked, and those are not set up', async () => {
  const reports: Report[] = [];
  const last = await runChecks(surroundings(), (report) => reports.push(report));
  assert.equal(shown(last).slice(0, 11), [
    ...['secure works', 'browser works', 'webrtc works', 'channel works', 'crypto works'],
    ...['picture works', 'storage works', 'database works', 'clipboard works'],
    ...['online works', 'service works'],
  ]);
  assert.equal(shown(last).slice(11), ['stun absent', 'turn absent']);
  assert.ok(reports.length >= 13, 'each is told when it is known');
  assert.match(shown(reports[0] ?? last).join(), 'turn checking');
});

test('a browser without WebRTC and without the service: what depends on them says so', async () => {
  const closed = serviceThat((on) => {
    on.close(1006);
  });
  const last = await runChecks(
    surroundings({ peer: undefined, open: closed.open }),
    () => undefined,
  );
  const outcomeOf = (topic: string) => last.lines.find((line) => line.topic === topic)?.outcome;
  assert.equal(outcomeOf('webrtc'), missing);
  assert.equal(outcomeOf('channel'), fails({ is: 'after', topic: 'webrtc' }));
  assert.equal(outcomeOf('service'), fails({ is: 'told', code: '1006' }));
  assert.equal(outcomeOf('turn'), fails({ is: 'after', topic: 'service' }));
});

test('a line for each relay; a browser that never answers is not waited for', async () => {
  const clock = fakeClock();
  const { open } = serviceThat((on) => {
    on.message(welcome([{ ...turnServer, urls: ['turn:a', 'turn:a?transport=tcp'] }]));
  });
  const hangs = { ...device, openDatabase: () => new Promise<void>(() => undefined) };
  let told: Report | undefined;
  const running = runChecks(surroundings({ clock, open, device: hangs }), (report) => {
    told = report;
  });
  await until(() => shown(told ?? { lines: [], kinds: [] }).includes('turn2 (TCP) works'));
  await until(() => shown(told ?? { lines: [], kinds: [] }).includes('picture works'));
  await turns();
  clock.advance(60_000);
  const last = await running;
  assert.equal(shown(last).slice(-2), ['turn1 (UDP) works', 'turn2 (TCP) works']);
  assert.ok(shown(last).includes('database fails'));
});

test.run();
