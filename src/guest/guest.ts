/** The guest's part on a target page: shows where the call stands, and passes on what is tapped. */
import type { Awake } from '../browser/index.js';
import type { Clock, GuestCall, Keep } from '../link/index.js';
import { NAMED } from '../look/brand.js';
import type { NumberKind } from '../protocol/index.js';
import type { Words } from '../text/words.js';
import { LANGUAGES, LANGUAGE_KEPT, type Language } from '../text/language.js';
import { asideScreen } from './aside.js';
import { connectedScreen, joiningScreen } from './bar.js';
import { beforeScreen } from './before.js';
import { make, sign } from './dom.js';
import { focusOn, isLost } from './focus.js';
import { createMover } from './move.js';
import { numberScreen } from './number.js';
import { noticeBar } from './notice.js';
import { offeredPages } from './offered.js';
import { endedScreen, meetingScreen, troubleScreen } from './outcomes.js';
import type { Acts, Here, Screen, Stage, ViewAt } from './screen.js';
import type { Sender } from './send.js';
import { askToEnd, createSheet } from './sheet.js';
import type { Guest, GuestStart } from './start.js';
import { stepsScreen } from './steps.js';
import { type Opened, type View, isInSheet, openedBy, viewOf } from './view.js';

type Drawn = Exclude<View['at'], 'button'>;

const screens: { [Name in Drawn]: (stage: Stage) => Screen<ViewAt<Name>> } = {
  steps: stepsScreen,
  before: beforeScreen,
  number: numberScreen,
  aside: asideScreen,
  meeting: meetingScreen,
  joining: joiningScreen,
  connected: connectedScreen,
  ended: endedScreen,
  trouble: troubleScreen,
};

export interface GuestParts {
  call: GuestCall;
  leadsTo: NumberKind;
  /** False where this browser cannot make a call at all: a tap says so at once. */
  able: boolean;
  clock: Clock;
  /** Where the guest's choices outlive the page. */
  keep: Pick<Keep, 'set'>;
  /** What is said at first. */
  words: Words;
  /** The same in another language; rejects where it cannot be fetched. */
  wordsIn: (language: Language) => Promise<Words>;
  here: Here;
  awake: Awake;
  /** Makes what takes and sends pictures; calls back when its notice changes. */
  createSender: (onChange: () => void) => Sender;
  /** Gets ready for a picture: called when a call is made, and when a finger is on the button. */
  prepare: () => void;
}

const NO_PAGES: GuestCall['offers'] = [];

export const createGuest = (
  {
    base,
    brand,
    glass,
    language: first,
    move,
    pill,
    speak,
  }: Omit<GuestStart, 'everPassword' | 'handOff'>,
  {
    call,
    leadsTo,
    able,
    clock,
    keep,
    words,
    wordsIn,
    here,
    awake,
    createSender,
    prepare,
  }: GuestParts,
): Guest => {
  const above = glass.element;
  const root = above.getRootNode() as ShadowRoot;
  const service = base.slice(0, -1);
  let opened: Opened = 'page';
  let current: { at: Drawn; inSheet: boolean; screen: Screen<View> } | undefined;

  const open = (next: Opened): void => {
    opened = next;
    draw();
  };

  const mover = createMover(glass, keep);
  mover.attach(pill, move, pill);

  const act: Acts = {
    speak: () => {
      const language = LANGUAGES.find((one) => one !== stage.language) ?? first;
      // Where it cannot be fetched, all stays as it is, and the button can be tapped again.
      wordsIn(language)
        .then((said) => change(language, said))
        .catch(() => undefined);
    },
    start: () => open('before'),
    agree: () => {
      opened = 'asked';
      call.ask('call');
    },
    addPage: () => {
      opened = 'asked';
      call.ask('support');
    },
    renew: () => {
      open('asked');
      call.renew();
    },
    close: () => {
      const { at } = call.state;
      // The host may be typing the number at this moment: a slip must not take it away.
      open(at === 'number' ? 'aside' : 'page');
      if (at === 'asking' || at === 'number-over') call.cancel();
      if (at === 'trouble') call.reset();
    },
    showNumber: () => open('asked'),
    cancel: () => call.cancel(),
    prepare,
    send: () => sender.send(),
    sendAgain: () => sender.again(),
    giveUp: () => call.giveUp(),
    wrongPerson: () => call.leave('wrong-person'),
    end: () => askToEnd(above, stage.shared.connected, () => call.leave('guest-left')),
    finish: () => {
      opened = 'page';
      call.reset();
    },
    retry: () => {
      const kind = call.state.at === 'trouble' ? call.state.kind : undefined;
      call.reset();
      opened = 'asked';
      call.ask(kind ?? leadsTo);
    },
  };

  const change = (language: Language, said: Words): void => {
    keep.set(LANGUAGE_KEPT, language);
    speak(language);
    stage = stageIn(language, said);
    sheet.dress(stage);
    notice = noticeBar(stage, () => sender.dismiss());
    offered = offeredPages(stage, (id) => call.opened(id));
    leave();
    draw();
  };

  const stageIn = (language: Language, said: Words): Stage => ({
    ...said,
    language,
    clock,
    service,
    brand: { ...NAMED, ...brand },
    help: (code) => `${service}/help/${language === 'ja' ? '' : 'en.html'}#${code}`,
    here,
    handle: (dragged) => {
      const handle = sign('✥', move.ariaLabel ?? '', 'handle', mover.next);
      mover.attach(dragged, handle);
      return handle;
    },
    act,
  });
  let stage = stageIn(first, words);

  const sheet = createSheet(glass, act.close);
  sheet.dress(stage);
  const edge = make('div', { class: 'edge' });
  above.append(edge);
  const sender = createSender(() => draw());
  let notice = noticeBar(stage, () => sender.dismiss());
  let offered = offeredPages(stage, (id) => call.opened(id));

  const take = (view: Exclude<View, { at: 'button' }>): void => {
    const inSheet = isInSheet(view);
    if (current?.at !== view.at || current.inSheet !== inSheet) {
      leave();
      const screen = screens[view.at](stage) as Screen<View>;
      screen.update(view);
      current = { at: view.at, inSheet, screen };
      if (inSheet) sheet.show(screen.element);
      else edge.replaceChildren(offered.element, notice.element, screen.element);
    } else {
      current.screen.update(view);
    }
    if (!inSheet) sheet.close();
  };

  const leave = (): void => {
    current?.screen.close?.();
    current = undefined;
    edge.replaceChildren();
  };

  const draw = (): void => {
    const had = root.activeElement !== null;
    const before = current?.screen;
    opened = openedBy(call.state, opened);
    const now = sender.notice;
    const view = viewOf(call.state, opened, now.at === 'capturing' || now.at === 'sending');
    // Under the sheet it stays, so that the focus can go back to it.
    pill.hidden = view.at !== 'button' && !isInSheet(view);
    awake.keep((view.at === 'number' || view.at === 'aside') && view.state.at === 'number');
    offered.update(view.at === 'connected' ? call.offers : NO_PAGES);
    notice.update(view.at === 'connected' || view.at === 'joining' ? now : { at: 'none' });
    if (view.at === 'button') {
      leave();
      sheet.close();
    } else {
      take(view);
    }
    if (!had || !isLost(root)) return;
    // On a new screen no button: its tap may be the one that was meant for what was there before.
    if (current === undefined) focusOn(pill, 'button');
    else if (current.screen === before) focusOn(current.screen.element, '.primary,h1,h2');
    else focusOn(current.screen.element);
  };

  let connected = false;
  call.watch(() => {
    if (!connected && call.state.at === 'connected') prepare();
    connected = call.state.at === 'connected';
    draw();
  });
  if (call.state.at === 'connected') prepare();
  draw();

  return {
    open: () => {
      if (!able || leadsTo === 'support') {
        opened = 'asked';
        call.ask(leadsTo);
      } else {
        open('steps');
      }
    },
    move: mover.next,
  };
};
