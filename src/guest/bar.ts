/** The bar at the edge of the page while the guest is in a call; the page stays in use. */
import { NAMELESS_HOST } from '../text/shared.js';
import { button, make, say } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

export const connectedScreen = ({ shared, texts, act }: Stage): Screen<ViewAt<'connected'>> => {
  const { connected } = shared;
  const whom = make('span');
  const host = make('strong');
  const link = make('span', { class: 'link', role: 'status' });
  const hint = make('p', { class: 'soft' });
  const wrong = button(connected.notThisPerson, 'plain', act.wrongPerson);
  const send = button(texts.bar.send, 'primary', act.send);
  send.addEventListener('pointerdown', act.prepare);
  const element = bar(
    texts.bar.name,
    make(
      'div',
      { class: 'who' },
      make('p', {}, whom, host, link),
      button(connected.end, 'quiet', act.end),
    ),
    hint,
    make('div', { class: 'row' }, wrong, send),
  );
  return {
    element,
    update: ({ state }) => {
      const named = state.host !== '' && state.host !== NAMELESS_HOST;
      say(whom, named ? `${connected.host}: ` : connected.host);
      say(host, named ? state.host : '');
      say(link, connected[state.link]);
      link.dataset['link'] = state.link;
      wrong.hidden = hint.hidden = state.sentBefore;
      say(hint, connected.notThisPersonHint);
    },
  };
};

export const joiningScreen = ({ shared, texts, act }: Stage): Screen<ViewAt<'joining'>> => ({
  element: bar(
    texts.bar.name,
    make(
      'div',
      { class: 'who' },
      make('p', { role: 'status' }, texts.bar.reconnecting),
      button(shared.connected.end, 'quiet', act.end),
    ),
  ),
  update: () => undefined,
});

/** What is at the edge; the page stays in use. */
export const bar = (name: string, ...parts: HTMLElement[]): HTMLElement => {
  const element = make('section', { class: 'bar', label: name }, ...parts);
  // A tap here takes the focus from nothing on the page: the picture shows where it is (P3).
  element.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  return element;
};
