/**
 * Hosts' sessions: a signed token in a cookie, so that it outlives a restart of the service. It ends
 * after 12 hours, with the host key, or by signing out.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';
import { Malformed, NAME_CHARS, id, matching, object, text, whole } from '../src/protocol/index.js';
import type { HostSession } from './desk/lines.js';
import type { Journal } from './journal.js';
import { type Clock, type Random, randomId } from './parts.js';

/** In milliseconds. */
const SESSION_LIVES = 12 * 60 * 60 * 1000;

/** What a guest sees of a host who gave no name. */
const DEFAULT_NAME = '担当者';

export const SESSION_COOKIE = 'misete_session';

/** A session with its end, in milliseconds since 1970. */
export interface SignedIn extends HostSession {
  endsAt: number;
}

/** Who signed out before the session's end. */
export interface SignedOut {
  sid: string;
  endsAt: number;
}

export const parseSignedOut = object({ sid: id, endsAt: whole(0, Number.MAX_SAFE_INTEGER) });

const parseClaims = object({
  sid: id,
  name: text(NAME_CHARS, 1),
  key: matching(/^[\w-]{22}$/, 'a mark of the host key'),
  exp: whole(0, Number.MAX_SAFE_INTEGER),
});

export interface SessionParts {
  clock: Clock;
  random: Random;
  hostKey: string;
  secret: Uint8Array;
  signedOut: Journal<SignedOut>;
}

export interface Sessions {
  isHostKey: (key: string) => boolean;
  begin: (name: string | undefined) => SignedIn;
  /** The cookie's value. */
  tokenOf: (session: SignedIn) => Promise<string>;
  /** Undefined for what is no valid token of a session that goes on. */
  verify: (token: string) => Promise<SignedIn | undefined>;
  end: (session: SignedIn) => void;
}

/** The name that a guest sees, made of what the host typed. */
export const hostName = (typed: string | undefined): string => {
  const name = (typed ?? '').replace(/\s+/gu, ' ').trim();
  return name === '' ? DEFAULT_NAME : name;
};

export const hostSessions = (parts: SessionParts): Sessions => {
  const { clock, random, hostKey, secret, signedOut } = parts;
  const gone = new Map(signedOut.kept.map(({ sid, endsAt }) => [sid, endsAt]));
  // In the token, so that it is worth nothing once the host key has changed.
  const keyMark = createHmac('sha256', secret).update(hostKey).digest('base64url').slice(0, 22);

  return {
    isHostKey: (key) => timingSafeEqual(digest(key), digest(hostKey)),

    begin: (name) => ({
      sid: randomId(random),
      name: hostName(name),
      endsAt: clock.now() + SESSION_LIVES,
    }),

    tokenOf: ({ sid, name, endsAt }) =>
      new SignJWT({ sid, name, key: keyMark })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(Math.floor(endsAt / 1000))
        .sign(secret),

    verify: async (token) => {
      const claims = await readToken(token, secret, clock);
      if (claims?.key !== keyMark || gone.has(claims.sid)) return undefined;
      return { sid: claims.sid, name: claims.name, endsAt: claims.exp * 1000 };
    },

    end: ({ sid, endsAt }) => {
      for (const [old, end] of gone) if (end <= clock.now()) gone.delete(old);
      if (gone.has(sid)) return;
      gone.set(sid, endsAt);
      signedOut.add({ sid, endsAt });
    },
  };
};

const readToken = async (token: string, secret: Uint8Array, clock: Clock) => {
  try {
    const currentDate = new Date(clock.now());
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], currentDate });
    return parseClaims(payload, '');
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof Malformed) return undefined;
    throw error;
  }
};

/** Of equal length whatever the key, so that comparing tells nothing of it. */
const digest = (key: string): Buffer => createHash('sha256').update(key).digest();
