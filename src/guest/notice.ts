/** The notification bar: how the capture does that was tapped last (3.3). */
import { button, link, make, say } from './dom.js';
import type { Stage } from './screen.js';
import type { Notice } from './send.js';

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
  const status = make('div', { class: 'sent', role: 'status', data: { captureId: id } });
  if (image !== undefined) status.append(thumbnail(image, texts.notice.picture));
  status.append(words);
  return make('div', { class: 'result' }, status, closeButton(shared.close, dismiss));
};

const failedNotice = (
  { reason }: NoticeAt<'failed'>,
  { texts, shared, service, act }: Stage,
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
      ),
      closeButton(shared.close, dismiss),
    ),
    make(
      'div',
      { class: 'row' },
      link(shared.help, `${service}/help/#${reason}`, shared.opensInNewTab),
      button(texts.notice.again, 'plain', act.sendAgain),
    ),
  );

const closeButton = (name: string, act: () => void): HTMLButtonElement => {
  const close = button('✕', 'quiet', act);
  close.classList.add('dismiss');
  close.setAttribute('aria-label', name);
  return close;
};

/** Onto a canvas, since a page's policy may forbid images from `blob:` and `data:`. */
const thumbnail = (image: Blob, name: string): HTMLCanvasElement => {
  const canvas = make('canvas', { role: 'img', label: name });
  const drawn = async (): Promise<void> => {
    const picture = await createImageBitmap(image);
    // Sharp at three pixels for each of the 48 that are shown.
    canvas.width = 144;
    canvas.height = Math.round((picture.height / picture.width) * 144);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  };
  drawn().catch(() => {
    canvas.remove();
  });
  return canvas;
};
