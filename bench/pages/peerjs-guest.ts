/** PeerJS with its own server, the guest: waits under an id. */
import { Peer } from 'peerjs';

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- PeerJS types its options as a class and documents them as a literal
const peer = new Peer(new URLSearchParams(location.search).get('room') ?? '', {
  host: '127.0.0.1',
  port: Number(document.currentScript?.dataset['peerServer']),
  config: { iceServers: [] },
});
peer.on('open', () => {
  document.documentElement.dataset['reference'] = 'ready';
});
peer.on('connection', (connection) => {
  connection.on('open', () => {
    window.stamp('open');
  });
});
