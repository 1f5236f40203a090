/** All that the service answers over HTTP: pages, the embed, signing in, health. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { SetupError } from '../config.js';
import { ownOrigin } from '../sockets/origins.js';
import { areaHeaders, areaOf, contentPolicy, contentType, strictTransport } from './headers.js';
import { fillPages } from './fill.js';
import { keepBuilds } from './previous.js';
import { type SessionRouteParts, sessionRoutes } from './session-routes.js';

export interface AppParts extends SessionRouteParts {
  /** The folder of the built pages. */
  web: string;
  /** Where previous builds are kept. */
  builds: string;
  /** Where the pages are kept with the brand written into them. */
  filled: string;
  /** Where the service itself does TLS, in PEM. */
  tls: Tls | undefined;
  health: () => Promise<object>;
}

/** In PEM; `cert` with the certificates in between. */
export interface Tls {
  cert: string;
  key: string;
}

/** Bytes of a request's body; nothing of ours is larger. */
const BODY_BYTES = 4096;

export const makeApp = async (parts: AppParts): Promise<FastifyInstance> => {
  const { config, log, web, builds, filled, tls, clock, health } = parts;
  if (!existsSync(web)) {
    throw new SetupError(`The pages are not built: there is no folder ${web} (npm run build).`);
  }
  fillPages(web, filled, config.brand);
  const previous = keepBuilds(join(web, 'assets'), builds, clock.now());
  const app = newApp(tls);

  await app.register(helmet, {
    // By area, below.
    contentSecurityPolicy: false,
    hsts: strictTransport(config, tls !== undefined),
    // Nobody is told more of a page than its origin; the demo's target pages too (P1).
    referrerPolicy: { policy: 'strict-origin' },
    xFrameOptions: false,
  });
  app.addHook('onRequest', async (request, reply) => {
    const area = areaOf(pathOf(request));
    void reply.headers(areaHeaders(area));
    void reply.header(
      'Content-Security-Policy',
      contentPolicy(area, ownOrigin(request.raw, config)),
    );
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const type = String(reply.getHeader('Content-Type') ?? '');
    const better = contentType(areaOf(pathOf(request)), type);
    if (better !== type) void reply.header('Content-Type', better);
    done(null, payload);
  });

  await app.register(cookie);
  await app.register((routes, _options, done) => {
    sessionRoutes(routes, parts);
    done();
  });
  await app.register(serveStatic, {
    root: [filled, web],
    // Hashes are in the names; what has none is asked for again each time.
    cacheControl: false,
    // The build puts compressed files beside the text files.
    preCompressed: true,
    redirect: true,
  });

  app.get('/healthz', () => health());
  app.get('/check', (_request, reply) => reply.sendFile('check/index.html'));
  app.get('/connect', (_request, reply) => reply.sendFile('connect/index.html'));
  app.get('/console', (_request, reply) => reply.sendFile('console/index.html'));
  // The static plugin looks for a folder's index in the first of its roots only.
  app.get('/demo/', (_request, reply) => reply.sendFile('demo/index.html', web));
  if (!existsSync(join(web, 'index.html'))) {
    app.get('/', (_request, reply) => reply.redirect('/connect'));
  }

  const nothing = notFoundPage([filled, web]);
  const notFound = (reply: FastifyReply): FastifyReply =>
    reply
      .code(404)
      .type('text/html; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send(nothing);

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request);
    const name = /^\/assets\/([\w.-]+)$/.exec(path)?.[1];
    const isOld = name !== undefined && previous !== undefined && existsSync(join(previous, name));
    if (isOld && request.method === 'GET') return reply.sendFile(name, previous);
    return notFound(reply);
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 404) return notFound(reply);
    if (status >= 500) log.error({ err: error, path: pathOf(request) }, 'a request failed');
    return reply.code(status).send({ error: status >= 500 ? 'failed' : 'bad-message' });
  });
  return app;
};

/** An https server is an http server with TLS before it; fastify's types keep the two apart. */
const newApp = (tls: Tls | undefined): FastifyInstance => {
  const options = { bodyLimit: BODY_BYTES, forceCloseConnections: true, logger: false } as const;
  return tls === undefined ? fastify(options) : fastify({ ...options, https: tls });
};

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';

/** What is said where nothing is; the brand is in the filled one. */
const notFoundPage = (folders: readonly string[]): string => {
  const page = folders
    .map((folder) => join(folder, 'not-found.html'))
    .find((path) => existsSync(path));
  return page === undefined
    ? 'ページが見つかりません。There is no such page.'
    : readFileSync(page, 'utf8');
};
