/** The documented coturn on loopback, and as much of a TURN client as asks it for something (RFC 8656). */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { type Coturn, startCoturn } from '../../support/coturn.js';

const COOKIE = 0x2112a442;
const ALLOCATE = 0x0003;
const PERMIT = 0x0008;
const SUCCESS = 0x0100;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  peer: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
} as const;
const INTEGRITY_BYTES = 24;
const UDP = 17;
/** A request that is not answered is sent again after this many milliseconds (RFC 8489). */
const AGAIN = 200;

/** Both ends of what it relays are on this machine, which no real coturn should allow. */
export const coturnHere = async (secret: string): Promise<Coturn & { port: number }> => {
  const port = await freePort();
  const more = ['allow-loopback-peers', 'allowed-peer-ip=127.0.0.1'];
  return { port, ...(await startCoturn({ address: '127.0.0.1', secret, port, more })) };
};

interface Credentials {
  username?: string;
  credential?: string;
}

/** Asks for an allocation with these credentials: 'allocated', or the error code of the refusal. */
export const allocate = async (
  port: number,
  credentials: Credentials,
): Promise<'allocated' | number> => {
  const { talk, allocated } = await startAllocation(port, credentials);
  talk.end();
  return allocated;
};

/** Which of these IPv4 addresses an allocation may send to, each with the error code if not. */
export const permits = async (
  port: number,
  credentials: Credentials,
  peers: readonly string[],
): Promise<('permitted' | number)[]> => {
  const { talk, proof, key } = await startAllocation(port, credentials);
  const outcomes: ('permitted' | number)[] = [];
  for (const peer of peers) {
    const answer = await talk.ask(PERMIT, [[ATTRIBUTE.peer, hidden(peer)], ...proof], key);
    outcomes.push(answer.type === (PERMIT | SUCCESS) ? 'permitted' : errorOf(answer));
  }
  talk.end();
  return outcomes;
};

const startAllocation = async (port: number, { username = '', credential = '' }: Credentials) => {
  // One socket for all requests: the nonce is for this client's address and port.
  const talk = startTalk(port);
  const transport: Attribute = [ATTRIBUTE.transport, Buffer.from([UDP, 0, 0, 0])];
  const challenge = await talk.ask(ALLOCATE, [transport]);
  const realm = challenge.attributes.get(ATTRIBUTE.realm) ?? Buffer.alloc(0);
  const nonce = challenge.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0);
  const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest();
  const proof: Attribute[] = [
    [ATTRIBUTE.username, Buffer.from(username)],
    [ATTRIBUTE.realm, realm],
    [ATTRIBUTE.nonce, nonce],
  ];
  const answer = await talk.ask(ALLOCATE, [transport, ...proof], key);
  const allocated: 'allocated' | number =
    answer.type === (ALLOCATE | SUCCESS) ? 'allocated' : errorOf(answer);
  return { talk, proof, key, allocated };
};

const errorOf = ({ attributes }: Answer): number => {
  const error = attributes.get(ATTRIBUTE.error) ?? Buffer.alloc(4);
  return error.readUInt8(2) * 100 + error.readUInt8(3);
};

/** XOR-PEER-ADDRESS, of any port. */
const hidden = (address: string): Buffer => {
  const value = Buffer.from([0, 1, 0, 0, ...address.split('.').map(Number)]);
  value.writeUInt32BE((value.readUInt32BE(4) ^ COOKIE) >>> 0, 4);
  return value;
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
        const take = (data: Buffer): void => {
          if (!isAnswerTo(request, data)) return;
          clearInterval(again);
          socket.off('message', take);
          socket.off('error', reject);
          resolve(decode(data));
        };
        again = setInterval(send, AGAIN);
        socket.on('message', take);
        socket.once('error', reject);
        send();
      }),
    end: (): void => {
      clearInterval(again);
      socket.close();
    },
  };
};

/** By its transaction ID: a request that was sent again may be answered twice. */
const isAnswerTo = (request: Buffer, answer: Buffer): boolean =>
  answer.subarray(8, 20).equals(request.subarray(8, 20));

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
