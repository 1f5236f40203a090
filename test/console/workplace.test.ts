import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Attention } from '../../src/console/attention.js';
import { openConsoleStore } from '../../src/console/store/store.js';
import { Workplace } from '../../src/console/workplace.js';
import { consoleTexts } from '../../src/text/console.js';
import type { HostCallState, Keep } from '../../src/link/types.js';
import { fakeClock } from '../support/clock.js';
import { fakeNotifier, fakeTab } from './fake-notifier.js';
import { CALL, FakeDesk, captureId, captureInfo, running } from './fake-desk.js';

const picture = new Blob(['picture'], { type: 'image/png' });

const memory = (): Keep => {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name),
    set: (name, value) => void kept.set(name, value),
    remove: (name) => void kept.delete(name),
  };
};

/** A tab of the console; `open` again is its reload. */
const tab = () => {
  globalThis.indexedDB = new IDBFactory();
  const clock = fakeClock();
  const keep = memory();
  const host = memory();
  const front = fakeTab();
  const { notifier, shown: notices } = fakeNotifier();
  const attention = new Attention({
    tab: front,
    notifier,
    notice: ({ info }) => ({ title: 'came', body: info.id }),
    front: () => {
      front.put(true);
    },
  });
  const shown = new Set<string>();
  const pictures = new Set<string>();
  let count = 0;

  const open = async (call: HostCallState = { at: 'none' }) => {
    const store = await openConsoleStore('session', clock.now);
    await store.sweep(shown);
    let desk: FakeDesk | undefined;
    const work = new Workplace({
      store,
      service: 'https://misete.example',
      relay: undefined,
      tab: keep,
      host,
      attention,
      acts: { copyText: undefined, copyPicture: undefined, save: () => {}, open: () => {} },
      openDesk: (settings) => {
        desk = new FakeDesk(settings);
        desk.call = call;
        return desk;
      },
      showCall: (id) => {
        shown.add(id);
        return () => shown.delete(id);
      },
      pictures: {
        show: () => {
          const url = `blob:${String(++count)}`;
          pictures.add(url);
          return url;
        },
        release: (url) => pictures.delete(url),
      },
    });
    if (desk === undefined) throw new Error('no desk was opened');
    return { work, desk, store };
  };
  return { open, keep, shown, pictures, attention, front, notices };
};

type Opened = Awaited<ReturnType<ReturnType<typeof tab>['open']>>;

const ids = ({ work }: Pick<Opened, 'work'>) =>
  work.support.value.captures.map(({ info }) => info.id);

/** Resolves once the workplace shows so many captures. */
const untilShown = ({ work }: Opened, count: number): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (work.support.value.captures.length !== count) return;
      unwatch();
      resolve();
    };
    const unwatch = work.support.watch(look);
    look();
  });

const deliver = async (opened: Opened, index: number) => {
  await opened.desk.deliver(captureInfo(index), picture);
  await untilShown(opened, ids(opened).length);
};

test('[P7] [C2] after a reload the call has its captures, and the window is as it was', async () => {
  const { open } = tab();
  const before = await open();
  before.desk.show({ call: running() });
  await before.desk.deliver(captureInfo(1), picture);
  await untilShown(before, 1);
  before.work.toggle();
  await before.desk.deliver(captureInfo(2), picture);
  await untilShown(before, 2);
  assert.is(before.work.support.value.unseen, 1);
  before.work.close();

  const after = await open(running());
  await untilShown(after, 2);
  assert.equal(ids(after), [captureId(1), captureId(2)]);
  const { shown, unseen } = after.work.support.value;
  assert.equal([shown, unseen], [false, 1]);
  after.work.close();
});

test('[P7] the summary still shows the captures; closing it wipes them and lets them go', async () => {
  const { open, shown, pictures } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  assert.ok(shown.has(CALL));
  opened.desk.end();
  assert.equal(ids(opened), [captureId(1)]);
  assert.ok(shown.has(CALL), 'other tabs leave it alone');

  opened.work.dismiss();
  assert.equal(ids(opened), []);
  assert.is(pictures.size, 0);
  assert.is(shown.size, 0);
  assert.equal(await opened.store.list(CALL), []);
  opened.work.close();
});

test('[P7] a console that starts after the end shows no summary and keeps nothing', async () => {
  const { open, shown } = tab();
  const before = await open();
  before.desk.show({ call: running() });
  await before.desk.deliver(captureInfo(1), picture);
  await untilShown(before, 1);
  before.desk.end();
  const ended = before.desk.call;
  before.work.close();
  assert.is(shown.size, 0);

  const after = await open(ended);
  assert.equal(after.desk.asked, ['dismiss']);
  assert.equal(await after.store.list(CALL), []);
  after.work.close();
});

test('[P7] a call that ended while the console was away still has its summary', async () => {
  const { open } = tab();
  const before = await open();
  before.desk.show({ call: running() });
  await before.desk.deliver(captureInfo(1), picture);
  await untilShown(before, 1);
  before.work.close();

  const after = await open(running());
  const { call, startedAt } = running();
  after.desk.show({
    call: { at: 'ended', call, reason: 'guest-left', startedAt, endedAt: startedAt },
  });
  await untilShown(after, 1);
  assert.equal(ids(after), [captureId(1)]);
  after.work.close();
});

test('[P7] signing out ends the call, closes the desk and wipes', async () => {
  const { open, keep, pictures } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  await opened.work.signOut();
  assert.equal(opened.desk.asked, ['end', 'close']);
  assert.is(pictures.size, 0);
  assert.is(keep.get('misete.console.window'), undefined);

  // Looked at before another start of the console could wipe it.
  const store = await openConsoleStore('session', fakeClock().now);
  assert.equal(await store.list(CALL), []);
  store.close();
});

test('[P2] a capture that is told of twice is shown once', async () => {
  const { open, pictures } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  opened.desk.settings.events.stored(CALL, captureInfo(1));
  await deliver(opened, 2);
  await untilShown(opened, 2);
  assert.is(pictures.size, 2);
  opened.work.close();
});

test('[P8] dropping a capture makes room and lets its picture go', async () => {
  const { open, pictures } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  opened.desk.settings.events.refused(CALL, 'too-many-captures');
  assert.is(opened.work.support.value.refused, 'too-many-captures');
  await opened.work.drop(captureId(1));
  assert.is(opened.work.support.value.refused, undefined);
  assert.is(await opened.store.captures.count(CALL), 0);
  assert.is(pictures.size, 0);
  opened.work.close();
});

test('[C1] a tab that loses its call to another one wipes nothing', async () => {
  const { open, shown } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  opened.desk.show({ call: { at: 'elsewhere', call: CALL } });
  assert.equal(ids(opened), []);
  assert.is(shown.size, 0);
  opened.work.dismiss();
  assert.is((await opened.store.list(CALL)).length, 1);
  opened.work.close();
});

test('what is told of another call changes nothing', async () => {
  const { open } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  opened.desk.settings.events.refused('AAAAAAAAAAAAAAAAAAAAAA', 'too-large');
  assert.is(opened.work.support.value.refused, undefined);
  opened.work.close();
});

test('[P7] notes are there after a reload, in the archive, and gone when the summary is closed', async () => {
  const { open } = tab();
  const before = await open(running());
  before.work.write('折り返し 090');
  // IndexedDB takes one transaction after the other: once this is through, the notes are.
  await before.store.notes(CALL);
  before.work.close();

  const { work, desk, store } = await open(running());
  await new Promise<void>((resolve) => {
    const look = () => {
      if (work.notes.value !== '') resolve();
    };
    work.notes.watch(look);
    look();
  });
  assert.is(work.notes.value, '折り返し 090');
  desk.end();
  assert.ok(desk.call.at === 'ended');
  const zip = await work.archive(desk.call, consoleTexts.ja);
  assert.match(await zip.text(), '折り返し 090');
  work.dismiss();
  assert.is(work.notes.value, '');
  assert.is(await store.notes(CALL), '');
});

// The store answered late, and what it had came in the place of what the host had typed meanwhile; a
// host who had emptied the field found it full again.
test('notes that are read late do not take the place of what was typed meanwhile', async () => {
  const { open } = tab();
  const before = await open(running());
  before.work.write('前の行');
  await before.desk.deliver(captureInfo(1), picture);
  await untilShown(before, 1);
  before.work.close();

  for (const typed of ['新しい行', '']) {
    const opened = await open(running());
    assert.is(opened.work.notes.value, '', 'the store has not answered yet');
    opened.work.write('新');
    opened.work.write(typed);
    await untilShown(opened, 1);
    assert.is(opened.work.notes.value, typed);
    await opened.store.note(CALL, '前の行');
    opened.work.close();
  }
});

test('whether the notes are shown is remembered for the tab', async () => {
  const { open } = tab();
  const { work } = await open();
  assert.is(work.notesShown.value, true);
  work.toggleNotes();
  assert.is((await open()).work.notesShown.value, false);
});

test('what the host prefers outlives the call, the tab and the sign-out', async () => {
  const { open } = tab();
  const before = await open();
  const box = { x: 1, y: 2, width: 600, height: 500 };
  before.work.prefer({ placement: { at: 'free', box } });
  before.work.prefer({ shortcuts: false });
  await before.work.signOut();
  const after = await open();
  assert.equal(after.work.preferences.value, {
    placement: { at: 'free', box },
    shortcuts: false,
    notify: false,
    relayNoted: false,
  });
  after.work.close();
});

test('a capture of a hidden tab is counted, and told of only to a host who wants that', async () => {
  const { open, attention, front, notices } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  front.put(false);
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  assert.equal([attention.waiting.value, notices.length], [1, 0]);
  opened.work.prefer({ notify: true });
  opened.work.toggle();
  await opened.desk.deliver(captureInfo(2), picture);
  await untilShown(opened, 2);
  assert.is(attention.waiting.value, 2);

  opened.work.choose(captureId(1));
  notices[0]?.click();
  const { front: inFront, shown, unseen } = opened.work.support.value;
  assert.equal([inFront, shown, unseen], [captureId(2), true, 0]);
  assert.equal([attention.waiting.value, notices.length], [0, 0]);
  opened.work.close();
});

test('[P7] with the end of the summary nothing waits any more, and no notification stays', async () => {
  const { open, attention, front, notices } = tab();
  const opened = await open();
  opened.work.prefer({ notify: true });
  opened.desk.show({ call: running() });
  front.put(false);
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  assert.is(notices.length, 1);
  opened.desk.end();
  opened.work.dismiss();
  assert.equal([attention.waiting.value, notices.length], [0, 0]);
  opened.work.close();
});

test('the picture of a capture is given as it came', async () => {
  const { open } = tab();
  const opened = await open();
  opened.desk.show({ call: running() });
  await opened.desk.deliver(captureInfo(1), picture);
  await untilShown(opened, 1);
  assert.is(await (await opened.work.picture(captureId(1))).text(), 'picture');
  try {
    await opened.work.picture(captureId(9));
    assert.unreachable('there is none');
  } catch (error) {
    assert.match(String(error), /no such capture/);
  }
  opened.work.close();
});

test.run();
