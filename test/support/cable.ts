/**
 * A guest's and a host's device on cables of their own, in network namespaces: their browsers run
 * there, and a cable can be pulled, made slow or deaf, or get another address, as a phone does on its
 * way out of the Wi-Fi. Only root on Linux can do it; elsewhere both stay on this machine's network.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { CHROMIUM_PATH, launchChromium } from './browsers.js';

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { stdio: 'pipe' }).toString();

export interface Device {
  browser: Browser;
  /** Undefined where this user may not make networks. */
  cable: Cable | undefined;
}

export interface Cable {
  /** Out of the socket: the device knows at once that it has no network. */
  pull: () => void;
  plug: () => void;
  /** Nothing gets through any more, and nobody is told. */
  deafen: (deaf: boolean) => void;
  /** Nothing of what browsers say to each other gets through; the service is heard. */
  dropPeers: (drop: boolean) => void;
  /** So many kilobits a second go out, or all that can. */
  slow: (kilobits: number | undefined) => void;
  /** Another address, and the old one is gone. */
  move: () => void;
}

export interface Street {
  guest: Device;
  host: Device;
  /** Lets the devices reach this port of this machine's. */
  reach: (port: number) => Promise<void>;
  close: () => Promise<void>;
}

/** One network for each process of tests. */
const NAME = `mst${String(process.pid)}`;
const NET = `10.77.${String(process.pid % 250)}`;

/** Whether this user may make networks on this system, and has the tools for it. */
export const canCable = (): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    run('nft', '--version');
    run('ip', 'netns', 'add', `${NAME}t`);
    run('ip', 'netns', 'del', `${NAME}t`);
    return true;
  } catch {
    return false;
  }
};

const makeCable = (who: 'g' | 'h', number: number): Cable => {
  const space = `${NAME}${who}`;
  const end = `${NAME}${who}v`;
  let address = number;
  const inside = (...args: readonly string[]): string => run('ip', 'netns', 'exec', space, ...args);
  run('ip', 'netns', 'add', space);
  run('ip', 'link', 'add', end, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
  run('ip', 'link', 'set', end, 'master', `${NAME}b`, 'up');
  inside('ip', 'link', 'set', 'lo', 'up');
  inside('ip', 'addr', 'add', `${NET}.${String(address)}/24`, 'dev', 'eth0');
  inside('ip', 'link', 'set', 'eth0', 'up');
  const route = (): string => inside('ip', 'route', 'replace', 'default', 'via', `${NET}.1`);
  route();
  inside('nft', 'add', 'table', 'inet', 'test');
  for (const hook of ['input', 'output']) {
    inside('nft', `add chain inet test ${hook} { type filter hook ${hook} priority 0; }`);
  }
  const drop = (what: string, on: boolean): void => {
    inside('nft', 'flush', 'table', 'inet', 'test');
    if (!on) return;
    for (const hook of ['input', 'output']) {
      const side = hook === 'input' ? 'iifname' : 'oifname';
      inside('nft', `add rule inet test ${hook} ${side} "eth0" ${what} drop`);
    }
  };
  return {
    pull: () => void run('ip', 'link', 'set', end, 'down'),
    plug: () => {
      run('ip', 'link', 'set', end, 'up');
      route();
    },
    deafen: (deaf) => {
      drop('', deaf);
    },
    dropPeers: (on) => {
      drop('meta l4proto udp', on);
    },
    slow(kilobits) {
      const rate = kilobits === undefined ? '10gbit' : `${String(kilobits)}kbit`;
      const bucket = ['tbf', 'rate', rate, 'burst', '32kb', 'latency', '300ms'];
      inside('tc', 'qdisc', 'replace', 'dev', 'eth0', 'root', ...bucket);
    },
    move() {
      address = number + ((address - number + 10) % 240);
      // A first address takes its followers of the same net along when it goes.
      inside('ip', 'addr', 'flush', 'dev', 'eth0');
      inside('ip', 'addr', 'add', `${NET}.${String(address)}/24`, 'dev', 'eth0');
      route();
    },
  };
};

const tearDown = (): void => {
  for (const args of [
    ['netns', 'del', `${NAME}g`],
    ['netns', 'del', `${NAME}h`],
    ['link', 'del', `${NAME}b`],
  ]) {
    try {
      run('ip', ...args);
    } catch {
      // it was not made
    }
  }
};

const makeCables = (): { guest: Cable; host: Cable } | undefined => {
  if (!canCable()) return undefined;
  process.once('exit', tearDown);
  run('ip', 'link', 'add', `${NAME}b`, 'type', 'bridge');
  run('ip', 'addr', 'add', `${NET}.1/24`, 'dev', `${NAME}b`);
  run('ip', 'link', 'set', `${NAME}b`, 'up');
  return { guest: makeCable('g', 2), host: makeCable('h', 3) };
};

/** Two devices and the cables between them, with pages that are left kept as in people's browsers. */
export const openStreet = async (): Promise<Street> => {
  const cables = makeCables();
  const folder = mkdtempSync(join(tmpdir(), 'misete-street-'));
  const servers: Server[] = [];
  const launch = (who: 'g' | 'h'): Promise<Browser> => {
    if (cables === undefined) return launchChromium([], { backForwardCache: true });
    const script = join(folder, `chromium-${who}`);
    writeFileSync(script, `#!/bin/sh\nexec ip netns exec ${NAME}${who} "${CHROMIUM_PATH}" "$@"\n`);
    chmodSync(script, 0o755);
    return launchChromium([], {
      executablePath: script,
      backForwardCache: true,
      resolve: `MAP *.localhost ${NET}.1, MAP 127.0.0.1 ${NET}.1, MAP * ~NOTFOUND, EXCLUDE ${NET}.1`,
    });
  };
  const [guest, host] = await Promise.all([launch('g'), launch('h')]);
  return {
    guest: { browser: guest, cable: cables?.guest },
    host: { browser: host, cable: cables?.host },
    async reach(port) {
      if (cables === undefined) return;
      // Names below .localhost lead there, so pages stay what a browser calls secure.
      const server = createServer((inside) => {
        const outside = connect(port, '127.0.0.1');
        for (const [one, other] of [
          [inside, outside],
          [outside, inside],
        ] as const) {
          one.pipe(other);
          one.on('error', () => other.destroy());
          one.on('close', () => other.destroy());
        }
      });
      servers.push(server);
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, `${NET}.1`, resolve);
      });
    },
    async close() {
      await Promise.all([guest.close(), host.close()]);
      for (const server of servers) server.close();
      rmSync(folder, { recursive: true, force: true });
      if (cables !== undefined) {
        process.off('exit', tearDown);
        tearDown();
      }
    },
  };
};
