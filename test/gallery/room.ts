/** A room of the product as the gallery visits it. */
import type { Page } from 'playwright-core';
import type { Size } from './sizes.js';
import type { GalleryState } from './state.js';

export interface Room {
  name: string;
  states: readonly GalleryState[];
  /** The first is the one that tests use. */
  sizes: readonly Size[];
  phone: boolean;
  /** A selector of what is ours in its pages. */
  ours: string;
  /** Whether a picture shows the page down to its end, and not only what fits the screen. */
  whole: boolean;
  /** Builds and starts what its pages need. */
  open: () => Promise<OpenRoom>;
}

export interface OpenRoom {
  /** Answers what its pages ask for. */
  serve: (page: Page) => Promise<unknown>;
  /** The address at which a state begins. */
  address: (state: GalleryState) => string;
  close: () => Promise<unknown>;
}

/** Opens the rooms that are needed, all at once. */
export const openRooms = async (rooms: Iterable<Room>): Promise<Map<Room, OpenRoom>> =>
  new Map(
    await Promise.all([...new Set(rooms)].map(async (room) => [room, await room.open()] as const)),
  );

export const closeRooms = async (open: Map<Room, OpenRoom>): Promise<void> => {
  await Promise.all([...open.values()].map((room) => room.close()));
};
