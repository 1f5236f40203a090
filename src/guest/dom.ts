/** Makes elements. Text only ever becomes text. */
import { dress } from './dress.js';

interface Properties {
  class?: string;
  role?: string;
  /** Accessible name, where it is not the text. */
  label?: string;
  hidden?: boolean;
  /** `data-…` attributes, by their camel-case names. */
  data?: Record<string, string>;
}

type Child = Node | string | undefined;

export const make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: className, role, label, hidden, data }: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  if (className !== undefined) element.className = className;
  if (role !== undefined) element.setAttribute('role', role);
  if (label !== undefined) element.setAttribute('aria-label', label);
  if (hidden === true) element.hidden = true;
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

export type Look = 'primary' | 'plain' | 'quiet' | 'danger';

export const button = (name: string, look: Look, act: () => void): HTMLButtonElement => {
  const element = make('button', { class: look }, name);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
};

/** A link out of the page, which stays as it is. */
export const link = (name: string, address: string, newTab: string): HTMLAnchorElement => {
  const element = make('a', {}, name, make('span', { class: 'aside' }, newTab));
  element.href = address;
  element.target = '_blank';
  element.rel = 'noopener';
  return element;
};

/** `button`, named otherwise than it looks. */
export const sign = (
  mark: string,
  name: string,
  className: string,
  act: () => void,
): HTMLButtonElement => {
  const element = button(mark, 'quiet', act);
  element.classList.add(className);
  element.ariaLabel = name;
  return element;
};

/** Sets a text only if it is another one: screen readers read what changes. */
export const say = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** For what is fetched later: with imports of its own it would tear the rest into several files. */
export const dom = { dress, make, button, sign, say };
export type Dom = typeof dom;
