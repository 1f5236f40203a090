/** The reference host: makes the offer, puts the chunks together, shows the picture. */
import SimplePeer from 'simple-peer/simplepeer.min.js';
import { type Room, openRoom } from './room.js';

let chunks: Uint8Array<ArrayBuffer>[] = [];

const show = async (): Promise<void> => {
  const picture = document.querySelector('img') ?? new Image();
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(new Blob(chunks, { type: 'image/jpeg' }));
  chunks = [];
  document.body.append(picture);
  await picture.decode();
  window.stamp('seen');
};

const offer = (room: Room): SimplePeer => {
  const peer = new SimplePeer({ initiator: true, config: { iceServers: [] } });
  peer.on('signal', (signal) => {
    room.say(signal);
  });
  peer.on('connect', () => {
    window.stamp('open');
  });
  peer.on('data', (data) => {
    if (data.length === 4 && new TextDecoder().decode(data) === 'done') void show();
    else chunks.push(data);
  });
  // The other end going away is an error to simple-peer.
  peer.on('error', () => {
    peer.destroy();
  });
  return peer;
};

const start = async (): Promise<void> => {
  let peer: SimplePeer | undefined;
  const room = await openRoom((signal) => {
    peer?.signal(signal);
  });
  document.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    room.join(document.querySelector('input')?.value ?? '');
    peer = offer(room);
  });
  document.documentElement.dataset['reference'] = 'ready';
};

void start();
