/** The reference guest: stock simple-peer and dom-to-image-more, as their READMEs have it. */
import domtoimage from 'dom-to-image-more';
import SimplePeer from 'simple-peer/simplepeer.min.js';
import { type Room, openRoom } from './room.js';

const CHUNK = 16 * 1024;
/** As Misete's pictures have them. */
const PIXEL_RATIO = Math.min(devicePixelRatio, 2);
const QUALITY = 0.85;

const send = async (peer: SimplePeer, button: HTMLElement): Promise<void> => {
  const picture = await domtoimage.toJpeg(document.body, {
    width: innerWidth,
    height: innerHeight,
    pixelRatio: PIXEL_RATIO,
    quality: QUALITY,
    bgcolor: '#fff',
    style: { transform: `translate(${String(-scrollX)}px, ${String(-scrollY)}px)` },
    filter: (node) => node !== button,
  });
  const bytes = await (await fetch(picture)).arrayBuffer();
  for (let at = 0; at < bytes.byteLength; at += CHUNK) peer.send(bytes.slice(at, at + CHUNK));
  peer.send('done');
};

const offerToSend = (peer: SimplePeer): void => {
  const button = document.createElement('button');
  button.textContent = 'send';
  button.style.cssText = 'position: fixed; right: 1rem; bottom: 1rem; padding: 1rem; z-index: 99';
  button.onclick = () => void send(peer, button);
  document.body.append(button);
};

const answer = (room: Room): SimplePeer => {
  const peer = new SimplePeer({ config: { iceServers: [] } });
  peer.on('signal', (signal) => {
    room.say(signal);
  });
  peer.on('connect', () => {
    window.stamp('open');
    offerToSend(peer);
  });
  // The other end going away is an error to simple-peer.
  peer.on('error', () => {
    peer.destroy();
  });
  return peer;
};

const wait = async (): Promise<void> => {
  let peer: SimplePeer | undefined;
  const room = await openRoom((signal) => {
    peer ??= answer(room);
    peer.signal(signal);
  });
  room.join(new URLSearchParams(location.search).get('room') ?? '');
  document.documentElement.dataset['reference'] = 'ready';
};

void wait();
