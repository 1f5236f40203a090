/**
 * ICE servers as both browsers get them. TURN credentials are made anew for each socket, by the
 * scheme of draft-uberti-behave-turn-rest-00, which coturn calls `use-auth-secret`.
 */
import { createHmac } from 'node:crypto';
import type { IceServer } from '../src/protocol/index.js';
import { type Clock, type Random, randomId } from './parts.js';

/** How long TURN credentials may open new allocations, in milliseconds: as long as a session. */
const TURN_CREDENTIALS_LIVE = 12 * 60 * 60 * 1000;

export interface IceSettings {
  /** The port of the service's own STUN; undefined: it has none. */
  stunPort: number | undefined;
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  /** Set whenever there are TURN URLs. */
  turnSecret: string | undefined;
}

/**
 * Whether all TURN is by TLS: Safari has failed to connect by `turns:` where there was no `turn:`
 * beside it (coturn #240, bbb-install PR #111), which nobody sees who tries with another browser.
 */
export const hasOnlyTurns = (urls: readonly string[]): boolean =>
  urls.length > 0 && urls.every((url) => /^turns:/i.test(url));

/** @param reached the host name or address under which the browser has reached the service */
export const iceServers = (
  settings: IceSettings,
  reached: string | undefined,
  clock: Clock,
  random: Random,
): IceServer[] => {
  const { stunPort, stunUrls, turnUrls, turnSecret } = settings;
  const servers: IceServer[] = [];
  if (stunPort !== undefined && reached !== undefined) {
    servers.push({ urls: [`stun:${reached}:${String(stunPort)}`] });
  }
  if (stunUrls.length > 0) servers.push({ urls: [...stunUrls] });
  if (turnUrls.length > 0 && turnSecret !== undefined) {
    servers.push({ urls: [...turnUrls], ...turnCredentials(turnSecret, clock, random) });
  }
  return servers;
};

const turnCredentials = (secret: string, clock: Clock, random: Random) => {
  const expiry = Math.floor((clock.now() + TURN_CREDENTIALS_LIVE) / 1000);
  const username = `${String(expiry)}:${randomId(random)}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return { username, credential };
};
