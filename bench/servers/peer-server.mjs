/** PeerJS's own server, on a free port, with its limits where a bench does not meet them. */
import { PeerServer } from 'peer';

const HOUR = 60 * 60 * 1000;

PeerServer(
  {
    host: '127.0.0.1',
    port: 0,
    concurrent_limit: 100_000,
    // The sockets of a bench send no heartbeats, and what is kept for a peer to come stays.
    alive_timeout: HOUR,
    expire_timeout: HOUR,
  },
  (server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
  },
);
