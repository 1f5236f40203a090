/** Signing in and out. JSON only; what changes something only from the service's own pages. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';
import type { Counters } from '../counters.js';
import type { HostDesk } from '../desk/hosts.js';
import { WRONG_KEY_SPAN } from '../limits.js';
import type { Log } from '../log.js';
import { Malformed, NAME_CHARS, object, optional, text } from '../../src/protocol/index.js';
import type { Clock } from '../parts.js';
import { Rate } from '../rates.js';
import { SESSION_COOKIE, type Sessions, type SignedIn, hostName } from '../sessions.js';
import { addressOf, limitKey, masked } from '../sockets/addresses.js';
import { ownOrigin, ORIGIN_HINT } from '../sockets/origins.js';

export interface SessionRouteParts {
  clock: Clock;
  config: Config;
  counters: Counters;
  log: Log;
  sessions: Sessions;
  hosts: HostDesk;
  /** Under which guests reach the service; a host at the same machine may have come by another. */
  address: () => string;
}

const signInBody = object({ key: text(256), name: optional(text(NAME_CHARS)) });
const renameBody = object({ name: text(NAME_CHARS) });

/** How long an address is known by a sign-in, in milliseconds. */
const KNOWN_SPAN = 24 * 60 * 60 * 1000;

/** Keys in all are counted under this one name. */
const ALL = '';

export const sessionRoutes = (app: FastifyInstance, parts: SessionRouteParts): void => {
  const { clock, config, counters, log, sessions, hosts, address: guestsAddress } = parts;
  const perAddress = new Rate(clock, config.limits.wrongKeysPerAddress, WRONG_KEY_SPAN);
  const inAll = new Rate(clock, config.limits.wrongKeys, WRONG_KEY_SPAN);
  /** Remembers who signed in: strangers' wrong keys must not lock these addresses out. */
  const signedIn = new Rate(clock, 1, KNOWN_SPAN);

  const setCookie = async (
    request: FastifyRequest,
    reply: FastifyReply,
    session: SignedIn,
  ): Promise<void> => {
    void reply.setCookie(SESSION_COOKIE, await sessions.tokenOf(session), {
      ...cookieOptions(request),
      maxAge: Math.max(0, Math.floor((session.endsAt - clock.now()) / 1000)),
    });
  };

  /** `session` names it and grants nothing: the console binds what it stores to it (P7). */
  const shown = ({ name, sid }: SignedIn) => ({
    name,
    session: sid,
    service: guestsAddress(),
    relay: config.turnUrls.length > 0,
  });

  const cookieOptions = (request: FastifyRequest) => ({
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: ownOrigin(request.raw, config)?.startsWith('https:') === true,
  });

  const current = (request: FastifyRequest): Promise<SignedIn | undefined> =>
    sessions.verify(request.cookies[SESSION_COOKIE] ?? '');

  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { origin } = request.headers;
    if (origin !== undefined && origin === ownOrigin(request.raw, config)) return;
    counters.count('sign-in.origin-refused');
    log.warn({ origin, own: ownOrigin(request.raw, config) }, ORIGIN_HINT);
    await reply.code(403).send({ error: 'origin-refused' });
  });

  app.setErrorHandler(async (error, _request, reply) => {
    if (error instanceof Malformed) {
      return reply.code(400).send({ error: 'bad-message', at: error.at });
    }
    throw error;
  });

  app.post('/api/sign-in', async (request, reply) => {
    const { key, name } = signInBody(request.body, '');
    const address = addressOf(request.raw, config.trustProxy);
    const share = limitKey(address);
    const known = signedIn.retryIn(share) > 0;
    const retryIn = Math.max(perAddress.retryIn(share), known ? 0 : inAll.retryIn(ALL));
    if (retryIn > 0) {
      counters.count('sign-in.too-many-keys');
      void reply.header('Retry-After', String(Math.ceil(retryIn / 1000)));
      return reply.code(429).send({ error: 'too-many-keys', retryIn });
    }
    if (!sessions.isHostKey(key.trim())) {
      perAddress.count(share);
      inAll.count(ALL);
      counters.count('sign-in.wrong-key');
      log.warn({ address: masked(address) }, 'wrong host key');
      return reply.code(401).send({ error: 'wrong-key' });
    }
    signedIn.count(share);
    const session = sessions.begin(name);
    await setCookie(request, reply, session);
    counters.count('sign-in.done');
    log.info({ session: session.sid.slice(0, 8) }, 'host signed in');
    return shown(session);
  });

  app.get('/api/session', async (request, reply) => {
    const session = await current(request);
    if (session === undefined) return reply.code(401).send({ error: 'signed-out' });
    return shown(session);
  });

  app.put('/api/session', async (request, reply) => {
    const session = await current(request);
    if (session === undefined) return reply.code(401).send({ error: 'signed-out' });
    const renamed = { ...session, name: hostName(renameBody(request.body, '').name) };
    await setCookie(request, reply, renamed);
    hosts.renamed(renamed.sid, renamed.name);
    return shown(renamed);
  });

  app.post('/api/sign-out', async (request, reply) => {
    const session = await current(request);
    void reply.clearCookie(SESSION_COOKIE, cookieOptions(request));
    if (session !== undefined) {
      sessions.end(session);
      hosts.signedOut(session.sid);
      counters.count('sign-out.done');
      log.info({ session: session.sid.slice(0, 8) }, 'host signed out');
    }
    return reply.code(204).send();
  });
};
