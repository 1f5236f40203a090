/**
 * Does what a phone will do: a secure WebSocket to the LAN address, which trusts only what the phone
 * is told to trust, up to the service's first message.
 */
import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { WebSocket } from 'ws';
import { GUEST_SOCKET_PATH, SUBPROTOCOL } from '../../src/protocol/index.js';
import type { Clock } from '../parts.js';

export interface CheckParts {
  clock: Clock;
  /** The service's origin, as browsers have it. */
  url: string;
  /** Where this machine listens: names need not lead here for the check. */
  address: string;
  port: number;
  /** Undefined: the authorities that Node knows. */
  trusted: X509Certificate | undefined;
}

/** How long it may take, in milliseconds. */
const PATIENCE = 5000;

/** Undefined if all is well; otherwise what is missing, in one sentence. */
export const checkSocket = async (parts: CheckParts): Promise<string | undefined> => {
  const { clock, url, address, port, trusted } = parts;
  const { hostname, host } = new URL(url);
  const name = hostname.replace(/^\[|\]$/g, '');
  const socket = new WebSocket(`wss://${host}${GUEST_SOCKET_PATH}`, [SUBPROTOCOL], {
    origin: url,
    createConnection: () =>
      connect({
        host: address,
        port,
        // TLS has no server name for an address; the certificate is checked for `host` then.
        servername: isIP(name) === 0 ? name : '',
        ...(trusted !== undefined && { ca: trusted.toString() }),
      }),
  });
  const found = await new Promise<string | undefined>((resolve) => {
    const stop = clock.after(PATIENCE, () => {
      resolve(
        `The secure WebSocket at ${host} gave no answer; does a firewall close port ${String(port)}?`,
      );
    });
    const end = (sentence: string | undefined): void => {
      stop();
      resolve(sentence);
    };
    socket.on('message', (data: Buffer) => {
      end(
        isWelcome(data) ? undefined : `The secure WebSocket at ${host} is not answered by Misete.`,
      );
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end(sentenceFor(error, parts, host));
    });
    socket.on('close', (_code, reason) => {
      end(
        `The secure WebSocket at ${host} was closed (${reason.toString() || 'no reason given'}).`,
      );
    });
  });
  socket.on('error', () => undefined);
  socket.terminate();
  return found;
};

const isWelcome = (data: Buffer): boolean => {
  try {
    return (JSON.parse(data.toString()) as { type?: unknown }).type === 'welcome';
  } catch {
    return false;
  }
};

const sentenceFor = (error: NodeJS.ErrnoException, parts: CheckParts, host: string): string => {
  const { code = '', message } = error;
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'EADDRNOTAVAIL':
      return `The address ${parts.address} cannot be reached on port ${String(parts.port)} (${code}); is this computer still on that network?`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate does not cover ${new URL(parts.url).hostname}.`;
    case 'CERT_HAS_EXPIRED':
      return 'The certificate has expired.';
    case 'CERT_NOT_YET_VALID':
      return 'The certificate is not valid yet; is this computer’s clock right?';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return parts.trusted === undefined
        ? 'The certificate comes from no authority that is known to this computer (or --cert lacks the certificates in between): phones must trust its CA first.'
        : `The certificate at ${host} is not from the local CA; does another program answer there?`;
    default:
      return `The secure WebSocket at ${host} failed: ${message}.`;
  }
};
