/**
 * A guest of Misete that has nothing of Misete's: docs/PROTOCOL.md, simple-peer as npm has it
 * (`simplepeer.min.js`), and what every browser has. It asks for a number, meets the host, sends a
 * picture, and joins the same call again after a reload. Numbers in brackets are that document's rules.
 */
const service = new URLSearchParams(location.search).get('service');
const { SimplePeer } = globalThis;
const byId = (id) => document.getElementById(id);
const show = (state) => (byId('state').textContent = state);

// ---- section 2: what the parts look like --------------------------------------------------------

const utf8 = (text) => new TextEncoder().encode(text);
const SWAPS = { '+': '-', '/': '_', '=': '', '-': '+', _: '/' };
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/[+/=]/g, (char) => SWAPS[char]);
const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (char) => SWAPS[char])), (char) => char.charCodeAt(0));
const random = (bytes) => toText(crypto.getRandomValues(new Uint8Array(bytes)));
const newId = () => random(16);
const sha256 = async (bytes) => toText(await crypto.subtle.digest('SHA-256', bytes));

/** HKDF-SHA-256, no salt, 32 bytes out (C5). */
const derive = async (guestKey, info) => {
  const uses = ['deriveBits'];
  const key = await crypto.subtle.importKey('raw', toBytes(guestKey), 'HKDF', false, uses);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) };
  return toText(await crypto.subtle.deriveBits(how, key, 256));
};

// ---- what outlives this document: the guest key, and what it is good for -----------------------

const kept = JSON.parse(sessionStorage.getItem('guest') ?? 'null');
const guestKey = kept?.guestKey ?? random(32);
const keep = (what) => {
  sessionStorage.setItem('guest', JSON.stringify({ guestKey, ...what }));
};
const token = await derive(guestKey, 'misete.v1 rejoin');
const hash = await sha256(toBytes(token));
const linkKey = await derive(guestKey, 'misete.v1 link');

// ---- section 3: the signaling wire --------------------------------------------------------------

const leg = newId();
/** Of this document. simple-peer makes one offer as long as nothing is added to it. */
const TRY = 1;
let call;
let peer;
const signals = {};

const socket = new WebSocket(`${service.replace(/^http/, 'ws')}/ws/guest`, 'misete.v1');
const tell = (message) => {
  socket.send(JSON.stringify(message));
};

const onSignal = (signal) => {
  if (signal.type !== 'offer') return tell({ type: 'signal', try: TRY, signal });
  signals.offer = signal.sdp;
  const about = { page: 'target', leg, try: TRY, offer: signal };
  if (kept?.joined) tell({ type: 'leg.join', token, ...about });
  else if (kept?.number) tell({ type: 'number.resume', number: kept.number, token, ...about });
  else tell({ type: 'number.request', kind: 'call', rejoin: hash, ...about });
};

const fromService = {
  welcome: ({ ice }) => {
    // Its default servers are Google's and Twilio's: name ours also where there are none.
    peer = new SimplePeer({ initiator: true, objectMode: true, config: { iceServers: ice } });
    peer.on('signal', onSignal);
    peer.on('connect', () => void prove());
    peer.on('data', (data) => {
      if (typeof data === 'string') heard(JSON.parse(data));
    });
    peer.on('error', ({ message }) => show(`lost: ${message}`));
    globalThis.peer = peer;
  },
  'number.issued': ({ number }) => {
    keep({ number });
    byId('number').textContent = number;
    show('waiting');
  },
  'call.joined': (message) => {
    call = message.call;
  },
  signal: ({ try: of, signal }) => {
    if (of !== TRY) return;
    if (signal.type === 'answer') signals.answer = signal.sdp;
    // It destroys itself when it is given a signal of a kind that it does not know.
    if (signal.type === 'answer' || signal.type === 'candidate') peer.signal(signal);
  },
  'call.ended': ({ reason }) => end(reason),
  error: ({ error, about }) => {
    show(`refused: ${about} ${error}`);
  },
};
socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  fromService[message.type]?.(message);
};

// ---- section 4: the leg -------------------------------------------------------------------------

const say = (message) => {
  if (peer.connected) peer.send(JSON.stringify(message));
};

/** Who waits for which message of the host's. */
const waiting = new Map();
const next = (type) => new Promise((resolve) => waiting.set(type, resolve));

const heard = (message) => {
  const resolve = waiting.get(message.type);
  waiting.delete(message.type);
  if (resolve !== undefined) resolve(message);
  else if (message.type === 'capture.refused') show(`refused: ${message.reason}`);
  else if (message.type === 'end') {
    say({ type: 'ended' });
    end(message.reason);
  } else if (message.type === 'pages.offered') {
    // H5: what it does not know of it says, and goes on.
    say({ type: 'error', error: 'unknown-message', about: message.type });
  }
};

const end = (reason) => {
  sessionStorage.removeItem('guest');
  show(`ended: ${reason}`);
  peer.destroy();
};

const fingerprint = (sdp) => {
  const [line, ...others] = new Set(sdp.toLowerCase().match(/^a=fingerprint:.*$/gm));
  const [, hex] = /^a=fingerprint:sha-256 ([0-9a-f:]{95})\s*$/.exec(line) ?? [];
  if (hex === undefined || others.length > 0) throw new Error('not one fingerprint');
  return Uint8Array.from(hex.split(':'), (byte) => parseInt(byte, 16));
};

/** C5: both sides show that they have the link key, for this leg and no other. */
const prove = async () => {
  const nonceG = random(32);
  const challenge = next('challenge');
  say({ type: 'hello', nonce: nonceG, ...(!kept?.joined && { key: linkKey }) });
  const { nonce: nonceH } = await challenge;
  const partsOf = (role) =>
    ['misete.v1 leg', role, call, leg, nonceG, nonceH]
      .map(utf8)
      .concat(fingerprint(signals.offer), fingerprint(signals.answer))
      .flatMap((part) => [part.length, ...part]);
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const uses = ['sign', 'verify'];
  const key = await crypto.subtle.importKey('raw', toBytes(linkKey), how, false, uses);
  const proof = next('proof');
  const mac = await crypto.subtle.sign('HMAC', key, Uint8Array.from(partsOf('guest')));
  say({ type: 'proof', mac: toText(mac) });
  const theirs = toBytes((await proof).mac);
  const good = await crypto.subtle.verify('HMAC', key, theirs, Uint8Array.from(partsOf('host')));
  if (!good) return peer.destroy();
  keep({ joined: true });
  // C8: while the document is seen.
  let count = 0;
  setInterval(() => {
    if (document.visibilityState === 'visible') say({ type: 'beat', count: (count += 1) });
  }, 2000);
  document.addEventListener('visibilitychange', () =>
    say({ type: 'visible', visible: document.visibilityState === 'visible' }),
  );
  addEventListener('pagehide', () => say({ type: 'bye' }));
  byId('send').disabled = false;
  show('connected');
};

/** P2: one capture, exactly once. */
const send = async ({ bytes, width, height }) => {
  const id = newId();
  const have = next('capture.have');
  say({
    type: 'capture.begin',
    ...{ id, sha256: await sha256(bytes), bytes: bytes.length, mime: 'image/png', width, height },
    ...{ title: document.title, url: location.href, time: Date.now(), report: [] },
  });
  const receipt = next('capture.receipt');
  for (let { bytes: position } = await have; position < bytes.length; position += 16_380) {
    const frame = new Uint8Array(4 + Math.min(16_380, bytes.length - position));
    new DataView(frame.buffer).setUint32(0, position);
    frame.set(bytes.subarray(position, position + 16_380), 4);
    // `write` of its stream waits for room in the channel's buffer; `send` would not (W4).
    await new Promise((resolve) => peer.write(frame, resolve));
  }
  await receipt;
  byId('state').dataset.sent = id;
  show('sent');
};

byId('send').onclick = async () => {
  show('sending');
  const { width, height } = byId('picture');
  const file = await fetch(byId('picture').toDataURL('image/png'));
  await send({ bytes: new Uint8Array(await file.arrayBuffer()), width, height });
};
