/** What is said when something is over: the call, or our luck. */
import { appHere } from '../browser/index.js';
import type { TroubleCode } from '../link/index.js';
import { CODES } from '../text/codes.js';
import type { Language } from '../text/language.js';
import { button, dom, link, make, say } from './dom.js';
import { countdownIn } from './number.js';
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

export const endedScreen = ({ shared, service, help, act }: Stage): Screen<ViewAt<'ended'>> => {
  const reason = make('p');
  const more = link(shared.help, service, shared.opensInNewTab);
  const element = make(
    'div',
    { class: 'card' },
    make('div', { role: 'status' }, make('h2', {}, shared.ended.heading), reason),
    more,
    button(shared.close, 'plain', act.finish),
  );
  return {
    element,
    update: ({ state }) => {
      say(reason, shared.ended.reasons[state.reason]);
      more.href = help(state.reason);
      // These two are as they should be: there is nothing to help with.
      more.hidden = state.reason === 'host-ended' || state.reason === 'guest-left';
    },
  };
};

/** Troubles of the browser: another one may do it. */
const STUCK: readonly TroubleCode[] = ['no-webrtc', 'in-app', 'insecure'];

/** Troubles that the same tap cannot mend. */
const FINAL: readonly TroubleCode[] = [...STUCK, 'origin-refused', 'version-unknown', 'superseded'];

export const troubleScreen = (stage: Stage): Screen<ViewAt<'trouble'>> => {
  const { shared, clock, help, act, language } = stage;
  const { trouble } = shared;
  const heading = make('h2');
  const advice = make('p');
  const wait = make('p');
  const code = make('p', { class: 'soft' });
  const ways = make('div', { class: 'ways' });
  const more = link(shared.help, stage.service, shared.opensInNewTab);
  const retry = button(shared.again, 'primary', act.retry);
  const element = make(
    'div',
    { class: 'card trouble' },
    make('div', { role: 'alert' }, heading, advice, wait, code),
    ways,
    make('p', { class: 'links' }, more),
    make('div', { class: 'row' }, retry, button(shared.close, 'plain', act.finish)),
  );
  const countdown = countdownIn(clock, (seconds) => say(wait, trouble.wait(seconds)));
  let offline = false;
  const back = (): void => {
    if (offline) act.retry();
  };
  addEventListener('online', back);
  return {
    element,
    update: ({ state }) => {
      const texts = trouble.codes[state.code];
      offline = state.code === 'offline';
      say(heading, texts.heading);
      say(advice, texts.advice);
      countdown.stop();
      if (state.retryIn === undefined) say(wait, '');
      else countdown.start(clock.now() + state.retryIn);
      say(code, trouble.code(CODES[state.code]));
      ways.replaceChildren();
      if (STUCK.includes(state.code)) void offer(ways, state.code, language);
      more.href = help(state.code);
      retry.hidden = state.kind === undefined || FINAL.includes(state.code);
    },
    close: () => {
      countdown.stop();
      removeEventListener('online', back);
    },
  };
};

const offer = async (ways: HTMLElement, code: TroubleCode, language: Language): Promise<void> => {
  try {
    const { waysOut } = await import('./ways-out.js');
    ways.replaceChildren(...waysOut(dom, code, appHere(), language));
  } catch {
    // The sentence above says what to do, too.
  }
};
