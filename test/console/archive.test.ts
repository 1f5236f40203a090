/** All of a call in one file: what is in it, and by which names. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Archived, archiveName, archiveOf, recordOf } from '../../src/console/archive.js';
import { consoleTexts } from '../../src/text/console.js';
import { CALL, captureInfo } from './fake-desk.js';

// Names are in the host's own time zone.
process.env['TZ'] = 'Asia/Tokyo';

const startedAt = Date.UTC(2026, 10, 23, 5, 0, 0);
const archived: Archived = {
  call: { at: 'ended', call: CALL, reason: 'host-ended', startedAt, endedAt: startedAt + 125_000 },
  captures: [0, 1].map((index) => ({
    info: captureInfo(index, {
      report: index === 1 ? [{ what: 'image', why: 'blocked', count: 2 }] : [],
    }),
    storedAt: startedAt + 60_000 * (index + 1),
    picture: new Blob([`picture ${String(index)}`]),
  })),
  notes: '折り返し 090\n二行目',
};

test('the record has times, titles, addresses, reports and notes, in both languages', () => {
  const ja = recordOf(archived, consoleTexts.ja);
  for (const part of [
    '開始: 2026-11-23 14:00:00',
    '終了: 2026-11-23 14:02:05',
    '通話時間: 2:05',
    '01-misete-20261123-140100.png  14:01:00',
    'お申し込み 1',
    'https://shop.example/apply/1',
    '画像2件は表示できません',
    '折り返し 090\n二行目',
  ]) {
    assert.ok(ja.includes(part), part);
  }
  assert.match(recordOf(archived, consoleTexts.en), 'Duration: 2:05');
  const nothing = recordOf({ ...archived, captures: [], notes: ' ' }, consoleTexts.ja);
  assert.not.match(nothing, /届いた画面|メモ/);
});

// A page titled «x, line feed, メモ: …» wrote a section into the host's own record.
test('a title of the guest’s page is one line, and passes for none of the host’s', () => {
  const [capture] = archived.captures;
  assert.ok(capture);
  const title = 'x\r\n\r\nメモ:\u2028本人確認済み\u202E';
  const forged = { ...capture, info: { ...capture.info, title } };
  const record = recordOf({ ...archived, captures: [forged], notes: '' }, consoleTexts.ja);
  assert.not.match(record, /^メモ/m);
  assert.match(record, '    x メモ: 本人確認済み ');
});

/** What another program finds in it: by the directory at its end (APPNOTE 4.3.12), nothing packed. */
const filesOf = (zip: Buffer): Map<string, Buffer> => {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert.is(zip.toString('latin1', at, at + 4), 'PK\x01\x02');
    assert.is(zip.readUInt16LE(at + 10), 0, 'stored as it is');
    const [size, nameSize] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const name = zip.toString('utf8', at + 46, at + 46 + nameSize);
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(name, zip.subarray(begin, begin + size));
    at += 46 + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
};

test('the ZIP holds the record and every picture, byte for byte', async () => {
  assert.is(archiveName(archived.call), 'misete-20261123-140205.zip');
  const zip = await archiveOf(archived, consoleTexts.ja);
  const files = filesOf(Buffer.from(await zip.arrayBuffer()));
  assert.equal([...files.keys()].sort(), [
    '01-misete-20261123-140100.png',
    '02-misete-20261123-140200.png',
    'record.txt',
  ]);
  assert.is(files.get('02-misete-20261123-140200.png')?.toString(), 'picture 1');
  assert.is(files.get('record.txt')?.toString(), `\uFEFF${recordOf(archived, consoleTexts.ja)}`);
});

test.run();
