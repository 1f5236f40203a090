/**
 * A client of somebody else's takes part (W3): simple-peer as npm has it, and docs/PROTOCOL.md. Its
 * guest stands beside this file, and is what that document names as its example.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, openDesktop } from '../support/browsers.js';
import { HostPage } from '../support/people.js';
import { mismatch } from '../support/picture.js';
import { type TestService, startService } from '../support/service.js';

const FILES: Record<string, readonly [file: string, type: string]> = {
  '/': ['simple-peer-guest.html', 'text/html'],
  '/simple-peer-guest.js': ['simple-peer-guest.js', 'text/javascript'],
  '/simplepeer.min.js': ['../../node_modules/simple-peer/simplepeer.min.js', 'text/javascript'],
};

/** The page of somebody else's, on a site of its own. */
const startSite = async (): Promise<{ url: string; close: () => void }> => {
  const server = createServer((request, response) => {
    const found = FILES[new URL(request.url ?? '/', 'http://site').pathname];
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    const [file, type] = found;
    void readFile(new URL(file, import.meta.url)).then((bytes) => {
      response.writeHead(200, { 'content-type': type }).end(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://others.localhost:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

let browser: Browser;
let service: TestService;
let site: Awaited<ReturnType<typeof startSite>>;

test.before(async () => {
  browser = await launchChromium();
  service = await startService();
  site = await startSite();
});
test.after(async () => {
  await browser.close();
  site.close();
  await service.stop();
});

/** What its guest reads, once it is this. */
const waitFor = (guest: Page, state: string): Promise<void> =>
  guest.locator('#state', { hasText: new RegExp(`^${state}$`) }).waitFor();

/** Sends; resolves to the capture's id once there is a receipt. */
const send = async (guest: Page): Promise<string> => {
  await guest.click('#send');
  await waitFor(guest, 'sent');
  return (await guest.getAttribute('#state', 'data-sent')) ?? '';
};

const meet = async () => {
  const others = await openDesktop(browser);
  const desktop = await openDesktop(browser);
  const guest = await others.newPage();
  await guest.goto(`${site.url}/?service=${service.url}`);
  const host = new HostPage(await desktop.newPage());
  await host.signIn(service);
  await waitFor(guest, 'waiting');
  const start = async () => {
    await host.startCall((await guest.textContent('#number')) ?? '');
    await waitFor(guest, 'connected');
  };
  const close = async () => {
    await others.close();
    await desktop.close();
  };
  return { guest, host, start, close };
};

test('its guest has nothing of ours', async () => {
  const source = await readFile(new URL('./simple-peer-guest.js', import.meta.url), 'utf8');
  assert.not.match(source, /\bimport\b(?!Key)|require\(/);
  assert.ok(source.trimEnd().split('\n').length <= 200, 'and is no more than an example');
});

test('[W3] [C5] [P2] stock simple-peer gets a number, proves itself, sends, and has its receipt', async () => {
  const { guest, host, start, close } = await meet();
  await start();
  const id = await send(guest);
  await host.waitForCapture(id);
  assert.is(await host.title(), 'A guest with simple-peer');
  assert.is(await host.url(), guest.url());
  const drawn = await guest.evaluate(() =>
    (document.getElementById('picture') as HTMLCanvasElement).toDataURL('image/png'),
  );
  const there = await host.pictureBytes();
  const wrong = mismatch(there, Buffer.from(drawn.split(',')[1] ?? '', 'base64'), {
    width: 600,
    height: 400,
  });
  assert.is(wrong, 0, 'the picture is the one that was drawn');
  await close();
});

test('[N7] [C1] [C3] [C5] after reloads it goes on by what it kept, until the host ends the call', async () => {
  const { guest, host, start, close } = await meet();
  await guest.reload();
  await waitFor(guest, 'waiting');
  await start();
  const ids = [await send(guest)];
  await guest.reload();
  await waitFor(guest, 'connected');
  ids.push(await send(guest));
  for (const id of ids) await host.waitForCapture(id);
  assert.equal((await host.captureIds()).sort(), ids.sort());

  await host.endCall();
  await waitFor(guest, 'ended: host-ended');
  assert.is(await guest.evaluate(() => sessionStorage.getItem('guest')), null);
  await close();
});

test('[W1] [W3] what simple-peer signals besides, and what the host sends besides, disturbs nobody', async () => {
  const { guest, host, start, close } = await meet();
  const refusals: string[] = [];
  guest.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"error"')) refusals.push(String(payload));
    }),
  );
  await guest.reload();
  await waitFor(guest, 'waiting');
  const signalMore = () =>
    guest.evaluate(() => {
      const { peer } = globalThis as unknown as { peer: { emit: (...event: unknown[]) => void } };
      peer.emit('signal', { type: 'renegotiate', renegotiate: true });
      const init = { direction: 'recvonly' };
      peer.emit('signal', {
        type: 'transceiverRequest',
        transceiverRequest: { kind: 'video', init },
      });
    });
  await signalMore();
  await start();
  await signalMore();
  await host.offerPage('https://shop.example/apply', 'お申し込み');
  await host.waitForOffer('sent');
  await host.waitForCapture(await send(guest));
  assert.equal(refusals, []);
  await close();
});

test.run();
