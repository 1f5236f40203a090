/** The environment, read once (contract: docs/OPERATIONS). What is invalid stops the start. */
import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type BrandSettings, type Logo, accentsOf } from './brand.js';
import { type Limits, limitsFrom } from './limits.js';
import { LOG_LEVELS, type LogLevel } from './log.js';
import { type OriginPattern, parseOriginPattern } from './sockets/origins.js';

export interface Config {
  port: number;
  host: string;
  /** The origin under which browsers reach the service; undefined: from the request. */
  publicUrl: string | undefined;
  /** How many proxies before the service are believed. */
  trustProxy: number;
  /** Undefined: the key that is kept in the data folder. */
  hostKey: string | undefined;
  /** Absolute path of the data folder. */
  data: string;
  /** How long a number lives (N3), in milliseconds. */
  numberTtl: number;
  /** Undefined: any. */
  targetOrigins: readonly OriginPattern[] | undefined;
  /** STUN of the service's own; undefined: none. */
  ownStun: OwnStunSettings | undefined;
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  turnSecret: string | undefined;
  limits: Limits;
  logLevel: LogLevel;
  brand: BrandSettings;
}

export interface OwnStunSettings {
  /** UDP; 0: any that is free. */
  port: number;
  /** The addresses to bind, the first that can be. */
  hosts: readonly string[];
  /** Whether it was asked for by name, so that a start without it is a failed one. */
  asked: boolean;
}

/** Something that the operator set up cannot be; the message is one sentence for the operator. */
export class SetupError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** A message of the wire names at most this many URLs of one kind. */
const MOST_ICE_URLS = 8;

/** `HOST`, if it is set. */
export const boundHost = (environment: Environment): string | undefined =>
  reader(environment).text('HOST');

/** Throws a `SetupError` that names the variable. */
export const parseConfig = (environment: Environment): Config => {
  const read = reader(environment);
  const host = read.text('HOST') ?? '127.0.0.1';
  const publicUrl = read.each('MISETE_PUBLIC_URL', publicOrigin);
  const stunUrls = read.list('MISETE_STUN_URLS', iceUrl(/^stuns?:[^\s,]+$/i, 'stun:')) ?? [];
  const turnUrls = read.list('MISETE_TURN_URLS', iceUrl(/^turns?:[^\s,]+$/i, 'turn:')) ?? [];
  const config: Config = {
    port: read.whole('PORT', 0, 65_535) ?? 8080,
    host,
    publicUrl,
    trustProxy: read.whole('MISETE_TRUST_PROXY', 0, 10) ?? 0,
    hostKey: read.text('MISETE_HOST_KEY'),
    data: resolve(read.text('MISETE_DATA') ?? './data'),
    numberTtl: (read.whole('MISETE_NUMBER_TTL', 5, 3600) ?? 120) * 1000,
    targetOrigins: read.list('MISETE_TARGET_ORIGINS', targetOrigin),
    ownStun: ownStun(
      read.each('MISETE_STUN_PORT', stunPort) ??
        // A coturn does STUN too, and often wants this very port of this machine.
        (stunUrls.length + turnUrls.length === 0 ? 'usual' : 'off'),
      stunHosts(read.each('MISETE_STUN_HOST', stunHost), host, publicUrl),
    ),
    stunUrls,
    turnUrls,
    turnSecret: read.text('MISETE_TURN_SECRET'),
    limits: limitsFrom((variable, least) => read.whole(variable, least, 1_000_000_000)),
    logLevel: read.each('MISETE_LOG_LEVEL', logLevel) ?? 'info',
    brand: {
      name: read.each('MISETE_BRAND_NAME', brandName),
      colour: read.each('MISETE_BRAND_COLOR', brandColour),
      logo: read.each('MISETE_BRAND_LOGO', brandLogo),
      terms: read.each('MISETE_TERMS_URL', webAddress),
      privacy: read.each('MISETE_PRIVACY_URL', webAddress),
    },
  };
  for (const name of ['MISETE_STUN_URLS', 'MISETE_TURN_URLS'] as const) {
    const urls = name === 'MISETE_STUN_URLS' ? config.stunUrls : config.turnUrls;
    if (urls.length > MOST_ICE_URLS) {
      throw new SetupError(`${name} should name at most ${String(MOST_ICE_URLS)} URLs.`);
    }
  }
  if (config.turnUrls.length > 0 && config.turnSecret === undefined) {
    throw new SetupError(
      'MISETE_TURN_SECRET must be set when MISETE_TURN_URLS is, to coturn’s static-auth-secret.',
    );
  }
  if (read.text('MISETE_REDIS_URL') !== undefined) {
    throw new SetupError(
      'MISETE_REDIS_URL is set, but this version keeps numbers and calls in memory only.',
    );
  }
  return config;
};

const reader = (environment: Environment) => {
  const text = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const each = <T>(name: string, parse: (value: string, name: string) => T): T | undefined => {
    const value = text(name);
    return value === undefined ? undefined : parse(value, name);
  };
  return {
    text,
    each,
    list: <T>(name: string, parse: (value: string, name: string) => T): T[] | undefined =>
      text(name)
        ?.split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => parse(part, name)),
    whole: (name: string, least: number, most: number): number | undefined =>
      each(name, (value) => {
        const number = Number(value);
        if (/^\d+$/.test(value) && number >= least && number <= most) return number;
        throw invalid(name, `a whole number from ${String(least)} to ${String(most)}`, value);
      }),
  };
};

const publicOrigin = (value: string, name: string): string => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) {
    return url.origin;
  }
  throw invalid(name, 'a URL such as https://support.example.com, without a path', value);
};

const targetOrigin = (value: string, name: string): OriginPattern => {
  const pattern = parseOriginPattern(value);
  if (pattern !== undefined) return pattern;
  throw invalid(
    name,
    'origins separated by commas, such as https://www.example.com or https://*.example.com',
    value,
  );
};

const iceUrl =
  (pattern: RegExp, scheme: string) =>
  (value: string, name: string): string => {
    if (pattern.test(value) && value.length <= 512) return value;
    throw invalid(name, `URLs separated by commas, such as ${scheme}ice.example.com:3478`, value);
  };

const USUAL_STUN_PORT = 3478;

const stunPort = (value: string, name: string): number | 'off' => {
  if (value === 'off') return 'off';
  if (/^\d+$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw invalid(name, 'a UDP port from 0 to 65535, or off', value);
};

const stunHost = (value: string, name: string): string => {
  if (isIP(value) !== 0) return value;
  throw invalid(name, 'an address of this machine, such as 203.0.113.5', value);
};

/** Behind a proxy the pages come by way of it, but UDP does not. */
const stunHosts = (
  given: string | undefined,
  host: string,
  publicUrl: string | undefined,
): readonly string[] => {
  if (given !== undefined) return [given];
  return publicUrl !== undefined && isLoopback(host) ? ['::', '0.0.0.0'] : [host];
};

const ownStun = (
  port: number | 'usual' | 'off',
  hosts: readonly string[],
): OwnStunSettings | undefined =>
  port === 'off'
    ? undefined
    : port === 'usual'
      ? { port: USUAL_STUN_PORT, hosts, asked: false }
      : { port, hosts, asked: true };

const isLoopback = (host: string): boolean => /^(?:127\.|::1$|localhost$)/.test(host);

/** As much as stands in one line of a small phone. */
const BRAND_CHARS = 30;

const brandName = (value: string, name: string): string => {
  if (value.length <= BRAND_CHARS && !/[\p{Cc}\p{Cf}]/u.test(value)) return value;
  throw invalid(name, `a name of at most ${String(BRAND_CHARS)} characters`, value);
};

const brandColour = (value: string, name: string): string => {
  if (accentsOf(value) !== undefined) return value;
  throw invalid(name, 'a colour such as #0b6470', value);
};

const LOGO_BYTES = 200_000;

const brandLogo = (value: string, name: string): Logo => {
  const file = resolve(value);
  const type = /\.(svg|png|webp|jpe?g)$/i.exec(file)?.[1]?.toLowerCase().replace('jpeg', 'jpg');
  const found = statSync(file, { throwIfNoEntry: false });
  if (type !== undefined && found?.isFile() === true && found.size <= LOGO_BYTES) {
    return { file, type: type as Logo['type'] };
  }
  throw invalid(name, 'an SVG, PNG, WebP or JPEG file of at most 200 kB', value);
};

const webAddress = (value: string, name: string): string => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href;
  throw invalid(name, 'a URL such as https://www.example.com/terms', value);
};

const logLevel = (value: string, name: string): LogLevel => {
  const level = LOG_LEVELS.find((known) => known === value);
  if (level !== undefined) return level;
  throw invalid(name, `one of ${LOG_LEVELS.join(', ')}`, value);
};

const invalid = (name: string, expected: string, value: string): SetupError =>
  new SetupError(`${name} should be ${expected}, not “${value.slice(0, 100)}”.`);
