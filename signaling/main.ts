/**
 * The service as a command: reads the environment, starts, says where it is, stops when told to. Its
 * one argument, if any, is the folder of the built pages.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError, parseConfig } from './config.js';
import { type Log, makeLog } from './log.js';
import { type Service, startService } from './service.js';
import { systemClock, systemRandom } from './time.js';

/** The nearest folder above this file that has a package.json: the same for source and build. */
const root = (from: string): string =>
  existsSync(join(from, 'package.json')) ? from : root(dirname(from));

const start = async (): Promise<void> => {
  const config = parseConfig(process.env);
  const log = makeLog(config.logLevel);
  const home = root(dirname(fileURLToPath(import.meta.url)));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const service = await startService(config, {
    clock: systemClock,
    random: systemRandom,
    log,
    web: process.argv[2] ?? join(home, 'dist', 'web'),
    version,
  });
  stopWhenTold(service, log);

  const key = service.madeHostKey === undefined ? '' : `#key=${service.madeHostKey}`;
  process.stdout.write(
    `Misete is ready\n` +
      `Demo target page: ${service.url}/demo/\n` +
      `Console: ${service.url}/console${key}\n`,
  );
  if (config.targetOrigins === undefined) {
    log.warn('MISETE_TARGET_ORIGINS is not set: pages of any origin may embed this service');
  }
};

/**
 * One Ctrl-C comes twice under `npm start`, from the terminal and from npm. A signal later than this
 * many milliseconds is meant: stop now.
 */
const ONE_KEY_PRESS = 1000;

/** Set up before anybody is told that the service is there: who knows of it may stop it. */
const stopWhenTold = (service: Service, log: Log): void => {
  let told: number | undefined;
  const stop = (): void => {
    if (told !== undefined) {
      if (systemClock.now() - told > ONE_KEY_PRESS) process.exit(1);
      return;
    }
    told = systemClock.now();
    log.info('stopping');
    service.close().then(
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
