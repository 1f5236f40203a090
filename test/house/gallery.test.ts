/** Nothing that a screen can show is missing from the gallery; and the gallery's tool works. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EntryView } from '../../src/console/number-entry.js';
import type { SessionState } from '../../src/console/session.js';
import type { Notice } from '../../src/guest/send.js';
import type { View } from '../../src/guest/view.js';
import type {
  GuestPresence,
  GuestState,
  HostCallState,
  HostDesk,
  LinkState,
  TroubleCode,
} from '../../src/link/types.js';
import {
  CALL_ENDINGS,
  type CallEnding,
  type CaptureRefusal,
  REFUSALS,
  type Refusal,
} from '../../src/protocol/index.js';
import { inRoot } from '../../tools/paths.mjs';
import { LANGUAGES } from '../gallery/picture.js';
import { closeRooms, openRooms, type Room } from '../gallery/room.js';
import { rooms } from '../gallery/rooms.js';
import { takePictures } from '../gallery/take.js';
import { launchChromium } from '../support/browsers.js';

const names = new Set(rooms.flatMap(({ states }) => states.map(({ name }) => name)));

/** Where a member of a union is seen. Nowhere, if it shows nothing of its own, with the reason. */
type Seen<Union extends string> = Record<Union, string | { nowhere: string }>;

const everyOne = <Union extends string>(list: readonly Union[], folder: string): Seen<Union> =>
  Object.fromEntries(list.map((member) => [member, `${folder}/${member}`])) as Seen<Union>;

type SendFailure = Extract<Notice, { at: 'failed' }>['reason'];

/** A new member of one of these does not compile until it says where it is seen. */
const seen = {
  'what the guest sees on a target page': {
    button: 'guest/button',
    steps: 'guest/steps',
    before: 'guest/before',
    number: 'guest/number',
    aside: 'guest/aside/number',
    meeting: 'guest/meeting',
    joining: 'guest/joining',
    connected: 'guest/connected/first',
    ended: 'guest/ended/host-ended',
    trouble: 'guest/trouble/unexpected',
  } satisfies Seen<View['at']>,
  'the link as a guest sees it': {
    open: 'guest/connected/after-sent',
    checking: 'guest/connected/checking',
    away: 'guest/connected/away',
  } satisfies Seen<LinkState>,
  'what a guest is told of a send': {
    none: 'guest/connected/after-sent',
    capturing: 'guest/send/capturing',
    sending: 'guest/send/sending',
    sent: 'guest/send/sent',
    failed: 'guest/send/failed/damaged',
  } satisfies Seen<Notice['at']>,
  'why a send failed': {
    'too-large': 'guest/send/failed/too-large',
    'too-many-captures': 'guest/send/failed/too-many-captures',
    damaged: 'guest/send/failed/damaged',
    'not-stored': 'guest/send/failed/not-stored',
    'call-ended': 'guest/send/failed/call-ended',
    'given-up': 'guest/send/failed/given-up',
    'page-closed': 'guest/send/failed/page-closed',
    'capture-blocked': 'guest/send/failed/capture-blocked',
    'capture-slow': 'guest/send/failed/capture-slow',
    'capture-failed': 'guest/send/failed/capture-failed',
  } satisfies Seen<SendFailure>,
  'how a call ends, on a target page': everyOne<CallEnding>(CALL_ENDINGS, 'guest/ended'),
  'how a call ends, on the connection page': everyOne<CallEnding>(CALL_ENDINGS, 'connect/ended'),
  'how a call ends, at the host': everyOne<CallEnding>(CALL_ENDINGS, 'console/summary'),
  'a guest’s trouble, on a target page': troubles('guest/trouble'),
  'a guest’s trouble, on the connection page': troubles('connect/trouble'),
  'the connection page': {
    idle: 'connect/before',
    asking: 'connect/asking',
    number: 'connect/number',
    'number-over': 'connect/number-over',
    meeting: 'connect/meeting',
    connected: 'connect/connected',
    ended: 'connect/ended/host-ended',
    trouble: 'connect/trouble/unexpected',
  } satisfies Seen<GuestState['at']>,
  'the host’s session': {
    opening: { nowhere: 'it lasts as long as one answer of the service' },
    'signed-out': 'console/sign-in',
    'signed-in': 'console/home',
    unfit: 'console/unfit',
  } satisfies Seen<SessionState['at']>,
  'the host’s socket': {
    connecting: { nowhere: 'the page is as with an open one' },
    open: 'console/home',
    lost: 'console/home/socket-lost',
    'signed-out': 'console/sign-in/expired',
  } satisfies Seen<HostDesk['socket']>,
  'the number entry': {
    typing: 'console/entry/typing',
    complaint: 'console/entry/short',
    looking: 'console/entry/looking',
    found: 'console/entry/found/target',
    refused: 'console/entry/refused/number-unknown',
    claiming: 'console/entry/claiming',
    held: 'console/entry/held',
  } satisfies Seen<EntryView['at']>,
  'why a number is refused': everyOne<Refusal>(REFUSALS, 'console/entry/refused'),
  'the call at the host': {
    none: 'console/home',
    running: 'console/call/connected',
    elsewhere: 'console/elsewhere',
    ended: 'console/summary/host-ended',
  } satisfies Seen<HostCallState['at']>,
  'the guest as the host sees them': {
    connecting: 'console/call/connecting',
    connected: 'console/call/connected',
    checking: 'console/call/checking',
    away: 'console/call/away',
  } satisfies Seen<GuestPresence>,
  'why a capture is refused, at the host': {
    'too-large': 'console/call/captures/too-large',
    'too-many-captures': 'console/call/captures/full',
    damaged: 'console/call/captures/damaged',
    'not-stored': 'console/call/captures/not-stored',
    'call-ended': { nowhere: 'the summary is shown by then' },
  } satisfies Seen<CaptureRefusal>,
};

function troubles(folder: string): Seen<TroubleCode> {
  return {
    'numbers-exhausted': `${folder}/numbers-exhausted`,
    'too-many-numbers': `${folder}/too-many-numbers`,
    'page-refused': `${folder}/page-refused`,
    'too-many-legs': `${folder}/too-many-legs`,
    'no-webrtc': `${folder}/no-webrtc`,
    'in-app': `${folder}/in-app`,
    insecure: `${folder}/insecure`,
    offline: `${folder}/offline`,
    'version-unknown': `${folder}/version-unknown`,
    'origin-refused': `${folder}/origin-refused`,
    superseded: `${folder}/superseded`,
    'hand-off-over': `${folder}/hand-off-over`,
    'hand-off-elsewhere': `${folder}/hand-off-elsewhere`,
    'not-proved': `${folder}/not-proved`,
    unexpected: `${folder}/unexpected`,
  };
}

for (const [what, where] of Object.entries(seen)) {
  test(`the gallery shows all of ${what}`, () => {
    const shown = Object.values<string | { nowhere: string }>(where);
    const missing = shown.filter((name) => typeof name === 'string' && !names.has(name));
    assert.equal(missing, []);
  });
}

test('every state has a name of its own in its room, in each language', () => {
  for (const room of rooms) {
    for (const language of LANGUAGES) {
      const own = room.states
        .filter(({ languages = LANGUAGES }) => languages.includes(language))
        .map(({ name }) => name);
      assert.is(new Set(own).size, own.length, room.name);
      assert.ok(own.every((name) => name.startsWith(`${room.name}/`)));
    }
  }
});

mkdirSync(inRoot('.cache'), { recursive: true });
const folder = mkdtempSync(inRoot('.cache', 'gallery-'));
test.after(() => {
  rmSync(folder, { recursive: true });
});

const gallery = (...args: string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const main = inRoot('test/gallery/main.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args, folder]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => (output += text.toString()));
    }
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });

test('one state, in what was asked for: a picture of that size, and a page that shows it', async () => {
  const wish = ['--only', 'connect/number/slow', '--size', '320', '--language', 'en'];
  const { code, output } = await gallery(...wish);
  assert.is(code, 0, output);
  assert.match(output, /^2 pictures in \d+ s: .*index\.html$/m);
  for (const scheme of ['light', 'dark']) {
    const file = `connect/number/slow/320-en-${scheme}.png`;
    assert.is(PNG.sync.read(readFileSync(join(folder, file))).width, 320);
    assert.ok(readFileSync(join(folder, 'index.html'), 'utf8').includes(file));
  }
  assert.not(existsSync(join(folder, 'connect/number/320-en-light.png')));
});

test('the page of the gallery shows, leaves out and enlarges, by keyboard too', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`file://${folder}/index.html#connect/number/slow`);
    await page.getByRole('heading', { name: 'connect/number/slow' }).waitFor();
    assert.is(await page.getByRole('main').getByRole('button').count(), 2);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('connect/number/slow · 320 · en · dark').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('dialog').getByText('light').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Scheme').selectOption('dark');
    assert.is(await page.getByRole('main').getByRole('button').count(), 1);
    await page.getByLabel('State').fill('nothing like it');
    assert.is(await page.getByRole('main').getByRole('button').count(), 0);
  } finally {
    await browser.close();
  }
});

test('what is in no list is named in one sentence', async () => {
  const { code, output } = await gallery('--only', 'guest/no-such-state');
  assert.is(code, 1);
  assert.match(output, 'No state of any screen is of that name');
});

test('a state that cannot be shown, and a page that logs an error, are said', async () => {
  const room: Room = {
    name: 'planted',
    states: [
      {
        name: 'planted/never',
        show: ({ page }) => page.getByText('never').waitFor({ timeout: 1 }),
      },
      {
        name: 'planted/logs',
        show: ({ page }) =>
          page.evaluate(() => {
            console.error('a fault of the page');
          }),
      },
    ],
    sizes: [{ name: 'small', width: 100, height: 100 }],
    phone: false,
    ours: 'html',
    whole: false,
    open: () =>
      Promise.resolve({
        serve: (page) => page.route('**/*', (route) => route.fulfill({ body: 'planted' })),
        address: () => 'http://planted.localhost/',
        close: () => Promise.resolve(),
      }),
  };
  const [browser, open] = await Promise.all([launchChromium(), openRooms([room])]);
  const wish = { only: [], size: [], language: ['ja'], scheme: ['light'] };
  const { pictures, faults } = await takePictures(browser, open, wish, { folder, scale: 1 });
  await browser.close();
  await closeRooms(open);
  assert.equal(
    pictures.map(({ state }) => state),
    ['planted/logs'],
  );
  assert.is(faults.length, 2);
  assert.match(faults.join('\n'), 'planted/never (ja) could not be shown');
  assert.match(faults.join('\n'), 'planted/logs (ja): the page logged: a fault of the page');
});

test.run();
