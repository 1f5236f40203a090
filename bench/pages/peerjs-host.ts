/** PeerJS with its own server, the host: connects to the guest's id. */
import { Peer } from 'peerjs';

// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- PeerJS types its options as a class and documents them as a literal
const peer = new Peer({
  host: '127.0.0.1',
  port: Number(document.currentScript?.dataset['peerServer']),
  config: { iceServers: [] },
});
peer.on('open', () => {
  document.documentElement.dataset['reference'] = 'ready';
});
document.querySelector('form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  const connection = peer.connect(document.querySelector('input')?.value ?? '', {
    reliable: true,
  });
  connection.on('open', () => {
    window.stamp('open');
  });
});
