import { button, link, make } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

/** 「Misete をはじめる前に」: nothing is asked of the service before the guest agrees (N3). */
export const beforeScreen = ({ shared, service, act }: Stage): Screen<ViewAt<'before'>> => {
  const { before, opensInNewTab } = shared;
  const element = make(
    'div',
    {},
    make('h1', {}, before.heading),
    make('p', { class: 'lead' }, before.lead),
    make('ul', { class: 'points' }, ...before.points.map((point) => make('li', {}, point))),
    make('p', { class: 'soft' }, before.read),
    make(
      'p',
      { class: 'links' },
      link(before.terms, `${service}/help/terms.html`, opensInNewTab),
      link(before.privacy, `${service}/help/privacy.html`, opensInNewTab),
    ),
    button(before.ok, 'primary', act.agree),
  );
  return { element, update: () => undefined };
};
