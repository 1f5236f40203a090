import type { CaptureStore } from '../../src/link/types.js';
import type { CaptureInfo } from '../../src/protocol/index.js';

export interface StoredCapture {
  info: CaptureInfo;
  picture: Blob;
}

/** A store in memory whose answers come when the test says so, or at once. */
export interface FakeCaptureStore extends CaptureStore {
  /** Every put that succeeded, in order: an id that is here twice was stored twice. */
  readonly stored: readonly StoredCapture[];
  /** From now on answers wait for `settle`. */
  hold: () => void;
  /** Answers what was asked first; `fail` rejects it. False where nothing was asked. */
  settle: (fail?: boolean) => boolean;
  /** The page that asked is gone: nobody is answered, a put is done or not. */
  abandon: (commit: boolean) => void;
}

interface Asked {
  commit: () => void;
  answer: () => void;
  reject: () => void;
}

export const fakeCaptureStore = (): FakeCaptureStore => {
  const stored: StoredCapture[] = [];
  let asked: Asked[] = [];
  let holding = false;

  const ask = <T>(answer: () => T, commit: () => void = () => undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const one: Asked = {
        commit,
        answer: () => {
          resolve(answer());
        },
        reject: () => {
          reject(new Error('the disk is full'));
        },
      };
      asked.push(one);
      if (!holding) settle();
    });

  const settle = (fail = false): boolean => {
    const first = asked.shift();
    if (first === undefined) return false;
    if (fail) {
      first.reject();
    } else {
      first.commit();
      first.answer();
    }
    return true;
  };

  return {
    has: (_call, id) => ask(() => stored.some(({ info }) => info.id === id)),
    count: () => ask(() => stored.length),
    put: (_call, info, picture) =>
      ask(
        () => undefined,
        () => {
          stored.push({ info, picture });
        },
      ),
    stored,
    hold: () => {
      holding = true;
    },
    settle,
    abandon: (commit) => {
      if (commit) for (const each of asked) each.commit();
      asked = [];
    },
  };
};
