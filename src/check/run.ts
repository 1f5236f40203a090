/** All checks, one after another where one needs another, and what is known of them at any moment. */
import type { IceServer } from '../protocol/index.js';
import type { OpenSocket } from '../link/socket.js';
import type { Clock, Random } from '../link/types.js';
import {
  type Device,
  checkBrowser,
  checkClipboard,
  checkCrypto,
  checkDatabase,
  checkPicture,
  checkSecure,
  checkStorage,
} from './device.js';
import { type MakePeer, type PeerParts, checkChannel, checkStun, checkTurn } from './peers.js';
import { reachService, serversBy, transportOf } from './service.js';
import {
  DEVICE_TOPICS,
  type Line,
  NETWORK_TOPICS,
  type Outcome,
  type Report,
  type Topic,
  fails,
  works,
} from './types.js';
import { within } from './within.js';

export interface Surroundings {
  device: Device;
  clock: Clock;
  random: Random;
  online: boolean;
  peer: MakePeer | undefined;
  open: OpenSocket;
  /** The service's origin. */
  service: string;
}

/** A check of the device that takes longer hangs: some browsers never answer where they refuse. */
const DEVICE_MS = 10_000;

const notSetUp: Outcome = { at: 'absent', is: 'not-set-up' };

/** Runs every check; `told` is called with all lines whenever one of them is known. */
export const runChecks = async (
  surroundings: Surroundings,
  told: (report: Report) => void,
): Promise<Report> => {
  const { device, clock, random, online, peer, open, service } = surroundings;
  let lines: readonly Line[] = [...DEVICE_TOPICS, ...NETWORK_TOPICS].map((topic) => ({
    topic,
    which: '',
    outcome: { at: 'checking' },
  }));
  const kinds = new Set<string>();
  const report = (): Report => ({ lines, kinds: [...kinds].sort() });

  const know = (topic: Topic, outcome: Outcome, which = ''): void => {
    lines = lines.map((line) =>
      line.topic === topic && line.which === which ? { topic, which, outcome } : line,
    );
    told(report());
  };
  /** One line for each server in the place of the topic's one. */
  const spread = (topic: Topic, which: readonly string[]): void => {
    const spreadOut = which.map((one): Line => ({
      topic,
      which: one,
      outcome: { at: 'checking' },
    }));
    lines = lines.flatMap((line) => (line.topic === topic ? spreadOut : [line]));
  };
  const inTime = async (check: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await within<Outcome>(clock, DEVICE_MS, (done) => void check.then(done));
    return outcome ?? fails({ is: 'silent', seconds: DEVICE_MS / 1000 });
  };

  const onDevice = async (): Promise<void> => {
    know('secure', checkSecure(device));
    know('browser', checkBrowser(device));
    know('storage', checkStorage(device));
    know('clipboard', checkClipboard(device));
    know('crypto', await inTime(checkCrypto(device)));
    know('picture', await inTime(checkPicture(device)));
    know('database', await inTime(checkDatabase(device)));
  };

  const oneByOne = async (
    topic: 'stun' | 'turn',
    ice: readonly IceServer[],
    check: ((server: IceServer) => Promise<Outcome>) | undefined,
  ): Promise<void> => {
    const servers = serversBy(topic, ice);
    if (servers.length === 0) {
      know(topic, notSetUp);
      return;
    }
    const names = servers.map((server, at) => `${String(at + 1)} (${transportOf(server)})`);
    spread(topic, names);
    for (const [at, server] of servers.entries()) {
      const outcome = await (check?.(server) ?? fails({ is: 'after', topic: 'webrtc' }));
      know(topic, outcome, names[at]);
    }
  };

  const onNetwork = async (): Promise<void> => {
    know('online', online ? works : fails({ is: 'refused' }));
    const parts: PeerParts | undefined = peer && {
      peer,
      clock,
      random,
      saw: (kind) => kinds.add(kind),
    };
    know('webrtc', parts === undefined ? fails({ is: 'missing' }) : works);
    const [reached, channel] = await Promise.all([
      reachService({ open, clock }, service),
      parts === undefined ? fails({ is: 'after', topic: 'webrtc' }) : checkChannel(parts),
    ]);
    know('channel', channel);
    know('service', reached.outcome);
    if (reached.outcome.at !== 'works') {
      for (const topic of ['stun', 'turn'] as const) {
        know(topic, fails({ is: 'after', topic: 'service' }));
      }
      return;
    }
    // STUN beside TURN; the relays one after another, or they would share a slow line.
    await Promise.all([
      oneByOne('stun', reached.ice, parts && ((server) => checkStun(parts, server))),
      oneByOne('turn', reached.ice, parts && ((server) => checkTurn(parts, server))),
    ]);
  };

  await Promise.all([onDevice(), onNetwork()]);
  return report();
};
