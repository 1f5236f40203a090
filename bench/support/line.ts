import { WebSocket } from 'ws';

/** A socket whose messages are waited for one after the other. */
export interface Line {
  say: (message: object) => void;
  /** The next message of this type; others are passed over. */
  hear: (type: string) => Promise<Record<string, unknown>>;
  close: () => void;
}

export const openLine = (
  url: string,
  { protocol, headers = {} }: { protocol?: string; headers?: Record<string, string> } = {},
): Line => {
  const socket = new WebSocket(url, protocol, { headers, perMessageDeflate: false });
  const heard: Record<string, unknown>[] = [];
  let wake = (): void => undefined;
  let failed: Error | undefined;
  const fail = (error: Error): void => {
    failed = error;
    wake();
  };
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as Record<string, unknown>);
    wake();
  });
  socket.on('error', fail);
  socket.on('close', (code) => {
    fail(new Error(`the socket was closed with ${code}`));
  });
  return {
    say(message) {
      socket.send(JSON.stringify(message));
    },
    async hear(type) {
      for (;;) {
        const message = heard.shift();
        if (message?.['type'] === type) return message;
        if (message !== undefined) {
          if (message['type'] === 'error') throw new Error(JSON.stringify(message));
          continue;
        }
        if (failed !== undefined) throw failed;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close() {
      socket.terminate();
    },
  };
};
