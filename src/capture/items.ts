/** What stands in the markup of a picture. */

/** What is written for a container: nodes of the page, and boxes that take the place of others. */
export type Item = Node | Filler | Piece;

export interface Filler {
  name: string;
  style: string;
  /** Its content, written likewise. */
  items: Item[];
}

/** A part of a text. */
export interface Piece {
  text: Text;
  from: number;
  to: number;
}

export const isFiller = (item: Item): item is Filler => 'items' in item;
export const isPiece = (item: Item): item is Piece => 'from' in item;
export const isNode = (item: Item): item is Node => !isFiller(item) && !isPiece(item);
