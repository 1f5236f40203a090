/**
 * An internet in network namespaces:
 *
 *     guest ── router ─┐            ┌─ router ── host
 *     (10.1.n.2)       ├─ switch ───┤            (10.2.n.2)
 *                      │  ├ service, sites, mirror
 *                      │  └ coturn
 *
 * One network of addresses that are for documentation stands for all of the public internet. What is
 * open has its address there; everybody else sits behind a router of nftables' (kinds.ts), which is
 * probed before it is used: no cell of a table can be of another kind than it says.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { issueCa, issueServer } from '../../../signaling/lan/issue.js';
import { systemClock, systemCrypto, systemRandom } from '../../../signaling/time.js';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../browsers.js';
import { startCoturn } from '../coturn.js';
import { type TestService, startService } from '../service.js';
import { type Found, type Kind, type NatKind, kindOf, rulesOf } from './kinds.js';
import type { LineQuality } from './line.js';
import { inside, ip, nft, openNamespaces, setting } from './namespaces.js';
import type { PublicServers } from './public-servers.js';
import { type CableEnd, type SlowLine, drawLine } from './slow-line.js';

export type Side = 'guest' | 'host';

/** Somebody's computer, with the network that it sits in. */
export interface Seat {
  namespace: string;
  browser: Browser;
}

export interface SlowSeat extends Seat {
  line: SlowLine;
}

/** A service, and a customer's page that belongs to it. */
export interface Offer {
  service: TestService;
  page: string;
}

export interface World {
  withTurn: Offer;
  /** As it is without any setting: it answers STUN itself, and that is all. */
  withoutTurn: Offer;
  /** Made at the first call; its NAT is what it should be. */
  seat: (side: Side, kind: Kind) => Promise<Seat>;
  /** Another one, whose line to the internet is this slow. */
  slowSeat: (side: Side, kind: NatKind, quality: LineQuality) => Promise<SlowSeat>;
  close: () => Promise<void>;
}

const PUBLIC = {
  withTurn: '198.51.100.10',
  withoutTurn: '198.51.100.11',
  site: '198.51.100.12',
  otherSite: '198.51.100.13',
  mirrors: ['198.51.100.14', '198.51.100.15'],
  coturn: '198.51.100.20',
} as const;
const TURN_SECRET = 'the secret of these networks';

/** Where each side's seats are: the public address of the first, and the private networks. */
const PLACES: Record<Side, { first: number; private: string }> = {
  guest: { first: 100, private: '10.1' },
  host: { first: 200, private: '10.2' },
};

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const tsx = (file: string): string[] => [process.execPath, '--import', 'tsx', here(file)];

export const openWorld = async (): Promise<World> => {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    return await build(closers, close);
  } catch (error) {
    await close();
    throw error;
  }
};

const build = async (closers: (() => unknown)[], close: World['close']): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'misete-nat-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const namespaces = openNamespaces();
  closers.push(namespaces.close);

  const net = namespaces.make('net');
  ip(['link add switch type bridge', 'link set switch up'], net);
  let ports = 0;
  const newPort = (): CableEnd => {
    ports += 1;
    return { namespace: net, name: `port${String(ports)}` };
  };
  const cable = (namespace: string): CableEnd => {
    const port = newPort();
    ip([`link add ${port.name} netns ${net} type veth peer name wan netns ${namespace}`]);
    return port;
  };
  /** Gives `namespace` its interface on the public side, by a cable that is there. */
  const attach = (port: CableEnd, namespace: string, addresses: readonly string[]): void => {
    const name = 'wan';
    ip([`link set ${port.name} master switch`, `link set ${port.name} up`], net);
    ip(
      [
        ...addresses.map((address) => `address add ${address}/24 dev ${name}`),
        `link set ${name} up`,
      ],
      namespace,
    );
  };

  // ---- the public side --------------------------------------------------------------------------

  const offices = namespaces.make('public');
  const { withTurn, withoutTurn, site, otherSite, mirrors, coturn } = PUBLIC;
  attach(cable(offices), offices, [withTurn, withoutTurn, site, otherSite, ...mirrors]);
  const relay = namespaces.make('coturn');
  attach(cable(relay), relay, [coturn]);

  const parts = { clock: systemClock, random: systemRandom, crypto: systemCrypto };
  const addresses = [withTurn, withoutTurn, site, otherSite, coturn];
  const ca = await issueCa(parts, 'nat', addresses);
  const tls = await issueServer(parts, ca, { dns: [], ip: addresses });
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(files.cert, tls.cert);
  writeFileSync(files.key, tls.key, { mode: 0o600 });

  const turn = await startCoturn({
    address: coturn,
    secret: TURN_SECRET,
    tls,
    inside: inside(relay),
  });
  closers.push(turn.stop);

  const serve = async (address: string, more: Record<string, string>): Promise<TestService> => {
    const service = await startService(
      { PORT: '443', ...more },
      [`--lan=${address}`, '--cert', files.cert, '--key', files.key],
      [],
      inside(offices),
    );
    closers.push(service.stop);
    return service;
  };
  const services = await Promise.all([
    serve(withTurn, {
      MISETE_STUN_URLS: `stun:${coturn}:3478`,
      MISETE_TURN_URLS: [
        `turn:${coturn}:3478?transport=udp`,
        `turn:${coturn}:3478?transport=tcp`,
        `turns:${coturn}:443?transport=tcp`,
      ].join(),
      MISETE_TURN_SECRET: TURN_SECRET,
    }),
    serve(withoutTurn, { MISETE_STUN_PORT: '3478' }),
  ]);
  const asked: PublicServers = {
    mirrors,
    sites: [
      { address: site, serviceUrl: services[0].url },
      { address: otherSite, serviceUrl: services[1].url },
    ],
    tls: files,
  };
  closers.push(
    await startServers([...inside(offices), ...tsx('public-servers.ts'), JSON.stringify(asked)]),
  );

  // ---- seats ------------------------------------------------------------------------------------

  let made = 0;
  /** A computer behind a router, if it has one; its network is what it should be. */
  const makeSeat = async (
    side: Side,
    kind: Kind,
    quality?: LineQuality,
  ): Promise<Partial<SlowSeat> & Seat> => {
    const { first, private: network } = PLACES[side];
    made += 1;
    const role = `${side}${String(made)}`;
    const own = `198.51.100.${String(first + made)}`;
    const namespace = namespaces.make(role);
    let line: SlowLine | undefined;
    if (kind === 'open') attach(cable(namespace), namespace, [own]);
    else {
      const lan = `${network}.${String(made)}`;
      const router = namespaces.make(`${role}-router`);
      if (quality === undefined) attach(cable(router), router, [own]);
      else {
        const port = newPort();
        const wan = { namespace: router, name: 'wan' };
        line = await drawLine(namespaces.make(`${role}-line`), quality, wan, port);
        closers.push(line.close);
        attach(port, router, [own]);
      }
      ip([`link add lan netns ${router} type veth peer name eth0 netns ${namespace}`]);
      ip([`address add ${lan}.1/24 dev lan`, 'link set lan up'], router);
      ip([`address add ${lan}.2/24 dev eth0`, 'link set eth0 up'], namespace);
      ip([`route add default via ${lan}.1`], namespace);
      nft(rulesOf(kind), router);
      setting('ipv4/ip_forward', '1', router);
    }
    // A line that loses packets is no place to draw conclusions from what did not come.
    if (line === undefined) {
      const found = await probe([...inside(namespace), ...tsx('probe.ts'), ...mirrors]);
      if (kindOf(found) !== kind) {
        throw new Error(`the network “${kind}” is none: ${JSON.stringify(found)}`);
      }
    }
    const browser = await launchIn(namespace, folder);
    closers.push(() => browser.close());
    return { namespace, browser, ...(line !== undefined && { line }) };
  };
  const seats = new Map<string, Promise<Seat>>();
  return {
    withTurn: { service: services[0], page: `https://${site}/form.html` },
    withoutTurn: { service: services[1], page: `https://${otherSite}/form.html` },
    seat(side, kind) {
      const name = `${side} ${kind}`;
      const seat = seats.get(name) ?? makeSeat(side, kind);
      seats.set(name, seat);
      return seat;
    },
    async slowSeat(side, kind, quality) {
      const { line, ...seat } = await makeSeat(side, kind, quality);
      if (line === undefined) throw new Error('there is no line');
      return { ...seat, line };
    },
    close,
  };
};

/** Runs the servers until the function that it resolves to is called. */
const startServers = async ([program = '', ...args]: readonly string[]): Promise<() => void> => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => {
      reject(new Error('the public servers did not start'));
    });
  });
  return () => child.kill('SIGKILL');
};

const probe = ([program = '', ...args]: readonly string[]): Promise<Found> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
    child.once('close', () => {
      try {
        resolve(JSON.parse(text) as Found);
      } catch {
        reject(new Error(`the probe said “${text}”`));
      }
    });
  });

/** Playwright starts what stands in a file; its pipes go through to the namespace. */
const launchIn = (namespace: string, folder: string): Promise<Browser> => {
  const start = join(folder, `${namespace}.sh`);
  const words = [...inside(namespace), CHROMIUM_PATH].map((word) => `'${word}'`);
  writeFileSync(start, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  chmodSync(start, 0o755);
  return chromium.launch({
    executablePath: start,
    args: [
      ...CHROMIUM_ARGS,
      // The certificates here are ours; no browser knows who signed them.
      '--ignore-certificate-errors',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 198.51.100.*',
    ],
  });
};
