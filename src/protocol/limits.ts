/** Every limit of both wires, in one place, with its reason. Enforced on receipt (P8, W5). */

/** A message of the signaling socket, in bytes. An SDP offer with one channel is 0.5–3 kB. */
export const SIGNALING_MESSAGE_BYTES = 32 * 1024;

/** The SDP of an offer or an answer, in characters. */
export const SDP_CHARS = 16 * 1024;

/** One ICE candidate line, in characters. */
export const CANDIDATE_CHARS = 1024;

/** Candidates kept with a waiting offer (W2). A phone with VPN, Wi-Fi and mobile has about 20. */
export const CANDIDATES_PER_OFFER = 40;

/** Legs of one call at the same time (C1). */
export const LEGS_PER_CALL = 8;

/** Guest keys of one call: one per number claimed (C5). */
export const KEYS_PER_CALL = 16;

/**
 * A text message on the data channel, in characters. With the frame size below it keeps to what
 * every browser passes on in one piece (RFC 8841 leaves 64 KiB as the default maximum).
 */
export const CHANNEL_TEXT_CHARS = 16 * 1024;

/** A binary frame with its header, in bytes (W4): 16 KiB is safe between all browsers. */
export const FRAME_BYTES = 16 * 1024;

/** A capture's picture, in bytes (P8). */
export const CAPTURE_BYTES = 8 * 1024 * 1024;

/** Captures that the host keeps of one call (P8). */
export const CAPTURES_PER_CALL = 100;

export const TITLE_CHARS = 1_000;
export const URL_CHARS = 4_096;

/** Lines of a capture's report; equal ones are counted, not repeated (P6). */
export const REPORT_LINES = 24;

/** Pages that a host has on offer at the same time; their list fits into one message (H1). */
export const OFFERED_PAGES = 5;
/** The address of an offered page, in characters. */
export const OFFERED_URL_CHARS = 2_000;
/** What is written on an offered page's button, in characters. */
export const PAGE_NAME_CHARS = 80;

/** How long an offered page may be opened, in milliseconds (H4). */
export const OFFER_MS = 30 * 60 * 1000;

/** Hand-offs of one call that the service knows, those that are over included (H4). */
export const HAND_OFFS_PER_CALL = 64;

/** A host's display name, in characters. */
export const NAME_CHARS = 40;
