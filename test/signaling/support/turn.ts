/** A real coturn on loopback, and as much of a TURN client as asks it for an allocation (RFC 8656). */
import { spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TURNSERVER = '/usr/bin/turnserver';
export const coturnIsThere = existsSync(TURNSERVER);

const COOKIE = 0x2112a442;
const BINDING = 0x0001;
const ALLOCATE = 0x0003;
const SUCCESS = 0x0100;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
} as const;
const INTEGRITY_BYTES = 24;
const UDP = 17;
/** A request that is not answered is sent again after this many milliseconds (RFC 8489). */
const AGAIN = 200;

export interface Coturn {
  port: number;
  stop: () => Promise<void>;
}

/** `relays`: also by TCP, and between two clients of its own on this machine. */
export const startCoturn = async (secret: string, { relays = false } = {}): Promise<Coturn> => {
  const folder = mkdtempSync(join(tmpdir(), 'misete-turn-'));
  const port = await freePort();
  const options = {
    'listening-ip': '127.0.0.1',
    'relay-ip': '127.0.0.1',
    'listening-port': String(port),
    'static-auth-secret': secret,
    realm: 'misete.test',
    'log-file': 'stdout',
    pidfile: join(folder, 'pid'),
    userdb: join(folder, 'db'),
  };
  const child = spawn(
    TURNSERVER,
    [
      '-n',
      ...['--use-auth-secret', '--no-tls', '--no-dtls', '--no-cli'],
      relays ? '--allow-loopback-peers' : '--no-tcp',
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ],
    { stdio: 'ignore', cwd: folder },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // It listens once it answers what needs no credentials.
  const talk = startTalk(port);
  await Promise.race([
    talk.ask(BINDING, []),
    exited.then(() => {
      throw new Error('coturn did not start');
    }),
  ]).finally(talk.end);
  return {
    port,
    stop: async () => {
      child.kill();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Asks for an allocation with these credentials: 'allocated', or the error code of the refusal. */
export const allocate = async (
  port: number,
  { username = '', credential = '' }: { username?: string; credential?: string },
): Promise<'allocated' | number> => {
  // One socket for both requests: the nonce is for this client's address and port.
  const talk = startTalk(port);
  const transport: Attribute = [ATTRIBUTE.transport, Buffer.from([UDP, 0, 0, 0])];
  const challenge = await talk.ask(ALLOCATE, [transport]);
  const realm = challenge.attributes.get(ATTRIBUTE.realm) ?? Buffer.alloc(0);
  const nonce = challenge.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0);
  const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest();
  const attributes: Attribute[] = [
    transport,
    [ATTRIBUTE.username, Buffer.from(username)],
    [ATTRIBUTE.realm, realm],
    [ATTRIBUTE.nonce, nonce],
  ];
  const answer = await talk.ask(ALLOCATE, attributes, key);
  talk.end();
  if (answer.type === (ALLOCATE | SUCCESS)) return 'allocated';
  const error = answer.attributes.get(ATTRIBUTE.error) ?? Buffer.alloc(4);
  return error.readUInt8(2) * 100 + error.readUInt8(3);
};

type Attribute = [type: number, value: Buffer];

interface Answer {
  type: number;
  attributes: Map<number, Buffer>;
}

const startTalk = (port: number) => {
  const socket = createSocket('udp4');
  let again: NodeJS.Timeout | undefined;
  return {
    ask: (type: number, attributes: Attribute[], key?: Buffer): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const request = encode(type, attributes, key);
        const send = (): void => {
          socket.send(request, port, '127.0.0.1');
        };
        again = setInterval(send, AGAIN);
        socket.once('message', (data) => {
          clearInterval(again);
          resolve(decode(data));
        });
        socket.once('error', reject);
        send();
      }),
    end: (): void => {
      clearInterval(again);
      socket.close();
    },
  };
};

const padded = (length: number): number => Math.ceil(length / 4) * 4;

const encode = (type: number, attributes: Attribute[], key: Buffer | undefined): Buffer => {
  const body = Buffer.concat(
    attributes.map(([name, value]) => {
      const attribute = Buffer.alloc(4 + padded(value.length));
      attribute.writeUInt16BE(name, 0);
      attribute.writeUInt16BE(value.length, 2);
      value.copy(attribute, 4);
      return attribute;
    }),
  );
  const header = Buffer.alloc(20);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(body.length + (key === undefined ? 0 : INTEGRITY_BYTES), 2);
  header.writeUInt32BE(COOKIE, 4);
  randomBytes(12).copy(header, 8);
  const message = Buffer.concat([header, body]);
  if (key === undefined) return message;
  const integrity = Buffer.alloc(INTEGRITY_BYTES);
  integrity.writeUInt16BE(ATTRIBUTE.integrity, 0);
  integrity.writeUInt16BE(INTEGRITY_BYTES - 4, 2);
  createHmac('sha1', key).update(message).digest().copy(integrity, 4);
  return Buffer.concat([message, integrity]);
};

const decode = (data: Buffer): Answer => {
  const attributes = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= data.length;) {
    const length = data.readUInt16BE(at + 2);
    attributes.set(data.readUInt16BE(at), data.subarray(at + 4, at + 4 + length));
    at += 4 + padded(length);
  }
  return { type: data.readUInt16BE(0), attributes };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => {
        resolve(port);
      });
    });
  });
