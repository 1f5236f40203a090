/** The bar at the edge of the page while the guest is in a call; the page stays in use. */
import { NAMELESS_HOST } from '../text/shared.ja.js';
import { button, make, say } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

export const connectedScreen = (stage: Stage): Screen<ViewAt<'connected'>> => {
  const { shared, texts, act, here } = stage;
  const { connected } = shared;
  const whom = make('span');
  const host = make('strong');
  const link = make('span', { class: 'link', role: 'status' });
  const hint = make('p', { class: 'soft' });
  const wrong = button(connected.notThisPerson, 'plain', act.wrongPerson);
  const send = button(texts.bar.send, 'primary', act.send);
  send.addEventListener('pointerdown', act.prepare);
  const element = bar(
    stage,
    make('p', {}, link, whom, host),
    hint,
    make('div', { class: 'row' }, wrong, send),
  );
  return {
    element,
    update: ({ state, busy }) => {
      const named = state.host !== '' && state.host !== NAMELESS_HOST;
      say(whom, named ? `${connected.host}: ` : connected.host);
      say(host, named ? state.host : '');
      const { heading } = shared.trouble.codes.offline;
      say(link, state.link === 'open' || here.isOnline() ? connected[state.link] : heading);
      link.dataset['link'] = state.link;
      wrong.hidden = hint.hidden = state.sentBefore;
      say(hint, connected.notThisPersonHint);
      // Not `disabled`: that would take the focus away, and with it the way back to it.
      send.ariaDisabled = send.ariaBusy = busy ? 'true' : null;
    },
  };
};

export const joiningScreen = (stage: Stage): Screen<ViewAt<'joining'>> => {
  const host = make('strong');
  return {
    element: bar(stage, make('p', { role: 'status' }, stage.texts.bar.reconnecting, host)),
    update: ({ host: name }) => say(host, name === NAMELESS_HOST ? '' : name),
  };
};

/** What is at the edge in a call: with whom, how to leave, how to move it; then the parts. */
const bar = (stage: Stage, who: HTMLElement, ...parts: HTMLElement[]): HTMLElement => {
  const end = button(stage.shared.connected.end, 'quiet', stage.act.end);
  const element = edgeBar(stage.texts.bar.name, ...parts);
  element.prepend(make('div', { class: 'who' }, who, end, stage.handle(element)));
  return element;
};

/** What is at the edge; the page stays in use. */
export const edgeBar = (name: string, ...parts: HTMLElement[]): HTMLElement => {
  const element = make('section', { class: 'bar', label: name }, ...parts);
  // A tap here takes the focus from nothing on the page: the picture shows where it is (P3).
  element.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  return element;
};
