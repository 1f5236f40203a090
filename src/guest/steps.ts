import { button, make } from './dom.js';
import { drawing } from './drawings.js';
import type { Screen, Stage, ViewAt } from './screen.js';

/** What it is and how it goes, before anything is agreed to (3.1). */
export const stepsScreen = ({ texts, act }: Stage): Screen<ViewAt<'steps'>> => {
  const { sheet } = texts;
  const element = make(
    'div',
    {},
    make('h1', {}, sheet.name),
    make('p', { class: 'lead' }, sheet.lead),
    make(
      'ol',
      { class: 'steps' },
      ...sheet.steps.map((step, index) => make('li', {}, drawing(index), make('span', {}, step))),
    ),
    make(
      'dl',
      { class: 'facts' },
      make('dt', { class: 'yes' }, sheet.seenHeading),
      make('dd', {}, sheet.seen),
      make('dt', { class: 'no' }, sheet.neverHeading),
      make('dd', {}, sheet.never),
    ),
    make('p', { class: 'soft' }, sheet.stays),
    button(sheet.start, 'primary', act.start),
    button(sheet.already, 'quiet', act.addPage),
  );
  return { element, update: () => undefined };
};
