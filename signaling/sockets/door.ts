/**
 * Where sockets come in: who may, in which role. Who may not is let in and closed at once by name,
 * because a browser does not tell a page why a handshake was refused.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import {
  type Device,
  CLOSE_CODES,
  GUEST_SOCKET_PATH,
  type GuestToService,
  HOST_SOCKET_PATH,
  type HostToService,
  SUBPROTOCOL,
  type ServiceToGuest,
  type ServiceToHost,
  type SocketEnding,
  parseGuestToService,
  parseHostToService,
} from '../../src/protocol/index.js';
import type { GuestDesk } from '../desk/guests.js';
import type { HostDesk } from '../desk/hosts.js';
import type { Guest, Host } from '../desk/lines.js';
import type { SignedIn } from '../sessions.js';
import { nothing } from '../parts.js';
import { addressOf, limitKey, masked } from './addresses.js';
import { deviceOf } from './device.js';
import { type LineParts, type Listener, SocketLine } from './line.js';
import {
  ORIGIN_HINT,
  type OriginPattern,
  originMatches,
  ownOrigin,
  reachedHost,
  siteOf,
} from './origins.js';

export interface DoorSettings {
  publicUrl: string | undefined;
  trustProxy: number;
  /** Undefined: any. */
  targetOrigins: readonly OriginPattern[] | undefined;
}

export interface DoorParts extends LineParts {
  settings: DoorSettings;
  guests: GuestDesk;
  hosts: HostDesk;
  /** Whose session cookie the request carries, if it is valid. */
  sessionOf: (request: IncomingMessage) => Promise<SignedIn | undefined>;
}

/** A line of any role, as the door knows it. */
type Kept = Pick<
  SocketLine<never, never, never>,
  'received' | 'oversized' | 'gone' | 'pong' | 'ping' | 'close' | 'settled'
>;

/** What `ws` says of a message over `maxPayload`, after which it closes the socket itself. */
const OVERSIZED = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

/** How long a refused socket gets to read why, in milliseconds. */
const TURNED_AWAY = 2000;

type Role =
  | { is: 'guest'; site: string | null; own: boolean; device: Device | undefined }
  | { is: 'host'; session: SignedIn }
  | { is: 'refused'; ending: SocketEnding };

interface From {
  /** As the limits count it. */
  address: string;
  /** The service, as this browser names it. */
  reached: string | undefined;
}

export class Door {
  readonly #parts: DoorParts;
  readonly #sockets: WebSocketServer;
  readonly #lines = new Map<WebSocket, Kept>();
  readonly #connect: (ws: WebSocket, line: Kept) => void;
  readonly #guests: Listener<Guest, GuestToService>;
  readonly #hosts: Listener<Host, HostToService>;
  readonly #perAddress = new Map<string, number>();
  #lastId = 0;
  #stopPings = (): void => undefined;

  constructor(parts: DoorParts) {
    this.#parts = parts;
    this.#connect = connector(this.#lines);
    const { guests, hosts } = parts;
    this.#guests = {
      parse: parseGuestToService,
      said: guests.said,
      lost: (guest) => {
        this.#left(guest.address);
        return guests.lost(guest);
      },
    };
    this.#hosts = {
      parse: parseHostToService,
      said: hosts.said,
      lost: (host) => {
        this.#left(host.address);
        return hosts.lost(host);
      },
    };
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: parts.limits.messageBytes,
      perMessageDeflate: false,
      // A browser drops a socket whose subprotocol it did not offer, and its page never learns why:
      // so a wrong version is echoed, and closed by name.
      handleProtocols: (offered) =>
        offered.has(SUBPROTOCOL) ? SUBPROTOCOL : ([...offered][0] ?? false),
    });
  }

  /** Takes the WebSockets of these servers. */
  open(...servers: readonly Server[]): void {
    for (const server of servers) {
      server.on('upgrade', (request, socket, head) => {
        void this.#upgrade(request, socket, head);
      });
    }
    this.#pingLater();
  }

  /** Closes every socket; their pages connect again elsewhere or later. */
  async close(): Promise<void> {
    this.#stopPings();
    const lines = [...this.#lines.values()];
    for (const line of lines) line.close('stopping');
    this.#sockets.close();
    await Promise.all(lines.map((line) => line.settled()));
  }

  /** Cuts off what has not closed by itself. */
  cutOff(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { counters, log } = this.#parts;
    const cut = (): void => {
      socket.destroy();
    };
    socket.on('error', cut);
    try {
      const path = (request.url ?? '').split('?')[0];
      const role =
        path === GUEST_SOCKET_PATH
          ? this.#guestRole(request)
          : path === HOST_SOCKET_PATH
            ? await this.#hostRole(request)
            : undefined;
      if (role === undefined) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (ws) => {
        socket.off('error', cut);
        this.#admit(ws, request, role);
      });
    } catch (err) {
      counters.count('socket.failed');
      log.error({ err }, 'a socket could not be opened');
      socket.destroy();
    }
  }

  #guestRole(request: IncomingMessage): Role {
    const { settings } = this.#parts;
    const origin = request.headers.origin;
    const own = origin !== undefined && origin === ownOrigin(request, settings);
    const allowed =
      own ||
      settings.targetOrigins === undefined ||
      settings.targetOrigins.some((pattern) => originMatches(pattern, origin ?? ''));
    return allowed
      ? { is: 'guest', site: siteOf(origin), own, device: deviceOf(request.headers) }
      : refused('origin-refused');
  }

  async #hostRole(request: IncomingMessage): Promise<Role> {
    const { origin } = request.headers;
    if (origin === undefined || origin !== ownOrigin(request, this.#parts.settings)) {
      return refused('origin-refused');
    }
    const session = await this.#parts.sessionOf(request);
    return session === undefined ? refused('signed-out') : { is: 'host', session };
  }

  #admit(ws: WebSocket, request: IncomingMessage, role: Role): void {
    const { limits, counters, log, settings } = this.#parts;
    const address = addressOf(request, settings.trustProxy);
    const key = limitKey(address);
    const open = this.#perAddress.get(key) ?? 0;
    const ending =
      ws.protocol !== SUBPROTOCOL
        ? 'version-unknown'
        : open >= limits.socketsPerAddress
          ? 'too-many-sockets'
          : role.is === 'refused'
            ? role.ending
            : undefined;
    if (role.is === 'refused' || ending !== undefined) {
      const name = ending ?? 'origin-refused';
      counters.count(`socket.${name}`);
      const { origin } = request.headers;
      const about = { ending: name, origin, address: masked(address) };
      // A page of this service's own, by a name that the service does not know for its own.
      if (
        name === 'origin-refused' &&
        siteOf(origin)?.endsWith(`//${request.headers.host ?? ''}`)
      ) {
        log.warn(about, ORIGIN_HINT);
      } else {
        log.info(about, 'socket refused');
      }
      this.#turnAway(ws, name);
      return;
    }
    this.#perAddress.set(key, open + 1);
    const from = { address: key, reached: reachedHost(request, settings) };
    if (role.is === 'guest') this.#admitGuest(ws, role, from);
    else this.#admitHost(ws, role.session, from);
  }

  #admitGuest(
    ws: WebSocket,
    { site, own, device }: Omit<Extract<Role, { is: 'guest' }>, 'is'>,
    { address, reached }: From,
  ): void {
    const line = new SocketLine<Guest, GuestToService, ServiceToGuest>(
      this.#nextId(),
      ws,
      this.#guests,
      this.#parts,
    );
    const seat = { at: 'idle' } as const;
    const guest: Guest = { line, site, own, device, address, seat, stopIdle: nothing };
    line.belongsTo(guest);
    this.#connect(ws, line);
    this.#parts.guests.came(guest, reached);
  }

  #admitHost(ws: WebSocket, session: SignedIn, { address, reached }: From): void {
    const line = new SocketLine<Host, HostToService, ServiceToHost>(
      this.#nextId(),
      ws,
      this.#hosts,
      this.#parts,
    );
    const host: Host = { line, session, address };
    line.belongsTo(host);
    this.#connect(ws, line);
    const { clock } = this.#parts;
    const stop = clock.after(session.endsAt - clock.now(), () => {
      line.close('signed-out');
    });
    ws.once('close', stop);
    this.#parts.hosts.came(host, reached);
  }

  #turnAway(ws: WebSocket, ending: SocketEnding): void {
    ws.on('error', () => undefined);
    const stop = this.#parts.clock.after(TURNED_AWAY, () => {
      ws.terminate();
    });
    ws.once('close', stop);
    ws.close(CLOSE_CODES[ending], ending);
  }

  /** One socket less of this address. */
  #left(address: string): void {
    const left = (this.#perAddress.get(address) ?? 1) - 1;
    if (left === 0) this.#perAddress.delete(address);
    else this.#perAddress.set(address, left);
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #pingLater(): void {
    this.#stopPings = this.#parts.clock.after(this.#parts.limits.ping, () => {
      for (const line of this.#lines.values()) line.ping();
      this.#pingLater();
    });
  }
}

const refused = (ending: SocketEnding): Role => ({ is: 'refused', ending });

/**
 * Connects sockets to their lines. All sockets have the same listeners, which find the line by
 * their `this`: listeners of its own would be a good part of what a waiting guest costs.
 */
const connector = (lines: Map<WebSocket, Kept>) => {
  function heard(this: WebSocket, data: RawData, isBinary: boolean): void {
    lines.get(this)?.received(isBinary ? undefined : textOf(data));
  }
  function ponged(this: WebSocket): void {
    lines.get(this)?.pong();
  }
  function failed(this: WebSocket, error: Error): void {
    if ('code' in error && error.code === OVERSIZED) lines.get(this)?.oversized();
  }
  function closed(this: WebSocket): void {
    lines.get(this)?.gone();
    lines.delete(this);
  }
  return (ws: WebSocket, line: Kept): void => {
    lines.set(ws, line);
    ws.on('message', heard).on('pong', ponged).on('error', failed).on('close', closed);
  };
};

// A copy is made only of what `ws` does not give out as one Buffer.
const textOf = (data: RawData): string => {
  if (Buffer.isBuffer(data)) return data.toString();
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)).toString();
};
