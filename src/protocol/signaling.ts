/**
 * All messages of the signaling WebSocket, with their limits. docs/PROTOCOL.md says when each is
 * sent and what answers it. Every message is one JSON object in one text frame.
 */
import { CALL_ENDINGS, GUEST_CALL_ENDINGS, NUMBER_ENDINGS, REFUSALS } from './endings.js';
import { id, sealedTicket, secret } from './ids.js';
import { CANDIDATES_PER_OFFER, CANDIDATE_CHARS, NAME_CHARS, SDP_CHARS } from './limits.js';
import { NUMBER_KINDS, connectionNumber } from './numbers.js';
import {
  type Check,
  type Checked,
  type MessageOf,
  Malformed,
  listOf,
  matching,
  nullable,
  object,
  oneOf,
  optional,
  parserOf,
  text,
  whole,
  yesNo,
} from './parse.js';

// ---- parts ------------------------------------------------------------------------------------

/** Which page a guest's socket speaks for: one that carries the embed, or the service's own. */
export const GUEST_PAGES = ['target', 'connection'] as const;
export type GuestPage = (typeof GUEST_PAGES)[number];

/** What a guest's browser says that it runs on, in its socket's request. A help to the host, no proof. */
export const DEVICES = ['phone', 'tablet', 'computer'] as const;
export type Device = (typeof DEVICES)[number];

/** Within one network, over the internet from browser to browser, or through a TURN server. */
export const LEG_WAYS = ['local', 'direct', 'relayed'] as const;
export type LegWay = (typeof LEG_WAYS)[number];

const offer = object({ type: oneOf(['offer']), sdp: text(SDP_CHARS, 1) });
const answer = object({ type: oneOf(['answer']), sdp: text(SDP_CHARS, 1) });
const candidate = object({
  type: oneOf(['candidate']),
  candidate: object({
    candidate: text(CANDIDATE_CHARS),
    sdpMid: optional(nullable(text(64))),
    sdpMLineIndex: optional(nullable(whole(0, 64))),
    usernameFragment: optional(nullable(text(256))),
  }),
});

/** W3: the form that simple-peer uses too. */
export type Offer = Checked<typeof offer>;
export type Answer = Checked<typeof answer>;
export type Candidate = Checked<typeof candidate>;
/** A signal of a type that this version does not know; it is passed on and ignored (W1). */
export interface OtherSignal {
  type: 'other';
}
export type Signal = Answer | Candidate | OtherSignal;

const signal: Check<Signal> = (value, at) => {
  const type = (value as { type?: unknown } | null | undefined)?.type;
  if (type === 'answer') return answer(value, at);
  if (type === 'candidate') return candidate(value, at);
  if (typeof type === 'string' && type.length <= 64) return { type: 'other' };
  throw new Malformed(at, 'a signal');
};

/** Counts the offers of one document: a signal of an older try is dropped (C7). */
const tryNumber = whole(1, 1_000_000);

const iceServer = object({
  urls: listOf(text(512, 1), 8),
  username: optional(text(256)),
  credential: optional(text(256)),
});
export type IceServer = Checked<typeof iceServer>;

/** An origin such as `https://shop.example`, or null where the browser sent `null`. */
const origin = matching(/^https?:\/\/[^/\s]{1,255}$/, 'an origin');
const site = nullable(origin);
const milliseconds = whole(0, 24 * 60 * 60 * 1000);
const hostInfo = object({ name: text(NAME_CHARS) });

const refused = {
  error: oneOf(REFUSALS),
  /** The type of the message that is refused. */
  about: optional(text(64)),
  /** Its field that is wrong, for `bad-message`. */
  at: optional(text(256)),
  /** When to try again, for `too-many-…`, in milliseconds. */
  retryIn: optional(milliseconds),
  number: optional(connectionNumber),
  call: optional(id),
  handOff: optional(id),
};

// ---- guest → service --------------------------------------------------------------------------

const guestToService = {
  /** Asks for a number (N1–N3, N9). `rejoin` is the SHA-256 of the guest key's rejoin token (C5). */
  'number.request': {
    kind: oneOf(NUMBER_KINDS),
    page: oneOf(GUEST_PAGES),
    rejoin: secret,
    leg: id,
    try: tryNumber,
    offer,
  },
  /** The same page again, after a reload or a lost socket, with a new offer (N7). */
  'number.resume': {
    number: connectionNumber,
    page: oneOf(GUEST_PAGES),
    token: secret,
    leg: id,
    try: tryNumber,
    offer,
  },
  /** Ends a waiting number early: re-issue, or the guest gives up (N3). */
  'number.retire': { number: connectionNumber },
  /** Another document of a guest who is in a call, or the same one again (C2, C5). */
  /** `renew`: the token is a hand-off's; this rejoin hash takes its place (H3). */
  'leg.join': {
    token: secret,
    page: oneOf(GUEST_PAGES),
    leg: id,
    try: tryNumber,
    offer,
    renew: optional(secret),
  },
  /** A new offer of the same document, in the place of its last one (C7). */
  'leg.offer': { try: tryNumber, offer },
  signal: { try: tryNumber, signal },
  /** Is somebody there? A phone's sockets look open when they are not. */
  ping: {},
  /**
   * Ends the call. `token` is needed on a socket that has not joined it: a guest keeps none while
   * a leg is stable (C8), and may leave at any time (3.5).
   */
  'call.end': { reason: oneOf(GUEST_CALL_ENDINGS), token: optional(secret) },
};
export type GuestToService = MessageOf<typeof guestToService>;
export const parseGuestToService = parserOf(guestToService);

// ---- service → guest --------------------------------------------------------------------------

const serviceToGuest = {
  /** The first message. TURN credentials are made for this socket. */
  welcome: { ice: listOf(iceServer, 8) },
  'number.issued': { number: connectionNumber, kind: oneOf(NUMBER_KINDS), expiresIn: milliseconds },
  'number.ended': { number: connectionNumber, reason: oneOf(NUMBER_ENDINGS) },
  /** The number was claimed, or the rejoin token is one of a call: an answer follows. */
  'call.joined': {
    call: id,
    host: hostInfo,
    /** Whether the host's console has a socket at this moment (C4). */
    present: yesNo,
  },
  'host.present': { present: yesNo },
  signal: { try: tryNumber, signal },
  /** Answers a `ping`. */
  pong: {},
  /** Final (C3). Also the answer to a `leg.join` that comes after the end. */
  'call.ended': { call: id, reason: oneOf(CALL_ENDINGS) },
  error: refused,
};
export type ServiceToGuest = MessageOf<typeof serviceToGuest>;
export const parseServiceToGuest = parserOf(serviceToGuest);

// ---- host → service ---------------------------------------------------------------------------

const hostToService = {
  /** What is known of a number. Does not consume it (N8). */
  'number.look': { number: connectionNumber },
  /** Claims a number of kind call (N4). */
  'call.start': { number: connectionNumber },
  /** Claims a number of kind support for a running call (N6). */
  'page.add': { call: id, number: connectionNumber },
  /** Gives a held claim back (N7); the number waits again. */
  'hold.release': { number: connectionNumber },
  /** A page of `site` may join by the token of this hash, once (H3). Said again, it is answered again. */
  'hand-off.expect': { call: id, handOff: id, rejoin: secret, site: origin },
  /** The hand-off is over: taken back, or its time has run out (H4). */
  'hand-off.forget': { call: id, handOff: id },
  /** The console again, after a reload or a lost socket (C2); a restarted service goes by `ticket` (C6). */
  'call.resume': { call: id, ticket: optional(sealedTicket) },
  signal: { call: id, leg: id, try: tryNumber, signal },
  /** A leg is open, and its bytes go this way: for the operator's counters, who else cannot know. */
  'leg.way': { call: id, way: oneOf(LEG_WAYS) },
  ping: {},
  /** The host's own end, or one that a guest told it over a leg (C3). */
  'call.end': { call: id, reason: oneOf(CALL_ENDINGS) },
};
export type HostToService = MessageOf<typeof hostToService>;
export const parseHostToService = parserOf(hostToService);

// ---- service → host ---------------------------------------------------------------------------

const serviceToHost = {
  welcome: { ice: listOf(iceServer, 8), host: hostInfo },
  'number.found': {
    number: connectionNumber,
    kind: oneOf(NUMBER_KINDS),
    page: oneOf(GUEST_PAGES),
    site,
    /** Whether its guest's page has a socket; if not, a claim is held (N7). */
    waiting: yesNo,
    /** Missing where the page has no socket now, or its browser does not say. */
    device: optional(oneOf(DEVICES)),
    /** How long ago it was issued. */
    waited: optional(milliseconds),
    expiresIn: milliseconds,
  },
  /** The claim is kept until the guest looks at the page again, or the number ends (N7). */
  'number.held': { number: connectionNumber, expiresIn: milliseconds },
  'number.ended': { number: connectionNumber, reason: oneOf(NUMBER_ENDINGS) },
  'hold.released': { number: connectionNumber },
  'call.started': { call: id, number: connectionNumber, page: oneOf(GUEST_PAGES), site },
  'page.added': { call: id, number: connectionNumber, site },
  'call.resumed': { call: id },
  /** To be kept in the place of the one before, and shown to a service that was restarted (C6). */
  'call.ticket': { call: id, ticket: sealedTicket },
  'hand-off.expected': { call: id, handOff: id },
  /** A leg to answer, with the candidates that came so far (W2). */
  'leg.offered': {
    call: id,
    leg: id,
    try: tryNumber,
    page: oneOf(GUEST_PAGES),
    site,
    /** The number whose claim this leg answers: only such a leg may bring a new link key (C5). */
    number: optional(connectionNumber),
    /** The hand-off that its document joined by: it brings its own link key with it (H3). */
    handOff: optional(id),
    offer,
    candidates: listOf(candidate, CANDIDATES_PER_OFFER),
  },
  /** The leg's document has no socket any more. Says nothing of an open leg (C8). */
  'leg.away': { call: id, leg: id },
  signal: { call: id, leg: id, try: tryNumber, signal },
  pong: {},
  'call.ended': { call: id, reason: oneOf(CALL_ENDINGS) },
  error: refused,
};
export type ServiceToHost = MessageOf<typeof serviceToHost>;
export const parseServiceToHost = parserOf(serviceToHost);
