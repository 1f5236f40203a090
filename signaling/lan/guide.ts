/**
 * The server that offers the local CA. In plain http: a phone that does not trust the CA yet could
 * open nothing else. What it sends is public; the fingerprint tells whether it came unaltered.
 */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Brand } from '../../src/look/brand.js';
import { type Language, lanTexts, languageOf } from '../../src/text/index.js';
import { SetupError } from '../config.js';
import {
  CERTIFICATE_PATH,
  type GuideParts,
  PROFILE_PATH,
  guidePage,
  guidePolicy,
  phoneOf,
} from './guide-page.js';
import { PROFILE_TYPE, profileOf } from './profile.js';

export interface Guide {
  port: number;
  close: () => Promise<void>;
}

export interface GuidePlace {
  /** The address to bind. */
  host: string;
  /** The ports to try, in order. */
  ports: readonly number[];
}

/** Throws a `SetupError` when none of the ports is free. */
export const openGuide = async (place: GuidePlace, parts: GuideParts): Promise<Guide> => {
  const policy = guidePolicy(parts);
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    answer(request, response, parts);
  });
  const port = await listen(server, place);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const listen = async (server: Server, { host, ports }: GuidePlace): Promise<number> => {
  let last = 'unknown';
  for (const port of ports) {
    const code = await new Promise<string | undefined>((resolve) => {
      const failed = (error: NodeJS.ErrnoException): void => {
        resolve(error.code ?? 'unknown');
      };
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        resolve(undefined);
      });
    });
    if (code === undefined) return (server.address() as AddressInfo).port;
    last = code;
    if (code !== 'EADDRINUSE') break;
  }
  const [first = 0] = ports;
  const tried =
    ports.length > 1
      ? `none of the ports ${String(first)} to ${String(ports.at(-1))} is`
      : `${String(first)} is not`;
  throw new SetupError(`--ca-port: ${tried} free on ${host} (${last}).`);
};

const answer = (request: IncomingMessage, response: ServerResponse, parts: GuideParts): void => {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { ...HEADERS, Allow: 'GET, HEAD' }).end();
    return;
  }
  const found = contentOf(request, parts);
  if (found === undefined) {
    response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain' }).end('404\n');
    return;
  }
  const { body, ...headers } = found;
  const bytes = Buffer.from(body);
  response.writeHead(200, { ...HEADERS, ...headers, 'Content-Length': bytes.length });
  response.end(method === 'HEAD' ? undefined : bytes);
};

/** Anew each time: the next start may have another CA. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

type Content = { body: string | Buffer; 'Content-Type': string } & Record<string, string | Buffer>;

const contentOf = (
  { url = '/', headers }: IncomingMessage,
  parts: GuideParts,
): Content | undefined => {
  const [path, query] = url.split('?');
  switch (path) {
    case '/': {
      const wished = new URLSearchParams(query).get('lang');
      const language =
        wished === 'ja' || wished === 'en' ? wished : preferred(headers['accept-language']);
      const phone = phoneOf(headers['user-agent'] ?? '');
      return {
        body: guidePage(parts, language, phone),
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': language,
      };
    }
    case PROFILE_PATH:
      // Without a disposition: iOS offers to install what it would otherwise put among the files.
      return {
        body: profileOf(parts.root, explanation(parts.brand)),
        'Content-Type': PROFILE_TYPE,
      };
    case CERTIFICATE_PATH:
      return {
        body: parts.root.raw,
        'Content-Type': 'application/x-x509-ca-cert',
        'Content-Disposition': `attachment; filename="${path.slice(1)}"`,
      };
    default:
      return undefined;
  }
};

/** One file for all: a profile has one description. */
const explanation = ({ name }: Brand): string =>
  `${lanTexts.ja.profile(name)} / ${lanTexts.en.profile(name)}`;

/** Browsers put the preferred one first. */
const preferred = (header: string | undefined): Language =>
  languageOf((header ?? '').split(',').map((entry) => entry.split(';')[0]?.trim() ?? ''));
