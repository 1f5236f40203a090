/** A page of the corpus, opened on the phone. */
import type * as Scene from './inside/scene.js';
import type * as Take from './inside/take.js';
import type { Taken } from './inside/take.js';
import type { PictureType } from './inside/types.js';
import type { CorpusPage } from './corpus.js';
import type { Phone, Sheet } from './phone.js';
import type { Site } from './site.js';
import { steady } from './steady.js';

/** Where the site serves them. */
const SCENE = '/bench/inside/scene.js';
const TAKE = '/bench/inside/take.js';

export type State = 'top' | 'mid' | 'work';

export interface Visit extends Sheet {
  reach: (state: State) => Promise<void>;
  /** Scrolls on and changes something. */
  step: () => Promise<void>;
  /** The viewport as the browser shows it, once it stays as it is. */
  truth: () => Promise<Buffer>;
  load: (engine: string, withPrepare: boolean) => Promise<void>;
  take: (engine: string, type: PictureType, withPicture: boolean) => Promise<Taken>;
}

export const visit = async (phone: Phone, site: Site, { path }: CorpusPage): Promise<Visit> => {
  const sheet = await phone.open();
  const { page, cdp } = sheet;
  const scene = (act: keyof typeof Scene): Promise<void> =>
    page.evaluate(
      async ([script, name]) => {
        const module = (await import(script)) as typeof Scene;
        await module[name]();
      },
      [SCENE, act] as const,
    );
  const screenshot = async (): Promise<Buffer> => {
    const shot = await cdp.send('Page.captureScreenshot', {
      format: 'png',
      optimizeForSpeed: true,
    });
    return Buffer.from(shot.data, 'base64');
  };
  await page.goto(site.url + path, { waitUntil: 'load', timeout: 60_000 });
  await scene('settled');

  return {
    ...sheet,
    async reach(state) {
      if (state !== 'top') await scene(state);
      await scene('settled');
    },
    async step() {
      await scene('step');
      await scene('settled');
    },
    truth: () => steady(screenshot, () => scene('freeze')),
    load: (engine, withPrepare) =>
      page.evaluate(
        async ([script, url, prepares]) => {
          const module = (await import(script)) as typeof Take;
          await module.load(url, prepares);
        },
        [TAKE, `/bench/engines/${engine}.js`, withPrepare] as const,
      ),
    take: (engine, type, withPicture) =>
      page.evaluate(
        async ([script, ...taking]) => {
          const module = (await import(script)) as typeof Take;
          return module.take(...taking);
        },
        [TAKE, `/bench/engines/${engine}.js`, type, withPicture] as const,
      ),
  };
};
