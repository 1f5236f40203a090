/** Checks that the service can be reached, and asks it for its ICE servers. */
import {
  GUEST_SOCKET_PATH,
  type IceServer,
  SUBPROTOCOL,
  parseServiceToGuest,
  socketEnding,
} from '../protocol/index.js';
import type { OpenSocket } from '../link/socket.js';
import type { Clock } from '../link/types.js';
import { type Outcome, fails, works } from './types.js';
import { within } from './within.js';

export const SERVICE_MS = 8_000;

export interface Reached {
  outcome: Outcome;
  ice: readonly IceServer[];
}

/** `service`: its origin. A guest's socket is told the servers first, without asking for a number. */
export const reachService = async (
  { open, clock }: { open: OpenSocket; clock: Clock },
  service: string,
): Promise<Reached> => {
  let close = (): void => undefined;
  const reached = await within<Reached>(clock, SERVICE_MS, (done) => {
    const failed = (outcome: Outcome): void => {
      done({ outcome, ice: [] });
    };
    try {
      const socket = open(`${service.replace(/^http/, 'ws')}${GUEST_SOCKET_PATH}`, SUBPROTOCOL, {
        open: () => undefined,
        message(data) {
          const parsed = typeof data === 'string' ? parseServiceToGuest(data) : undefined;
          if (parsed?.ok === true && parsed.message.type === 'welcome') {
            done({ outcome: works, ice: parsed.message.ice });
          } else failed(fails({ is: 'broken' }));
        },
        close(code) {
          failed(fails({ is: 'told', code: socketEnding(code) ?? String(code) }));
        },
      });
      close = () => {
        socket.close(1000);
      };
    } catch {
      failed(fails({ is: 'refused' }));
    }
  });
  close();
  const silent = fails({ is: 'silent', seconds: SERVICE_MS / 1000 });
  return reached ?? { outcome: silent, ice: [] };
};

/** One server for each address, so that each is checked by itself. */
export const serversBy = (scheme: 'stun' | 'turn', ice: readonly IceServer[]): IceServer[] =>
  ice.flatMap((server) =>
    server.urls
      .filter((url) => url.startsWith(`${scheme}:`) || url.startsWith(`${scheme}s:`))
      .map((url) => ({ ...server, urls: [url] })),
  );

/** How an address is spoken to, for people: never where it is. */
export const transportOf = ({ urls: [url = ''] }: IceServer): string => {
  if (/^(?:stun|turn)s:/.test(url)) return 'TLS';
  return /\?transport=tcp$/i.test(url) ? 'TCP' : 'UDP';
};
