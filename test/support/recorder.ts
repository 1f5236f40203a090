/**
 * A proxy before the service that keeps every byte that clients send through it, so that a test can
 * look for what must not be there (P1). WebSocket frames are unmasked, so that they read as sent.
 */
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

export interface Recorder {
  /** Where clients reach the service through it. */
  url: string;
  port: number;
  /** Points it at the service; until then nothing goes through. */
  forwardTo: (port: number) => void;
  /** All that came from clients: requests with their headers, and the content of WebSocket frames. */
  heard: () => string;
  close: () => Promise<void>;
}

/** RFC 6455 section 5.2: a client's frames are masked, with a key of their own each. */
const unmasked = (bytes: Buffer): { text: string; rest: Buffer } => {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const short = bytes[at + 1];
    if (short === undefined) break;
    const lengthCode = short & 0x7f;
    const extra = lengthCode === 126 ? 2 : lengthCode === 127 ? 8 : 0;
    const keyAt = at + 2 + extra;
    if (bytes.length < keyAt + 4) break;
    const length =
      extra === 2
        ? bytes.readUInt16BE(at + 2)
        : extra === 8
          ? Number(bytes.readBigUInt64BE(at + 2))
          : lengthCode;
    const contentAt = keyAt + 4;
    if (bytes.length < contentAt + length) break;
    const content = Buffer.from(bytes.subarray(contentAt, contentAt + length));
    for (let i = 0; i < length; i += 1) {
      content[i] = (content[i] ?? 0) ^ (bytes[keyAt + (i % 4)] ?? 0);
    }
    parts.push(content);
    at = contentAt + length;
  }
  return { text: Buffer.concat(parts).toString('utf8'), rest: bytes.subarray(at) };
};

export const startRecorder = async (): Promise<Recorder> => {
  let target: number | undefined;
  const records: { text: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    if (target === undefined) {
      client.destroy();
      return;
    }
    const record = { text: '' };
    records.push(record);
    const service = connect(target, '127.0.0.1');
    let frames: Buffer | undefined;
    client.on('data', (data: Buffer) => {
      if (frames === undefined) {
        const head = data.toString('latin1');
        record.text += head;
        if (/\r\nupgrade: websocket/i.test(head)) frames = Buffer.alloc(0);
      } else {
        const { text, rest } = unmasked(Buffer.concat([frames, data]));
        record.text += text;
        frames = rest;
      }
    });
    for (const [from, to] of [
      [client, service],
      [service, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    forwardTo(to) {
      target = to;
    },
    heard: () => records.map(({ text }) => text).join('\n'),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
};
