/** The pages that the host has sent, as links at the edge of the page (H1). */
import type { OfferedPage } from '../link/index.js';
import { link, make } from './dom.js';
import type { Stage } from './screen.js';

export const offeredPages = ({ shared }: Stage, opened: (id: string) => void) => {
  const { heading, advice } = shared.offers;
  const list = make('ul');
  const element = make(
    'section',
    { class: 'bar', label: heading, hidden: true },
    make('p', { role: 'status' }, heading),
    list,
    make('p', { class: 'soft' }, advice),
  );
  let drawn: readonly OfferedPage[] = [];
  return {
    element,
    update: (pages: readonly OfferedPage[]): void => {
      if (pages === drawn) return;
      drawn = pages;
      const away = pages.filter(leadsAway);
      element.hidden = away.length === 0;
      list.replaceChildren(
        ...away.map(({ id, name, site, href }) => {
          const open = link(name, href, shared.opensInNewTab);
          open.addEventListener('click', () => opened(id));
          return make('li', {}, open, ' ', make('span', { class: 'soft' }, site));
        }),
      );
    },
  };
};

/**
 * Not to where the guest is, nor to a page of this site that was opened before: it would only cover
 * the form that it is about.
 */
const leadsAway = ({ href, site }: OfferedPage): boolean =>
  site !== location.origin ||
  (/misete=/.test(href) && withoutFragment(href) !== withoutFragment(location.href));

const withoutFragment = (address: string): string => address.split('#')[0] ?? '';
