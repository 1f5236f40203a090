/**
 * The numbers of the codes: what a guest reads aloud on the phone is three digits, not a word of
 * English. They are on help pages and in people's notes: a number never changes its meaning.
 * 1.. getting a number and joining, 2.. the guest's browser, 3.. the end of a call, 4.. a picture.
 */
export const CODES = {
  'numbers-exhausted': 101,
  'too-many-numbers': 102,
  'page-refused': 103,
  'too-many-legs': 104,
  superseded: 105,
  'not-proved': 106,
  'version-unknown': 107,
  'origin-refused': 108,
  'hand-off-over': 109,
  'hand-off-elsewhere': 110,
  unexpected: 199,
  'no-webrtc': 201,
  'in-app': 202,
  'storage-blocked': 203,
  offline: 204,
  insecure: 205,
  'host-ended': 301,
  'guest-left': 302,
  'wrong-person': 303,
  'no-path': 304,
  'host-gone': 305,
  expired: 306,
  'too-large': 401,
  'too-many-captures': 402,
  damaged: 403,
  'not-stored': 404,
  'call-ended': 405,
  'given-up': 406,
  'capture-blocked': 407,
  'capture-slow': 408,
  'capture-failed': 409,
  'page-closed': 410,
} as const;

export type Code = keyof typeof CODES;
