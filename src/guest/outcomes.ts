/** What is said when something is over: the call, or our luck. */
import type { TroubleCode } from '../link/index.js';
import { button, link, make, say } from './dom.js';
import type { Screen, Stage, ViewAt } from './screen.js';

export const meetingScreen = ({ shared }: Stage): Screen<ViewAt<'meeting'>> => ({
  element: make(
    'div',
    { class: 'meeting', role: 'status' },
    make('span', { class: 'spinner' }),
    make('h1', {}, shared.meeting.heading),
    make('p', { class: 'lead' }, shared.meeting.advice),
  ),
  update: () => undefined,
});

export const endedScreen = ({ shared, service, act }: Stage): Screen<ViewAt<'ended'>> => {
  const reason = make('p');
  const help = link(shared.help, service, shared.opensInNewTab);
  const element = make(
    'div',
    { class: 'card' },
    make('div', { role: 'status' }, make('h2', {}, shared.ended.heading), reason),
    help,
    button(shared.close, 'plain', act.finish),
  );
  return {
    element,
    update: ({ state }) => {
      say(reason, shared.ended.reasons[state.reason]);
      help.href = `${service}/help/#${state.reason}`;
      // These two are as they should be: there is nothing to help with.
      help.hidden = state.reason === 'host-ended' || state.reason === 'guest-left';
    },
  };
};

/** Troubles that the same tap cannot mend. */
const FINAL: readonly TroubleCode[] = [
  'no-webrtc',
  'origin-refused',
  'version-unknown',
  'superseded',
];

export const troubleScreen = ({ shared, service, act }: Stage): Screen<ViewAt<'trouble'>> => {
  const { trouble } = shared;
  const heading = make('h2');
  const advice = make('p');
  const wait = make('p');
  const code = make('p', { class: 'soft' });
  const help = link(shared.help, service, shared.opensInNewTab);
  const retry = button(shared.again, 'primary', act.retry);
  const element = make(
    'div',
    { class: 'card trouble' },
    make('div', { role: 'alert' }, heading, advice, wait, code),
    make('p', { class: 'links' }, help),
    make('div', { class: 'row' }, retry, button(shared.close, 'plain', act.finish)),
  );
  return {
    element,
    update: ({ state }) => {
      const texts = trouble.codes[state.code];
      say(heading, texts.heading);
      say(advice, texts.advice);
      say(wait, state.retryIn === undefined ? '' : trouble.wait(Math.ceil(state.retryIn / 1000)));
      say(code, trouble.code(state.code));
      help.href = `${service}/help/#${state.code}`;
      retry.hidden = state.kind === undefined || FINAL.includes(state.code);
    },
  };
};
