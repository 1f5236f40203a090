import { button, link, make } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

/** 「Misete をはじめる前に」: nothing is asked of the service before the guest agrees (N3). */
export const beforeScreen = ({ shared, service, brand, act }: Stage): Screen<ViewAt<'before'>> => {
  const { before, opensInNewTab } = shared;
  const element = make(
    'div',
    {},
    make('h1', {}, before.heading(brand.name)),
    make('p', { class: 'lead' }, before.lead),
    make('ul', { class: 'points' }, ...before.points.map((point) => make('li', {}, point))),
    make('p', { class: 'soft' }, before.read),
    make(
      'p',
      { class: 'links' },
      link(before.terms, new URL(brand.terms, service).href, opensInNewTab),
      link(before.privacy, new URL(brand.privacy, service).href, opensInNewTab),
    ),
    button(before.ok, 'primary', act.agree),
  );
  return { element, update: () => undefined };
};
