import type { GuestPage } from '../protocol/index.js';

/** Names in the page's own storage. Part of the loader: every byte counts. */
export const TARGET_NAMES = {
  guest: 'misete.guest',
  number: 'misete.number',
  handOff: 'misete.hand-off',
} as const;

/**
 * The connection page has names of its own: it may share an origin with a target page (the demo
 * does), and each must join a call by itself (3.2).
 */
const CONNECTION_NAMES = {
  guest: 'misete.connection.guest',
  number: 'misete.connection.number',
  handOff: 'misete.connection.hand-off',
} as const;

export const storageNames = (page: GuestPage) =>
  page === 'target' ? TARGET_NAMES : CONNECTION_NAMES;

/** A guest key lives at most 12 hours (C5). */
export const GUEST_KEY_MS = 12 * 60 * 60 * 1000;

/** Minutes after which a link is old: longer than any hand-off is good for (H4). */
export const HAND_OFF_OLD_MINUTES = 60;
