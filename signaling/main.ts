/**
 * The service as a command: reads its arguments and the environment, starts, says where it is, stops
 * when told to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HELP, type LanWish, parseArguments } from './arguments.js';
import { type Config, SetupError, boundHost, parseConfig } from './config.js';
import { hasOnlyTurns } from './ice.js';
import { type Lan, prepareLan } from './lan/lan.js';
import type { Screen } from './lan/print.js';
import { type Log, makeLog } from './log.js';
import { startService } from './service.js';
import { systemClock, systemCrypto, systemRandom } from './time.js';

/** The nearest folder above this file that has a package.json: the same for source and build. */
const root = (from: string): string =>
  existsSync(join(from, 'package.json')) ? from : root(dirname(from));

const start = async (): Promise<void> => {
  const asked = parseArguments(process.argv.slice(2));
  if (asked.to === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const environment = parseConfig(process.env);
  const log = makeLog(environment.logLevel);
  const lan = asked.lan === undefined ? undefined : await onLan(asked.lan, environment, log);
  const config = lan?.config ?? environment;
  const home = root(dirname(fileURLToPath(import.meta.url)));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const service = await startService(config, {
    clock: systemClock,
    random: systemRandom,
    log,
    web: asked.web ?? join(home, 'dist', 'web'),
    version,
    lan: lan?.onLan,
  });
  const open = await lan?.open(service);
  stopWhenTold(log, async () => {
    await Promise.all([service.close(), open?.close()]);
  });

  const key = service.madeHostKey === undefined ? '' : `#key=${service.madeHostKey}`;
  process.stdout.write(
    `Misete is ready\n` +
      `Demo target page: ${service.url}/demo/\n` +
      `Console: ${service.url}/console${key}\n`,
  );
  if (open !== undefined) process.stdout.write(open.text(screen()));
  if (hasOnlyTurns(config.turnUrls)) {
    log.warn(
      'MISETE_TURN_URLS has only turns: URLs, with which Safari does not manage: name a turn: URL too',
    );
  }
  if (config.targetOrigins === undefined) {
    log.warn('MISETE_TARGET_ORIGINS is not set: pages of any origin may embed this service');
  }
  if (config.turnUrls.length === 0) {
    log.warn(
      'MISETE_TURN_URLS is not set: where a network bars the direct way, as many offices and some ' +
        'mobile networks do, guest and host cannot connect (docs/OPERATIONS.md, STUN and TURN)',
    );
  }
};

const onLan = (wish: LanWish, config: Config, log: Log): Promise<Lan> =>
  prepareLan({
    wish,
    config,
    log,
    bound: boundHost(process.env),
    interfaces: networkInterfaces(),
    machine: hostname(),
    clock: systemClock,
    random: systemRandom,
    crypto: systemCrypto,
  });

/** Colours only where somebody looks, and wants them (`NO_COLOR`). */
const screen = (): Screen => {
  const { stdout } = process;
  if (!stdout.isTTY || !stdout.hasColors()) return { colours: 'none', columns: undefined };
  return { colours: stdout.hasColors(256) ? '256' : '16', columns: stdout.columns };
};

/**
 * One Ctrl-C comes twice under `npm start`, from the terminal and from npm. A signal later than this
 * many milliseconds is meant: stop now.
 */
const ONE_KEY_PRESS = 1000;

/** Set up before anybody is told that the service is there: who knows of it may stop it. */
const stopWhenTold = (log: Log, close: () => Promise<void>): void => {
  let told: number | undefined;
  const stop = (): void => {
    if (told !== undefined) {
      if (systemClock.now() - told > ONE_KEY_PRESS) process.exit(1);
      return;
    }
    told = systemClock.now();
    log.info('stopping');
    close().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'the service did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

start().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});

const sentenceOf = (error: unknown): string => {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
