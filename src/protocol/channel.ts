/**
 * All messages of the data channel, with their limits. A text message is one of these in JSON; a
 * binary message is a frame of the capture under way (frames.ts).
 */
import { CALL_ENDINGS, CAPTURE_REFUSALS } from './endings.js';
import { id, secret } from './ids.js';
import {
  CAPTURE_BYTES,
  OFFERED_PAGES,
  PAGE_NAME_CHARS,
  REPORT_LINES,
  TITLE_CHARS,
  URL_CHARS,
} from './limits.js';
import { pageAddress } from './pages.js';
import {
  type Checked,
  type MessageOf,
  listOf,
  object,
  oneOf,
  optional,
  parserOf,
  text,
  whole,
  yesNo,
} from './parse.js';

// ---- parts ------------------------------------------------------------------------------------

/** What a line of the report is about (P6). */
export const REPORT_THINGS = [
  'image',
  'background',
  'video',
  'canvas',
  'frame',
  'font',
  'style',
  'object',
  'field',
  'other',
] as const;
/** Why it is not shown as the guest sees it; `masked` is on purpose (P4). */
export const REPORT_REASONS = [
  'cross-origin',
  'blocked',
  'unreadable',
  'too-large',
  'timeout',
  'unsupported',
  'masked',
] as const;

const reportLine = object({
  what: oneOf(REPORT_THINGS),
  why: oneOf(REPORT_REASONS),
  count: whole(1, 100_000),
});
/** «`count` times a `what` could not be shown, because `why`». */
export type ReportLine = Checked<typeof reportLine>;

const CAPTURE_TYPES = ['image/jpeg', 'image/webp', 'image/png'] as const;

const captureInfo = {
  id,
  /** Of the whole picture. */
  sha256: secret,
  bytes: whole(1, CAPTURE_BYTES),
  mime: oneOf(CAPTURE_TYPES),
  /** Pixels of the picture. */
  width: whole(1, 32_768),
  height: whole(1, 32_768),
  title: text(TITLE_CHARS),
  url: text(URL_CHARS),
  /** When the guest tapped: milliseconds since 1970 by the guest's clock. */
  time: whole(0, Number.MAX_SAFE_INTEGER),
  report: listOf(reportLine, REPORT_LINES),
};
/** Of a value from storage; throws `Malformed`. */
export const parseCaptureInfo = object(captureInfo);
/** All that belongs to a capture but the picture's bytes. */
export type CaptureInfo = Checked<typeof parseCaptureInfo>;

const both = {
  /** HMAC of C5, each side's own role in it. The guest's comes first. */
  proof: { mac: secret },
  /** The heartbeat of C8; the guest beats, the host answers with the same count. */
  beat: { count: whole(0, Number.MAX_SAFE_INTEGER) },
  /** The call ends, now and for good (C3). Repeated until `ended` comes. */
  end: { reason: oneOf(CALL_ENDINGS) },
  ended: {},
  /** The other side said what may not be said; the sender closes the leg after it. */
  error: {
    error: oneOf(['bad-message', 'not-proved', 'unknown-message', 'too-large']),
    about: optional(text(64)),
  },
};

// ---- guest → host -----------------------------------------------------------------------------

const guestToHost = {
  ...both,
  /**
   * The first message. `key`: the link key, only on a leg made by a number (C5) or by a hand-off,
   * where it is the new one and another is proved (H3).
   */
  hello: { nonce: secret, key: optional(secret) },
  /** The document is seen or not; no heartbeat comes while it is not (C8). */
  visible: { visible: yesNo },
  /** The document goes away or to sleep (`pagehide`). */
  bye: {},
  'capture.begin': captureInfo,
  'capture.withdraw': { id },
  /** The guest tapped the link to an offered page (H2). */
  'page.opened': { id },
};
export type GuestToHost = MessageOf<typeof guestToHost>;
export const parseGuestToHost = parserOf(guestToHost);

const offeredPage = object({
  id,
  url: pageAddress,
  /** What its button says. */
  name: text(PAGE_NAME_CHARS, 1),
  /** The hand-off secret, until a page has joined by it (H2). */
  secret: optional(secret),
});
/** A page that the host offers, as it travels. */
export type PageOnOffer = Checked<typeof offeredPage>;

// ---- host → guest -----------------------------------------------------------------------------

const hostToGuest = {
  ...both,
  /** Answers `hello`. */
  challenge: { nonce: secret },
  /** How many bytes of it the host holds: frames go on from there. Answers every begin (P2). */
  'capture.have': { id, bytes: whole(0, CAPTURE_BYTES) },
  /** It is stored. Sent again for every begin of a capture that is stored. */
  'capture.receipt': { id },
  'capture.refused': { id, reason: oneOf(CAPTURE_REFUSALS) },
  /** Answers `capture.withdraw`, unless it was stored already: then the receipt does. */
  'capture.withdrawn': { id },
  /** All pages on offer, in the place of the list before (H1). */
  'pages.offered': { pages: listOf(offeredPage, OFFERED_PAGES) },
};
export type HostToGuest = MessageOf<typeof hostToGuest>;
export const parseHostToGuest = parserOf(hostToGuest);
