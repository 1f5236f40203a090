/**
 * The server of the reference stacks: their scripts, their hosts' page, and for simple-peer the
 * signaling that its README leaves to everyone to write, in its shortest form.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { bundle } from '../support/bundle.js';

const [peerServerPort = ''] = process.argv.slice(2);

const hostPage = `<!doctype html>
<title>host</title>
<form><input><button>connect</button></form>
<script data-peer-server="${peerServerPort}" src="host.js"></script>`;

const contents = new Map<string, { type: string; body: string }>();
for (const stack of ['simple-peer', 'peerjs']) {
  contents.set(`/${stack}/`, { type: 'text/html', body: hostPage });
  for (const [name, source] of [
    ['embed.js', 'guest'],
    ['host.js', 'host'],
  ] as const) {
    const body = await bundle(`${stack}-${source}`);
    contents.set(`/${stack}/${name}`, { type: 'text/javascript', body });
  }
}

const server = createServer((request, response) => {
  const found = contents.get(request.url ?? '');
  response.writeHead(found === undefined ? 404 : 200, {
    'content-type': `${found?.type ?? 'text/plain'}; charset=utf-8`,
  });
  response.end(found?.body);
});

const rooms = new Map<string, Set<WebSocket>>();

new WebSocketServer({ server, path: '/room' }).on('connection', (socket) => {
  let mine = new Set<WebSocket>();
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    const { join } = JSON.parse(text) as { join?: string };
    if (join !== undefined) {
      mine.delete(socket);
      mine = rooms.get(join) ?? new Set();
      rooms.set(join, mine.add(socket));
      return;
    }
    for (const other of mine) if (other !== socket) other.send(text);
  });
  socket.on('close', () => {
    mine.delete(socket);
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
