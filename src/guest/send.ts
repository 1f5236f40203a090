/** From the tap on [画面を送信] to what the guest is told of it (3.3). */
import type { Capture, CaptureFailure } from '../capture/index.js';
import type { GuestCall, SendingState } from '../link/index.js';
import { TITLE_CHARS, URL_CHARS } from '../protocol/index.js';
import type { LinkSpeed } from './slow-link.js';

/** What this document did for the tap that came last; the rest is the link's to know. */
export type Shot =
  | { at: 'none' }
  | { at: 'capturing' }
  | { at: 'taken'; image: Blob }
  | { at: 'failed'; reason: CaptureFailure };

type SendFailure = Extract<SendingState, { at: 'failed' }>['reason'] | `capture-${CaptureFailure}`;

export type Notice =
  | { at: 'none' }
  | { at: 'capturing' }
  | { at: 'sending'; percent: number; waiting: boolean }
  /** `image`: what was sent, where this document sent it. */
  | { at: 'sent'; id: string; image: Blob | undefined }
  | { at: 'failed'; reason: SendFailure };

/** @param dismissed the capture whose result the guest has closed. */
export const noticeOf = (
  shot: Shot,
  sending: SendingState,
  dismissed: string | undefined,
): Notice => {
  if (shot.at === 'capturing') return shot;
  if (shot.at === 'failed') return { at: 'failed', reason: `capture-${shot.reason}` };
  switch (sending.at) {
    case 'idle':
      return { at: 'none' };
    case 'sending': {
      const percent = sending.bytes === 0 ? 0 : Math.floor((100 * sending.sent) / sending.bytes);
      return { at: 'sending', percent, waiting: sending.waiting };
    }
    case 'sent':
    case 'failed':
      if (sending.id === dismissed) return { at: 'none' };
      return sending.at === 'failed'
        ? { at: 'failed', reason: sending.reason }
        : { at: 'sent', id: sending.id, image: shot.at === 'taken' ? shot.image : undefined };
  }
};

export interface Sender {
  readonly notice: Notice;
  /** 画面を送信; does nothing while another capture is under way. */
  send: () => void;
  /** もう一度送信: takes the picture anew if there is none, else sends the one that there is. */
  again: () => void;
  dismiss: () => void;
}

interface SenderSettings {
  call: GuestCall;
  page: Document;
  /** With fewer bytes if the link is slow. Rejects with a reason of `CaptureFailed`. */
  take: (isSlow: boolean) => Promise<Capture>;
  link: LinkSpeed;
  /** Why it rejected. */
  failureOf: (error: unknown) => CaptureFailure;
  now: () => number;
  onChange: () => void;
}

export const createSender = (settings: SenderSettings): Sender => {
  const { call, page, take, link, failureOf, now, onChange } = settings;
  let shot: Shot = { at: 'none' };
  let dismissed: string | undefined;
  let tappedAt: number | undefined;
  let sentAt = 0;

  const change = (next: Shot): void => {
    shot = next;
    onChange();
  };

  const takeAndSend = async (): Promise<void> => {
    const time = now();
    const title = page.title.slice(0, TITLE_CHARS);
    const url = page.URL.slice(0, URL_CHARS);
    const start = performance.now();
    tappedAt = start;
    call.tapped();
    change({ at: 'capturing' });
    try {
      const { image, width, height, report, drawnAt, encodedAt } = await take(link.isSlow());
      performance.measure('misete:capture', { start, end: drawnAt });
      performance.measure('misete:encode', { start: drawnAt, end: encodedAt });
      shot = { at: 'taken', image };
      sentAt = now();
      const isTaken = call.send({ image, about: { width, height, title, url, time, report } });
      // Another page has said by now that it was lost, or this one that the call is over.
      if (!isTaken) shot = { at: 'none' };
      onChange();
    } catch (error) {
      call.missed();
      change({ at: 'failed', reason: failureOf(error) });
    }
  };

  call.watch(() => {
    if (call.sending.at !== 'sent' || tappedAt === undefined || shot.at !== 'taken') return;
    performance.measure('misete:send', { start: tappedAt });
    tappedAt = undefined;
    link.sent(shot.image.size, now() - sentAt);
  });

  const send = (): void => {
    if (shot.at !== 'capturing' && call.sending.at !== 'sending') void takeAndSend();
  };

  return {
    get notice() {
      return noticeOf(shot, call.sending, dismissed);
    },
    send,
    again: () => {
      const isLost = call.sending.at === 'failed' && call.sending.reason === 'page-closed';
      if (shot.at === 'failed' || isLost) send();
      else call.sendAgain();
    },
    dismiss: () => {
      if (call.sending.at === 'sent' || call.sending.at === 'failed') dismissed = call.sending.id;
      change({ at: 'none' });
    },
  };
};
