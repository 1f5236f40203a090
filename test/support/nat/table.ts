/** The whole table: every kind of network at the guest's side with every kind at the host's. */
import { markdown } from '../../../bench/support/table.js';
import { KINDS, KIND_NAMES, type Kind, type Outcome } from './kinds.js';
import { meeting } from './meeting.js';
import type { Offer, World } from './world.js';

export interface Cell {
  guest: Kind;
  host: Kind;
  /** What came of it; the error where nothing did that the table has a word for. */
  outcome: Outcome | Error;
}

/**
 * Measures every cell, so many at a time. Cells that wait for an end of their tries cost nothing;
 * those that meet draw and send a picture.
 */
export const measure = async (world: World, offer: Offer, atOnce: number): Promise<Cell[]> => {
  const pairs = KINDS.flatMap((guest) => KINDS.map((host) => ({ guest, host })));
  const cells: Cell[] = [];
  const queue = pairs.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const { guest, host } of queue) {
        const outcome = await measured(world, offer, guest, host);
        cells.push({ guest, host, outcome });
      }
    }),
  );
  return cells;
};

const measured = async (world: World, offer: Offer, guest: Kind, host: Kind) => {
  try {
    const [guestAt, hostAt] = [await world.seat('guest', guest), await world.seat('host', host)];
    return await meeting(offer, guestAt, hostAt);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** In Markdown: a row a guest, a column a host. */
export const tableOf = (cells: readonly Cell[]): string =>
  markdown([
    ['guest ↓ host →', ...KINDS.map((host) => KIND_NAMES[host])],
    ...KINDS.map((guest) => [
      KIND_NAMES[guest],
      ...KINDS.map((host) => {
        const cell = cells.find((one) => one.guest === guest && one.host === host);
        return cell === undefined || cell.outcome instanceof Error ? 'failed' : cell.outcome;
      }),
    ]),
  ]);
