/** Inside the page: one capture by an engine, and how long it took. */
import { END, START } from './marks.js';
import type { EngineScript, PictureType } from './types.js';

export interface Taken {
  /** Milliseconds from the call to the encoded picture. */
  time: number;
  type: string;
  bytes: number;
  /** As a data: URL, where it is asked for. */
  picture: string;
  detail: unknown;
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.readAsDataURL(blob);
  });

const engineAt = async (url: string): Promise<EngineScript> =>
  (await import(/* @vite-ignore */ url)) as EngineScript;

export const take = async (
  url: string,
  type: PictureType,
  withPicture: boolean,
): Promise<Taken> => {
  const engine = await engineAt(url);
  performance.mark(START);
  const start = performance.now();
  const { image, detail } = await engine.shoot(type);
  const time = performance.now() - start;
  performance.mark(END);
  const picture = withPicture ? await dataUrl(image) : '';
  return { time, type: image.type, bytes: image.size, picture, detail };
};

const idle = (): Promise<unknown> =>
  new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));

/** Loads the engine; where it can prepare itself, lets it, and until it has nothing left to do. */
export const load = async (url: string, withPrepare: boolean): Promise<void> => {
  const engine = await engineAt(url);
  if (!withPrepare || engine.prepare === undefined) return;
  await engine.prepare();
  for (let quiet = 0; quiet < 3; quiet += 1) await idle();
};
