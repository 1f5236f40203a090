/** The number at the edge of the page, for a guest who closed the sheet while it lives (N7). */
import { edgeBar } from './bar.js';
import { button, make, say } from './dom.js';
import { countdownIn, showDigits } from './number.js';
import type { Screen, Stage, ViewAt } from './screen.js';

export const asideScreen = (stage: Stage): Screen<ViewAt<'aside'>> => {
  const { shared, texts, clock, act } = stage;
  const { number: words } = shared;
  const digits = make('span', {
    class: 'brief',
    role: 'group',
    label: words.label,
    data: { connectionNumber: '' },
  });
  const left = make('span', { class: 'left', role: 'timer' });
  const shown = make('p', { class: 'kept' }, `${words.label} `, digits, left);
  const said = make('p', { role: 'status' });
  const show = button(texts.bar.showNumber, 'primary', act.showNumber);
  const renew = button(words.renew, 'primary', act.renew);
  const row = make('div', { class: 'row' }, button(words.cancel, 'plain', act.cancel), show, renew);
  const countdown = countdownIn(clock, (seconds) => {
    say(left, words.left(seconds));
  });
  const element = edgeBar(texts.bar.name, row);
  const about = make('div', {}, shown, said);
  element.prepend(make('div', { class: 'who' }, about, stage.handle(element)));
  return {
    element,
    update: ({ state }) => {
      showDigits(digits, state.at === 'number' ? state.number : '');
      shown.hidden = show.hidden = state.at !== 'number';
      renew.hidden = state.at !== 'number-over';
      said.className = state.at === 'number' ? 'soft' : '';
      countdown.stop();
      switch (state.at) {
        case 'asking':
          say(said, words.asking);
          break;
        case 'number':
          say(said, texts.bar.numberKept);
          countdown.start(state.endsAt);
          break;
        case 'number-over':
          say(said, words.over);
          break;
      }
    },
    close: countdown.stop,
  };
};
