/**
 * Misete and the reference stacks, each as a guest's phone and a host's desktop in one browser, so
 * that a bench treats them alike.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openDesktop, openPhone } from '../../test/support/browsers.js';
import { GuestPage, HostPage } from '../../test/support/people.js';
import { startService } from '../../test/support/service.js';
import { startSite } from '../../test/support/site.js';
import type { StampName } from '../pages/stamps.js';
import { bundle } from './bundle.js';
import { startChild } from './child.js';

/** What the console offers after the end; it wipes the captures. */
const CLOSE_SUMMARY = '閉じる';

/** Times in milliseconds, taken inside the pages. */
export interface Stack {
  /** The guest opens a page of the site; from here the host needs one click. */
  meet: (path: string) => Promise<void>;
  /** From the host's click until both ends may send. */
  connect: () => Promise<number>;
  /** From the guest's tap until the picture is decoded at the host. */
  send: () => Promise<number>;
  /** The guest's page, to change what it shows. */
  guest: Page;
  /** Ends the connection, so that the two may meet again. */
  part: () => Promise<void>;
  close: () => Promise<void>;
}

/** Waits, without a say in when, for what the page has noted. */
export const stampOf = async (page: Page, name: StampName): Promise<number> => {
  const handle = await page.waitForFunction((wanted) => window.stamps[wanted], name);
  return Number(await handle.jsonValue());
};

const elapsed = async (
  act: { on: Page; by: () => Promise<void> },
  stamp: StampName,
  ends: readonly Page[],
): Promise<number> => {
  for (const page of new Set([act.on, ...ends])) {
    await page.evaluate(() => {
      window.stamps = {};
    });
  }
  await act.by();
  const start = await stampOf(act.on, 'act');
  return Math.max(...(await Promise.all(ends.map((page) => stampOf(page, stamp))))) - start;
};

/** A phone and a desktop that note when things happen. */
const openPages = async (browser: Browser, scripts: readonly string[]) => {
  const contexts = [await openPhone(browser), await openDesktop(browser)] as const;
  const open = async (context: BrowserContext): Promise<Page> => {
    for (const name of scripts) await context.addInitScript({ content: await bundle(name) });
    return context.newPage();
  };
  const [guest, host] = [await open(contexts[0]), await open(contexts[1])];
  const close = async (): Promise<void> => {
    for (const context of contexts) await context.close();
  };
  return { guest, host, close };
};

export const openMisete = async (browser: Browser): Promise<Stack> => {
  const service = await startService();
  const site = await startSite({ serviceUrl: service.url });
  const pages = await openPages(browser, ['stamps', 'misete']);
  const guest = new GuestPage(pages.guest);
  const host = new HostPage(pages.host);
  await host.signIn(service);
  return {
    guest: pages.guest,
    async meet(path) {
      await pages.guest.goto(site.url() + path);
      await host.typeNumber(await guest.askForCallNumber());
      await pages.host.getByText(host.names.fromTarget).waitFor();
    },
    connect: () =>
      elapsed({ on: pages.host, by: () => host.button(host.names.start).click() }, 'open', [
        pages.guest,
        pages.host,
      ]),
    async send() {
      const by = () => guest.button(guest.names.send).tap();
      const time = await elapsed({ on: pages.guest, by }, 'seen', [pages.host]);
      await pages.guest.getByText(guest.names.sent).first().waitFor();
      return time;
    },
    async part() {
      await host.endCall();
      await guest.waitUntilEnded();
      await host.button(CLOSE_SUMMARY).click();
    },
    async close() {
      await pages.close();
      await site.close();
      await service.stop();
    },
  };
};

/** A reference stack; its script stands on the same site's pages in the place of Misete's. */
const openReference = async (
  browser: Browser,
  serviceUrl: string,
  peerServerPort: string,
): Promise<Stack> => {
  const tagAttributes = `data-peer-server="${peerServerPort}"`;
  const site = await startSite({ serviceUrl, tagAttributes });
  const { guest, host, close } = await openPages(browser, ['stamps']);
  let rooms = 0;
  const ready = (page: Page) =>
    page.locator('html[data-reference=ready]').waitFor({ state: 'attached' });
  await host.goto(`${serviceUrl}/`);
  await ready(host);
  return {
    guest,
    async meet(path) {
      rooms += 1;
      await guest.goto(`${site.url()}${path}?room=room-${rooms}`);
      await ready(guest);
      await host.locator('input').fill(`room-${rooms}`);
    },
    connect: () =>
      elapsed({ on: host, by: () => host.getByRole('button').click() }, 'open', [guest, host]),
    send: () =>
      elapsed(
        { on: guest, by: () => guest.getByRole('button', { name: 'send', exact: true }).tap() },
        'seen',
        [host],
      ),
    async part() {
      await guest.goto('about:blank');
    },
    async close() {
      await close();
      await site.close();
    },
  };
};

interface References {
  simplePeer: Stack;
  peerJs: Stack;
  close: () => Promise<void>;
}

export const openReferences = async (browser: Browser): Promise<References> => {
  const peerServer = await startChild({ script: 'bench/servers/peer-server.mjs' });
  const { port } = new URL(peerServer.url);
  const rooms = await startChild({ script: 'bench/servers/rooms.ts', args: [port] });
  const open = (folder: string) => openReference(browser, `${rooms.url}/${folder}`, port);
  const [simplePeer, peerJs] = [await open('simple-peer'), await open('peerjs')];
  return {
    simplePeer,
    peerJs,
    async close() {
      for (const each of [simplePeer, peerJs, rooms, peerServer]) await each.close();
    },
  };
};
