/** What the rest of the capture gives to those who write markup. */
import type { ReportLine } from '../protocol/index.js';
import type { Words } from './fonts.js';
import type { Masking } from './masks.js';
import type { Shown } from './media.js';
import type { Scene } from './scene.js';
import type { Writer } from './writer.js';

export interface Serialising {
  scene: Scene;
  writer: Writer;
  words: Words;
  density: number;
  /** Names for `class`; known when all is written. */
  classesOf: (element: Element) => string;
  /** The address that holds what is at an address; known when all is loaded. */
  dataOf: (url: string, what?: ReportLine['what']) => string;
  /** Draws the document of a frame; its picture is known when all is loaded. */
  frame: (element: Element, content: Document, window: Window) => () => string;
  maskOf: (element: Element) => Masking;
  /** Called for each element at which something masked begins. */
  onMasked: () => void;
  /** Every element has its computed look: not all rules could be read. */
  isFrozen: boolean;
  isAllMasked: boolean;
  onLost: (element: Element, shown: Extract<Shown, { as: 'lost' }>) => void;
}
