/**
 * The least that a relay on `ws` can do: pairs the sockets of one path, parses what comes, and passes
 * it on as it came. It checks, keeps and limits nothing: the floor for a service on `ws` that reads
 * what it passes on.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer();
/** @type {Map<string | undefined, import('ws').WebSocket>} */
const waiting = new Map();

new WebSocketServer({ server }).on('connection', (socket, { url }) => {
  const other = waiting.get(url);
  if (other === undefined) {
    waiting.set(url, socket);
    return;
  }
  waiting.delete(url);
  for (const [from, to] of [
    [socket, other],
    [other, socket],
  ]) {
    from?.on('message', (data) => {
      const text = String(data);
      JSON.parse(text);
      to?.send(text);
    });
    from?.send('{"type":"paired"}');
  }
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
