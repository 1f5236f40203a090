/** Form controls: what they hold now is in their properties, not in their markup. */
import {
  attributeOf,
  boxOf,
  childNodesOf,
  childrenOf,
  clientHeightOf,
  clientTopOf,
  isElement,
  nameOf,
  parentOf,
  scrollLeftOf,
} from './dom.js';
import { isFirefox, isWebKit } from './engine.js';
import { dateText, dressField, showDash, showFiles } from './live-fields.js';
import { px } from './lengths.js';
import { pin, type Scene, UNBOUND } from './scene.js';
import { attribute, escapeText } from './writer.js';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Fields whose size is set by what they are, not by what they hold. */
const SELF_SIZED = /^(checkbox|radio|range|color|hidden|image)$/;

export const isField = (element: Element): element is Field =>
  /^(input|textarea|select)$/.test(nameOf(element));

export interface WrittenField {
  attributes: string;
  content: string;
  /** What it shows, for the fonts. */
  text: string;
  /** Where it is written as a field of another type. */
  type?: string;
}

export const writeField = (scene: Scene, field: Field): WrittenField => {
  dressField(scene, field);
  if (!(nameOf(field) === 'input' && SELF_SIZED.test((field as HTMLInputElement).type))) {
    pinField(scene, field);
  }
  switch (nameOf(field)) {
    case 'textarea':
      return writeArea(field as HTMLTextAreaElement);
    case 'select':
      return writeSelect(field as HTMLSelectElement);
    default:
      return writeInput(scene, field as HTMLInputElement);
  }
};

const pinField = (scene: Scene, field: Element): void => {
  const { width, height, display, boxSizing } = scene.style(field);
  if (display === 'inline') return;
  pin(scene, field, { width, height, 'box-sizing': boxSizing, ...UNBOUND });
};

const writeInput = (scene: Scene, input: HTMLInputElement): WrittenField => {
  const { type, value, placeholder } = input;
  if (type === 'checkbox' || type === 'radio') {
    if (input.indeterminate && type === 'checkbox' && !isFirefox) showDash(scene, input);
    return { attributes: input.checked ? ' checked="checked"' : '', content: '', text: '' };
  }
  if (type === 'file') showFiles(scene, input);
  if (type === 'file' || type === 'image') return { attributes: '', content: '', text: '' };
  // A button that is given no words has the browser's own.
  if (value === '' && attributeOf(input, 'value') === null && /^(submit|reset)$/.test(type)) {
    return { attributes: '', content: '', text: '' };
  }
  // What is painted on it says all; as a range it would have a thumb of its own besides.
  if (type === 'range' && isFirefox && scene.style(input).appearance !== 'none') {
    return { attributes: '', content: '', text: '', type: 'text' };
  }
  if (type === 'color' && isWebKit) {
    pin(scene, input, { 'background-color': value, color: 'transparent' });
  }
  const date = dateText(input);
  if (date !== undefined) {
    return { attributes: attribute('value', date), content: '', text: date, type: 'text' };
  }
  const scrolled = scrollLeftOf(input);
  if (scrolled !== 0) pin(scene, input, { 'text-indent': -scrolled });
  return {
    attributes: attribute('value', value) + hint(value, placeholder),
    content: '',
    text: value || placeholder,
  };
};

const hint = (value: string, placeholder: string): string =>
  value === '' && placeholder !== '' ? attribute('placeholder', placeholder) : '';

const writeArea = ({ value, placeholder }: HTMLTextAreaElement): WrittenField => ({
  attributes: hint(value, placeholder),
  content: (value.startsWith('\n') ? '\n' : '') + escapeText(value),
  text: value || placeholder,
});

const writeSelect = (select: HTMLSelectElement): WrittenField => {
  if (select.multiple || select.size > 1) return writeList(select);
  const text = [...select.selectedOptions].map(({ label }) => label).join('');
  return { attributes: '', content: `<option>${escapeText(text)}</option>`, text };
};

/** A list cannot be scrolled inside a picture: what is above is left out, and the rest moved up. */
const writeList = (select: HTMLSelectElement): WrittenField => {
  const top = boxOf(select).top + clientTopOf(select);
  const bottom = top + clientHeightOf(select);
  let [content, text, isFirst] = ['', '', true];
  for (const block of childrenOf(select)) {
    const box = boxOf(block);
    if (box.height === 0 || box.bottom <= top || box.top >= bottom) continue;
    const moved =
      isFirst && box.top < top ? attribute('style', `margin-top:${px(box.top - top)}`) : '';
    isFirst = false;
    const options = nameOf(block) === 'optgroup' ? [...childrenOf(block)] : [block];
    const written = options.filter(isOption).map((option) => {
      text += option.label;
      const { selected, disabled } = option;
      const state =
        (selected ? ' selected="selected"' : '') + (disabled ? ' disabled="disabled"' : '');
      return `<option${state}${option === block ? moved : ''}>${escapeText(option.label)}</option>`;
    });
    if (nameOf(block) !== 'optgroup') content += written.join('');
    else {
      const { label } = block as HTMLOptGroupElement;
      text += label;
      content += `<optgroup${attribute('label', label)}${moved}>${written.join('')}</optgroup>`;
    }
  }
  return { attributes: '', content, text };
};

const isOption = (element: Element): element is HTMLOptionElement => nameOf(element) === 'option';

/** Whether the select is drawn from its own content, as the page styles it. */
export const isOpenSelect = (scene: Scene, element: Element): boolean =>
  nameOf(element) === 'select' &&
  scene.style(element).getPropertyValue('appearance') === 'base-select';

/** Where a list goes on after items that are missing. */
export const ordinalOf = (item: Element): number | undefined => {
  const list = parentOf(item);
  if (list === null || !isElement(list) || nameOf(list) !== 'ol') return undefined;
  const items = [...childNodesOf(list)].filter((node) => isElement(node) && nameOf(node) === 'li');
  const isReversed = attributeOf(list, 'reversed') !== null;
  let next = Number(attributeOf(list, 'start') ?? (isReversed ? items.length : 1));
  for (const other of items) {
    const value = attributeOf(other, 'value');
    if (value !== null && value !== '') next = Number(value);
    if (other === item) return next;
    next += isReversed ? -1 : 1;
  }
  return undefined;
};
