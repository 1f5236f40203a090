/**
 * Tells whoever asks as which it is seen, from two public addresses.
 *
 * By UDP `{token}` is answered with the asker's address and port. With `stranger` somebody else
 * writes there first: whoever has the answer and not the stranger's word has a filter. By TCP a
 * token is answered with how many of its UDP messages came.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export const MIRROR = { udp: 3479, tcp: [443, 8443] } as const;

export interface Asked {
  token: string;
  stranger?: boolean;
}
export type Told = { stranger: true } | { from: string; address: string; port: number };

export const startMirror = async (addresses: readonly string[]): Promise<void> => {
  const came = new Map<string, number>();
  const stranger = createSocket('udp4');
  await Promise.all(
    addresses.map(async (from) => {
      const socket = createSocket('udp4');
      socket.on('message', (data, { address, port }) => {
        const { token, ...asked } = JSON.parse(data.toString()) as Asked;
        came.set(token, (came.get(token) ?? 0) + 1);
        const told = (what: Told): string => JSON.stringify(what);
        const answer = (): void => {
          socket.send(told({ from, address, port }), port, address);
        };
        if (asked.stranger === true) stranger.send(told({ stranger: true }), port, address, answer);
        else answer();
      });
      await new Promise<void>((resolve) => {
        socket.bind(MIRROR.udp, from, resolve);
      });
    }),
  );
  const answering = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (token) => {
      socket.write(`${String(came.get(token) ?? 0)}\n`);
    });
  });
  const [address] = addresses;
  await Promise.all(
    MIRROR.tcp.map(
      (port) =>
        new Promise<void>((resolve) => {
          const server = port === 443 ? answering : createServer((socket) => socket.resume());
          server.listen(port, address, resolve);
        }),
    ),
  );
};
