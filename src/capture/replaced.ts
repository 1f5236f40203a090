/** Elements in whose place a picture is shown: images, canvases, videos, frames; or none, or a stand-in. */
import { attributeOf, nameOf } from './dom.js';
import type { Shown } from './media.js';
import { pin, type Scene, UNBOUND } from './scene.js';
import type { Serialising } from './serialising.js';
import { MISSING } from './stand-ins.js';
import { attribute, escapeValue, type Part } from './writer.js';

type Open = (tag: string, more?: readonly Part[], without?: readonly string[]) => void;

const isImage = (element: Element): element is HTMLImageElement => nameOf(element) === 'img';

/** @param open writes a tag for the element, up to its `>` */
export const writeReplaced = (
  given: Serialising,
  element: Element,
  shown: Shown,
  open: Open,
): void => {
  const { scene, writer, dataOf, frame, onLost } = given;
  const picture = (source: Part): void => {
    open('img', [' decoding="sync" src="', source, '"'], ['width', 'height', 'type', 'value']);
    writer.write('/>');
  };
  const { width, height, display } = scene.style(element);
  if (width !== 'auto') {
    pin(scene, element, { width, height, ...UNBOUND, flex: 'none' });
  } else if (shown.as === 'lost') {
    const box = scene.boxOf(element);
    pin(scene, element, { width: box.width, height: box.height });
  }
  if (shown.as === 'document') pinBorder(scene, element);
  if (nameOf(element) === 'frame') pinFrame(scene, element);
  const isPicture = /^(img|input)$/.test(nameOf(element));
  if (!isPicture && display === 'inline') pin(scene, element, { display: 'inline-block' });
  switch (shown.as) {
    case 'address':
      writer.need(shown.url, isImage(element) ? element : 'picture');
      picture(() => escapeValue(dataOf(shown.url)));
      return;
    case 'data':
      picture(shown.data);
      return;
    case 'document': {
      const drawing = frame(element, shown.content, shown.window);
      pin(scene, element, { 'object-fit': 'fill', padding: scene.style(element).padding });
      picture(() => escapeValue(drawing()));
      return;
    }
    case 'lost':
      onLost(element, shown);
      pin(scene, element, { background: MISSING, color: 'transparent' });
      open('c-x');
      writer.write('></c-x>');
      return;
    case 'nothing':
      writeAbsent(given, element, open);
      return;
  }
};

/** A picture that is not there yet, or that the browser could not load. */
const writeAbsent = ({ scene, writer, words }: Serialising, element: Element, open: Open): void => {
  const alt = nameOf(element) === 'img' ? attributeOf(element, 'alt') : null;
  const isBroken = nameOf(element) === 'img' && attributeOf(element, 'src') !== null;
  if (!isBroken) {
    const { display } = scene.style(element);
    pin(scene, element, { display: display === 'inline' ? 'inline-block' : display });
    open('c-x');
    writer.write('></c-x>');
    return;
  }
  if (alt !== null) words.add(alt, scene.style(element).fontFamily);
  const isLoading = !(element as HTMLImageElement).complete;
  const source = isLoading ? '' : ' src="data:,"';
  const said = alt === null || isLoading ? '' : attribute('alt', alt);
  open('img', [source, said], ['width', 'height']);
  writer.write('/>');
};

/** A frame of a set is where the set puts it; nothing else is laid out there. */
const pinFrame = (scene: Scene, element: Element): void => {
  const { left, top, width, height } = scene.boxOf(element);
  pin(scene, element, { display: 'block', position: 'fixed', left, top, width, height });
};

/** What browsers give to frames, and not to the picture that stands for one. */
const pinBorder = (scene: Scene, element: Element): void => {
  const style = scene.style(element);
  // Where nobody said so, Chromium draws frames that look hollow in a grey of its own.
  const colour = (value: string): string => (value === style.color ? 'currentcolor' : value);
  for (const side of ['top', 'right', 'bottom', 'left']) {
    const value = (part: string): string => style.getPropertyValue(`border-${side}-${part}`);
    pin(scene, element, {
      [`border-${side}`]: `${value('width')} ${value('style')} ${colour(value('color'))}`,
    });
  }
};
