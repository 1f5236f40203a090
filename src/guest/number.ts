import type { Clock, Stop } from '../link/index.js';
import { button, make, say } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

/** The connection number, from asking for it until it runs out (N3). */
export const numberScreen = ({ shared, clock, act }: Stage): Screen<ViewAt<'number'>> => {
  const { number: texts } = shared;
  const heading = make('h1');
  const digits = make('output', { class: 'digits', label: texts.label });
  digits.dataset['connectionNumber'] = '';
  const left = make('p', { class: 'left', role: 'timer' });
  const gauge = make('div', { class: 'gauge' }, make('span'));
  const spinner = make('span', { class: 'spinner' });
  const advice = make('p', { class: 'lead' });
  const stays = make('p', { class: 'soft' }, texts.stays);
  const slow = make('p', { class: 'wait', role: 'status' });
  const renew = button(texts.renew, 'plain', act.renew);
  const parts = [spinner, heading, digits, gauge, left, advice, stays, slow, renew];
  const element = make('div', { class: 'number' }, ...parts);

  const countdown = countdownIn(clock, (seconds, total) => {
    say(left, texts.left(seconds));
    gauge.style.setProperty('--left', String(seconds / total));
  });

  return {
    element,
    update: ({ state }) => {
      const shown = state.at === 'number' ? state.number : '';
      if (digits.textContent !== shown) digits.textContent = shown;
      element.dataset['at'] = state.at;
      for (const part of [digits, gauge, left, stays]) part.hidden = state.at !== 'number';
      spinner.hidden = state.at !== 'asking';
      renew.hidden = state.at === 'asking';
      renew.className = state.at === 'number-over' ? 'primary' : 'plain';
      say(slow, state.at !== 'number-over' && state.slow ? texts.slow : '');
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
