/** Takes the pictures: a state is visited once a language, and seen in all sizes and schemes. */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Picture, type Wish, fileOf, sittingsOf, viewsOf } from './picture.js';
import type { OpenRoom, Room } from './room.js';
import { type Sitting, type Visitor, createVisitor, inTurns, setView, settle } from './visitor.js';

export interface Taken {
  pictures: Picture[];
  /** A sentence for each state that could not be shown, and for each error of its page. */
  faults: string[];
}

interface Place {
  folder: string;
  /** Pixels of a picture for each pixel of the page. */
  scale: number;
}

export const takePictures = async (
  browser: Browser,
  open: ReadonlyMap<Room, OpenRoom>,
  wish: Wish,
  { folder, scale }: Place,
): Promise<Taken> => {
  const taken: Taken = { pictures: [], faults: [] };
  const take = async (sitting: Sitting, visitor: Visitor): Promise<void> => {
    const { room, state, language } = sitting;
    const views = viewsOf(room, wish);
    const [first] = views;
    if (first === undefined) return;
    const logged = await visitor.visit(sitting, first, async (page) => {
      for (const view of views) {
        await setView(page, view);
        await settle(page);
        const { size, scheme } = view;
        const picture = { state: state.name, size: size.name, language, scheme };
        await page.screenshot({
          path: join(folder, fileOf(picture)),
          animations: 'disabled',
          fullPage: room.whole,
        });
        taken.pictures.push(picture);
      }
    });
    for (const fault of logged) {
      taken.faults.push(`${state.name} (${language}): the page logged: ${fault}`);
    }
  };
  await inTurns(
    sittingsOf([...open.keys()], wish),
    () => createVisitor(browser, open, { scale }),
    async (sitting, visitor) => {
      try {
        await take(sitting, visitor);
      } catch (error) {
        taken.faults.push(error instanceof Error ? error.message : String(error));
      }
    },
  );
  return taken;
};
