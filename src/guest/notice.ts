/** The notification bar: how the capture does that was tapped last (3.3). */
import { CODES } from '../text/codes.js';
import { button, dom, link, make, say, sign } from './dom.js';
import type { Stage } from './screen.js';
import type { Notice } from './send.js';
import { drawInto } from './draw-into.js';

type NoticeAt<Name extends Notice['at']> = Extract<Notice, { at: Name }>;

export interface NoticeBar {
  element: HTMLElement;
  update: (notice: Notice) => void;
}

export const noticeBar = (stage: Stage, dismiss: () => void): NoticeBar => {
  const element = make('div', { class: 'notice' });
  let shown = '';
  let progress: ReturnType<typeof progressNotice> | undefined;
  return {
    element,
    update: (notice) => {
      const going = notice.at === 'capturing' || notice.at === 'sending';
      const key = going ? 'going' : JSON.stringify(notice);
      if (key !== shown) {
        shown = key;
        progress = going ? progressNotice(stage) : undefined;
        element.hidden = notice.at === 'none';
        element.replaceChildren(
          ...(progress ? [progress.element] : partsOf(notice, stage, dismiss)),
        );
      }
      if (going) progress?.update(notice);
    },
  };
};

const partsOf = (notice: Notice, stage: Stage, dismiss: () => void): HTMLElement[] => {
  if (notice.at === 'sent') return [sentNotice(notice, stage, dismiss)];
  if (notice.at === 'failed') return [failedNotice(notice, stage, dismiss)];
  return [];
};

const progressNotice = ({ texts, act }: Stage) => {
  const words = make('p', { role: 'status' });
  const gauge = make('div', { class: 'gauge' }, make('span'));
  const stop = button(texts.notice.giveUp, 'quiet', act.giveUp);
  const element = make('div', { class: 'going' }, words, gauge, stop);
  return {
    element,
    update: (notice: NoticeAt<'capturing'> | NoticeAt<'sending'>): void => {
      const sending = notice.at === 'sending';
      // Only the start is read out, not each percent.
      const text = !sending
        ? texts.notice.capturing
        : notice.waiting
          ? texts.notice.waiting
          : texts.notice.sending;
      say(words, text);
      gauge.style.setProperty('--left', String(sending ? notice.percent / 100 : 0));
      // While it goes it is over in a moment; only a wait is worth a button.
      stop.hidden = !(sending && notice.waiting);
    },
  };
};

const sentNotice = (
  { id, image }: NoticeAt<'sent'>,
  { texts, shared }: Stage,
  dismiss: () => void,
): HTMLElement => {
  const words = make('p', {}, make('strong', {}, texts.notice.sent), texts.notice.sentHint);
  const status = make('div', { role: 'status', data: { captureId: id } }, words);
  const result = make(
    'div',
    { class: 'result' },
    status,
    sign('✕', shared.close, 'dismiss', dismiss),
  );
  if (image !== undefined) result.prepend(thumbnail(image, texts.notice, shared.close));
  return result;
};

const failedNotice = (
  { reason }: NoticeAt<'failed'>,
  { texts, shared, help, act }: Stage,
  dismiss: () => void,
): HTMLElement =>
  make(
    'div',
    { class: 'failed' },
    make(
      'div',
      { class: 'result' },
      make(
        'div',
        { role: 'alert' },
        make('p', {}, make('strong', {}, texts.notice.failed)),
        make('p', {}, texts.notice.reasons[reason]),
        make('p', { class: 'soft' }, shared.trouble.code(CODES[reason])),
      ),
      sign('✕', shared.close, 'dismiss', dismiss),
    ),
    make(
      'div',
      { class: 'row' },
      link(shared.help, help(reason), shared.opensInNewTab),
      button(texts.notice.again, 'plain', act.sendAgain),
    ),
  );

/** Exactly what went, and a tap on it shows it large. */
const thumbnail = (
  image: Blob,
  words: { picture: string; enlarge: string },
  close: string,
): HTMLElement => {
  const canvas = make('canvas', { role: 'img', label: words.picture });
  // Beside the picture and not around it: what is in a button is no picture to a screen reader.
  const enlarge = sign('', words.enlarge, 'enlarge', () => {
    import('./picture.js')
      .then(({ openPicture }) => openPicture(dom, drawInto, thumb, image, words.picture, close))
      .catch(() => undefined);
  });
  const thumb = make('div', { class: 'thumb' }, canvas, enlarge);
  // Sharp at three pixels for each of the 48 that are shown.
  drawInto(canvas, image, 144).catch(() => {
    thumb.remove();
  });
  return thumb;
};
