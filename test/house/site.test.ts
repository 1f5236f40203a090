/** The tests' target site must be what it says, or the tests that stand on it prove little. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PACKAGE_PAGES } from '../support/site/packages.js';
import { type SiteSettings, documentedCsp, startSite } from '../support/site.js';

const serviceUrl = 'http://127.0.0.1:9';

/** Asks this machine: only browsers know names below .localhost everywhere. */
const get = async (path: string, settings: Partial<SiteSettings> = {}) => {
  const site = await startSite({ serviceUrl, ...settings });
  try {
    const answer = await fetch(site.url('127.0.0.1') + path);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { answer, bytes, text: new TextDecoder('latin1').decode(bytes) };
  } finally {
    await site.close();
  }
};

const tag = `<script async src="${serviceUrl}/embed.js" referrerpolicy="origin"></script>`;

test('pages of the shop and of the demo have the tag with the address of the service', async () => {
  for (const path of ['/', '/form.html', '/spa/detail', '/demo/', '/demo/apply/step1.html']) {
    assert.match((await get(path)).text, tag, path);
  }
});

test('pages of packages get the tag once, in the body or in the head, and nothing else', async () => {
  for (const { path, title } of PACKAGE_PAGES) {
    const { text } = await get(path);
    assert.match(text, `<title>${title}</title>`);
    assert.is(text.split(tag).length, 2, path);
    assert.ok(text.indexOf(tag) > text.indexOf('<body'), path);
    const inHead = (await get(path, { tagIn: 'head' })).text;
    assert.ok(inHead.indexOf(tag) < inHead.indexOf('</head>'), path);
  }
});

test('more attributes of the tag come before its address', async () => {
  const { text } = await get('/form.html', { tagAttributes: 'data-start="support"' });
  assert.match(text, `<script async data-start="support" src="${serviceUrl}/embed.js"`);
});

test('a page in Shift_JIS keeps its bytes, and no header says otherwise', async () => {
  for (const path of ['/sjis.html', '/demo/sjis.html']) {
    const { answer, bytes } = await get(path);
    assert.is(answer.headers.get('content-type'), 'text/html');
    assert.match(new TextDecoder('shift_jis', { fatal: true }).decode(bytes), '店舗のご案内');
  }
});

test('the strict page sends the policy that docs/EMBED.md tells customers of, with the addresses of this service', async () => {
  const { answer } = await get('/csp.html');
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.is(policy, documentedCsp(serviceUrl));
  assert.match(policy, `script-src 'self' ${serviceUrl};`);
  assert.match(policy, 'ws://127.0.0.1:9');
  assert.not.match(policy, /SERVICE|unsafe/);
});

test('a policy for all pages leaves those that have their own alone', async () => {
  const settings = { csp: "default-src 'self'", referrerPolicy: 'no-referrer' };
  const form = (await get('/form.html', settings)).answer.headers;
  assert.is(form.get('content-security-policy'), settings.csp);
  assert.is(form.get('referrer-policy'), settings.referrerPolicy);
  const unsafe = (await get('/unsafe-url.html?token=1', settings)).answer.headers;
  assert.is(unsafe.get('referrer-policy'), 'unsafe-url');
});

test('what is not there, or outside of the folder, is not found', async () => {
  for (const path of ['/none.html', '/..%2fsite.ts', '/demo/..%2f..%2fpackage.json']) {
    assert.is((await get(path)).answer.status, 404, path);
  }
});

test.run();
