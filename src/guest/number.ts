import type { Clock, Stop } from '../link/index.js';
import { button, link, make, say } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

/** Seconds before its end from which on it is said that a new one is a tap away. */
const SOON = 20;

/** The connection number, from asking for it until it runs out (N3). */
export const numberScreen = (stage: Stage): Screen<ViewAt<'number'>> => {
  const { shared, clock, act, here, help } = stage;
  const { number: texts } = shared;
  const heading = make('h1');
  const digits = make('div', {
    class: 'digits',
    role: 'group',
    label: texts.label,
    data: { connectionNumber: '' },
  });
  const read = make('p', { class: 'aside', role: 'status' });
  const left = make('p', { class: 'left', role: 'timer' });
  const gauge = make('div', { class: 'gauge' }, make('span'));
  const spinner = make('span', { class: 'spinner' });
  const advice = make('p', { class: 'lead' });
  const stays = make('p', { class: 'soft' }, texts.stays);
  const soon = make('p', { class: 'soft', role: 'status' });
  const slow = make('p', { class: 'wait', role: 'status' });
  const renew = button(texts.renew, 'plain', act.renew);
  const blocked = make('div', { class: 'wait' });
  if (!here.canKeep()) {
    const { heading: what, advice: then } = shared.trouble.codes['storage-blocked'];
    const more = link(shared.help, help('storage-blocked'), shared.opensInNewTab);
    blocked.append(make('strong', {}, what), make('p', {}, then), more);
  }
  blocked.hidden = blocked.firstChild === null;
  const parts = [spinner, heading, digits, read, gauge, left, advice, soon, slow, renew, stays];
  const element = make('div', { class: 'number' }, ...parts, blocked);

  const countdown = countdownIn(clock, (seconds, total) => {
    say(left, texts.left(seconds));
    say(soon, seconds <= SOON ? texts.soon : '');
    gauge.style.setProperty('--left', String(seconds / total));
  });

  return {
    element,
    update: ({ state }) => {
      const shown = state.at === 'number' ? state.number : '';
      showDigits(digits, shown);
      say(read, shown && texts.read([...shown].join(' ')));
      element.dataset['at'] = state.at;
      for (const part of [digits, gauge, left, stays]) part.hidden = state.at !== 'number';
      spinner.hidden = state.at !== 'asking';
      renew.hidden = state.at === 'asking';
      renew.className = state.at === 'number-over' ? 'primary' : 'plain';
      const waits = here.isOnline() ? texts.slow : shared.trouble.codes.offline.heading;
      say(slow, state.at !== 'number-over' && state.slow ? waits : '');
      say(soon, '');
      countdown.stop();
      switch (state.at) {
        case 'asking':
          say(heading, texts.asking);
          say(advice, '');
          break;
        case 'number':
          say(heading, texts.label);
          say(advice, state.kind === 'call' ? texts.say : texts.saySupport);
          countdown.start(state.endsAt);
          break;
        case 'number-over':
          say(heading, texts.over);
          say(advice, texts.overAdvice);
          break;
      }
    },
    close: countdown.stop,
  };
};

/** Each in a box of its own: a screen reader says four digits then, and not «four hundred seventeen». */
export const showDigits = (element: HTMLElement, digits: string): void => {
  if (element.textContent === digits) return;
  element.replaceChildren(...[...digits].map((digit) => make('span', {}, digit)));
};

/** Calls back every second until `endsAt`, with what is left and what it began with. */
export const countdownIn = (clock: Clock, tick: (seconds: number, total: number) => void) => {
  let stopTimer: Stop | undefined;
  let total: number | undefined;
  let counted = 0;
  const stop = (): void => {
    stopTimer?.();
    stopTimer = undefined;
  };
  const start = (endsAt: number): void => {
    if (endsAt !== counted) total = undefined;
    counted = endsAt;
    const left = Math.max(0, endsAt - clock.now());
    total ??= Math.max(left, 1000);
    tick(Math.ceil(left / 1000), total / 1000);
    if (left > 0) stopTimer = clock.after(left % 1000 || 1000, () => start(endsAt));
  };
  return { start, stop };
};
