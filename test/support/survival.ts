/**
 * A guest and a host on devices of their own, and a service that can be killed, for tests of what a
 * call survives (C2). Everything is shared by the cases of a file; each case has a call of its own.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { openDesktop, openPhone } from './browsers.js';
import { type Cable, type Street, openStreet } from './cable.js';
import { GuestPage, HostPage } from './people.js';
import { type TestService, startService } from './service.js';
import { type Site, startSite } from './site.js';

const WEB = fileURLToPath(new URL('../../dist/web/', import.meta.url));

export interface Survival {
  street: Street;
  service: TestService;
  site: Site;
  /** Another build: its hashed files have other names. */
  nextBuild: string;
  meet: () => Promise<Call>;
  close: () => Promise<void>;
}

/** A guest and a host who are to meet; what a case learns of them on its way is kept here too. */
export interface Call {
  phone: BrowserContext;
  desktop: BrowserContext;
  guest: GuestPage;
  host: HostPage;
  number: string;
  /** The page that showed the number was closed. */
  numberGone: boolean;
  /** A capture was tapped and its page lives on. */
  underWay: boolean;
  /** A capture was lost with its page, and the next page is to say so. */
  lost: boolean;
  /** Captures that must be at the host. */
  expected: number;
  /** How long it took until both sides read of a trouble, in milliseconds. */
  truth: number | undefined;
  /** What people had to do again. */
  again: string[];
  site: Site;
  service: TestService;
  nextBuild: string;
  guestCable: Cable | undefined;
  hostCable: Cable | undefined;
  close: () => Promise<void>;
}

const PAGE = '/items/1.html';
/** Longer than anything takes; a limit for what hangs, not for what is slow. */
const PATIENCE_MS = 60_000;

/** As the next build would be: every hashed file has another name, and all refer to those. */
const makeNextBuild = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'misete-next-'));
  cpSync(WEB, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const hashed = readdirSync(assets).filter((name) => !/\.(br|gz)$/.test(name));
  const renamed = new Map(
    hashed.map((name) => [name, name.replace(/-([\w-]{8})\.(\w+)$/, '-$1n.$2')] as const),
  );
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html|json)$/.test(name),
  );
  for (const file of files) {
    let text = readFileSync(join(folder, file), 'utf8');
    for (const [before, after] of renamed) text = text.replaceAll(before, after);
    const name = file.split('/').at(-1) ?? '';
    const to = renamed.get(name) ?? name;
    rmSync(join(folder, file));
    for (const kind of ['br', 'gz']) rmSync(join(folder, `${file}.${kind}`), { force: true });
    writeFileSync(join(folder, file.slice(0, file.length - name.length) + to), text);
  }
  return folder;
};

export const openSurvival = async (): Promise<Survival> => {
  const street = await openStreet();
  const service = await startService();
  const site = await startSite({ serviceUrl: service.url });
  await street.reach(service.port);
  await street.reach(Number(new URL(site.url()).port));
  const nextBuild = makeNextBuild();
  return {
    street,
    service,
    site,
    nextBuild,
    async meet() {
      const phone = await openPhone(street.guest.browser);
      const desktop = await openDesktop(street.host.browser);
      for (const context of [phone, desktop]) context.setDefaultTimeout(PATIENCE_MS);
      const guest = new GuestPage(await phone.newPage());
      const host = new HostPage(await desktop.newPage());
      await host.signIn(service);
      // Something to go back to.
      await guest.page.goto(`${site.url()}/index.html`);
      await guest.page.goto(site.url() + PAGE);
      return {
        phone,
        desktop,
        guest,
        host,
        site,
        service,
        nextBuild,
        guestCable: street.guest.cable,
        hostCable: street.host.cable,
        number: '',
        numberGone: false,
        underWay: false,
        lost: false,
        expected: 0,
        truth: undefined,
        again: [],
        async close() {
          await phone.close();
          await desktop.close();
        },
      };
    },
    async close() {
      await street.close();
      await site.close();
      await service.stop();
      rmSync(nextBuild, { recursive: true, force: true });
    },
  };
};

// ---- what the two read -----------------------------------------------------------------------------

/** The guest's page says that it is in the call, and that the leg is open. */
const guestIsThere = ({ guest }: Pick<Call, 'guest'>): Promise<void> =>
  guest.page.locator('[data-misete] .link[data-link=open]').waitFor();

/** The host reads that the guest is there. */
const hostSeesGuest = ({ host }: Pick<Call, 'host'>): Promise<void> =>
  host.page.locator('[data-guest-state=connected]').waitFor();

export const both = async (call: Pick<Call, 'guest' | 'host'>): Promise<void> => {
  await Promise.all([guestIsThere(call), hostSeesGuest(call)]);
};

/** Either reads of a trouble: resolves to how long that took, in milliseconds. */
export const untilTrue = async (call: Call): Promise<number> => {
  const from = performance.now();
  await Promise.all([
    call.guest.page
      .locator('[data-misete] .link:not([data-link=open])')
      .waitFor({ state: 'attached' }),
    call.host.page
      .locator('[data-guest-state]:not([data-guest-state=connected])')
      .waitFor({ state: 'attached' }),
  ]);
  return performance.now() - from;
};

/** Covers the page with noise, which no encoder makes small: some 600 kB of it. */
export const coverWithNoise = ({ guest }: Call): Promise<void> =>
  guest.page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 780;
    canvas.height = 1000;
    Object.assign(canvas.style, { position: 'fixed', inset: '0', width: '390px', height: '500px' });
    const context = canvas.getContext('2d');
    const noise = context?.createImageData(canvas.width, canvas.height);
    if (context === null || noise === undefined) throw new Error('no canvas');
    for (let from = 0; from < noise.data.length; from += 65_536) {
      crypto.getRandomValues(noise.data.subarray(from, from + 65_536));
    }
    for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255;
    context.putImageData(noise, 0, 0);
    document.body.append(canvas);
  });

/** Frames of the capture that was tapped are on their way. */
export const framesMove = ({ guest }: Call): Promise<unknown> =>
  guest.page.waitForFunction(() => {
    const gauge = document
      .querySelector('[data-misete]')
      ?.shadowRoot?.querySelector<HTMLElement>('.going .gauge');
    return Number(gauge?.style.getPropertyValue('--left') ?? 0) > 0.05;
  });
