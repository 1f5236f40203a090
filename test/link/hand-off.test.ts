/** How a hand-off travels in an address (H2), and which addresses may travel (H1). */
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { handOffIn, withHandOff, withoutHandOff } from '../../src/link/hand-off.js';
import { addressOf, nameOf } from '../../src/link/page-address.js';
import {
  OFFERED_PAGES,
  OFFERED_URL_CHARS,
  PAGE_NAME_CHARS,
  CHANNEL_TEXT_CHARS,
  isSameSite,
  parseHostToGuest,
  siteOfAddress,
} from '../../src/protocol/index.js';

const handOff = { secret: 'S'.repeat(42) + 'A', call: 'c'.repeat(21) + 'A' };
const NOW = Date.UTC(2026, 10, 26);
const MINUTE = 60_000;
const minute = Math.floor(NOW / MINUTE).toString(36);
const OURS = `misete=${handOff.secret}.${handOff.call}.${minute}`;

test('[H2] the hand-off is the fragment, or a parameter at the end of the one that is there', () => {
  const cases = [
    ['https://shop.example/form', `#${OURS}`],
    ['https://shop.example/form?a=b#', OURS],
    ['https://shop.example/form#section', `?${OURS}`],
    ['https://shop.example/app#/orders/7', `?${OURS}`],
    ['https://shop.example/app#/orders?sort=date', `&${OURS}`],
  ] as const;
  for (const [address, added] of cases) {
    const link = withHandOff(address, handOff, NOW);
    assert.is(link, address + added);
    assert.equal(handOffIn(new URL(link).hash, NOW), handOff);
    assert.is(withoutHandOff(link), address.replace(/#$/, ''));
  }
});

test('[H2] whatever the address is, its page finds the hand-off and gives the address back', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (query, fragment) => {
      const typed = `https://shop.example/form?${query.replaceAll('#', '')}#${fragment}`;
      // A lone # at the end says nothing, and is not given back.
      const address = new URL(typed).href.replace(/#+$/, '');
      const link = withHandOff(address, handOff, NOW);
      assert.equal(handOffIn(new URL(link).hash, NOW), handOff);
      assert.is(withoutHandOff(link), address);
      assert.is(withoutHandOff(address), address);
      assert.is(handOffIn(new URL(address).hash, NOW), undefined);
    }),
  );
});

test('[H2] nothing before the fragment is taken for a hand-off', () => {
  const address = `https://shop.example/form?${OURS}`;
  assert.is(handOffIn(address, NOW), undefined);
  assert.is(withoutHandOff(address), address);
});

test('[H4] a link of an hour ago is old', () => {
  const { hash } = new URL(withHandOff('https://shop.example/', handOff, NOW));
  assert.equal(handOffIn(hash, NOW + 59 * MINUTE), handOff);
  assert.is(handOffIn(hash, NOW + 60 * MINUTE), undefined);
});

test('[H1] what is typed or pasted becomes an address as a browser writes it', () => {
  const cases = {
    'shop.example': 'https://shop.example/',
    ' https://shop.example/form?a=b#c \n': 'https://shop.example/form?a=b#c',
    'HTTPS://Shop.Example/日本 語#頁':
      'https://shop.example/%E6%97%A5%E6%9C%AC%20%E8%AA%9E#%E9%A0%81',
    'https://みせ.example/': 'https://xn--b9jud.example/',
    'http://localhost:8080/demo/': 'http://localhost:8080/demo/',
    'http://shop.localhost:8080/': 'http://shop.localhost:8080/',
    'http://127.0.0.1:8080/demo/': 'http://127.0.0.1:8080/demo/',
    'http://[::1]:8080/': 'http://[::1]:8080/',
    'https://shop.example/#:~:text=word': 'https://shop.example/#',
    [`https://shop.example/#a?${OURS}`]: 'https://shop.example/#a',
    'https://shop.example/a\\b?c=\\d#\\e': 'https://shop.example/a/b?c=%5Cd#%5Ce',
    'https://shop.example\\@evil.example/': 'https://shop.example/@evil.example/',
    // It went to a site of the name «https».
    'https:\\\\shop.example\\form': 'https://shop.example/form',
    'https:/shop.example/form': 'https://shop.example/form',
  };
  for (const [typed, address] of Object.entries(cases)) assert.is(addressOf(typed), address, typed);
});

test('[H1] what is no address of a page does not become one', () => {
  for (const typed of [
    '',
    'https://',
    'shop example',
    'javascript:alert(1)',
    'javascript://shop.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'ftp://shop.example/',
    'http://shop.example/',
    'http://localhost.evil.example/',
    'https://shop.example@evil.example/',
    'https://user:word@shop.example/',
    'C:\\form.html',
    `https://shop.example/${'a'.repeat(OFFERED_URL_CHARS)}`,
  ]) {
    assert.is(addressOf(typed), undefined, typed);
  }
});

const listOf = (...pages: object[]) =>
  parseHostToGuest(JSON.stringify({ type: 'pages.offered', pages }));

test('[H1] the guest takes no link from a host that a host may not send', () => {
  const page = { id: handOff.call, url: 'https://shop.example/', name: 'お申し込み' };
  assert.ok(listOf(page).ok);
  for (const url of [
    'javascript:alert(1)//https://shop.example/',
    ' https://shop.example/',
    'https://shop.example',
    'https://shop.example@evil.example/',
    'https://shop.example\\@evil.example/',
    'https://shop.example/\n',
    'https://みせ.example/',
    'http://shop.example/',
    'http://evil.example/#localhost/',
    'http://evillocalhost/',
    'HTTPS://shop.example/',
  ]) {
    assert.not.ok(listOf({ ...page, url }).ok, url);
  }
  assert.not.ok(listOf({ ...page, name: '' }).ok);
  assert.not.ok(listOf(...Array<object>(OFFERED_PAGES + 1).fill(page)).ok);
});

test('[H1] the longest list fits into one message', () => {
  const url = addressOf(`https://shop.example/#${'\\'.repeat(650)}`) ?? '';
  const longest = addressOf(`https://s.example/${'a'.repeat(OFFERED_URL_CHARS - 18)}`) ?? '';
  assert.is(longest.length, OFFERED_URL_CHARS);
  const name = nameOf('"\\'.repeat(PAGE_NAME_CHARS), url);
  for (const address of [url, longest]) {
    const page = { id: handOff.call, url: address, name, secret: handOff.secret };
    const message = { type: 'pages.offered', pages: Array<object>(OFFERED_PAGES).fill(page) };
    const json = JSON.stringify(message);
    assert.ok(json.length < CHANNEL_TEXT_CHARS, String(json.length));
    assert.ok(parseHostToGuest(json).ok);
  }
});

test('[H1] a button says the words in one line, or the site where there are none', () => {
  assert.is(nameOf('  お申し込み\n 手順2\u202e ', 'https://shop.example/'), 'お申し込み 手順2');
  assert.is(nameOf(' \u200b', 'https://shop.example:8443/form'), 'shop.example:8443');
  const long = nameOf('𠮷'.repeat(200), 'https://shop.example/');
  assert.ok(long.length <= PAGE_NAME_CHARS && encodeURIComponent(long) !== '');
});

test('[H4] the site is the same but for www; never another, nor one that is not named', () => {
  const site = siteOfAddress('https://shop.example/form');
  assert.is(site, 'https://shop.example');
  for (const same of [site, 'https://www.shop.example']) {
    assert.ok(isSameSite(site, same) && isSameSite(same, site));
  }
  for (const other of [
    null,
    'null',
    'http://shop.example',
    'https://shop.example:8443',
    'https://a.shop.example',
    'https://example',
    'https://shop.example.evil.example',
    'https://wwwshop.example',
  ]) {
    assert.not.ok(isSameSite(site, other), String(other));
  }
});

// An address that never saw a hand-off lost its last «#»: pages whose links are href="#" were sent
// to another address than their own by our script.
test('[H2] an address without a hand-off stays as it is, to the letter', () => {
  for (const address of [
    'https://shop.example/p#',
    'https://shop.example/p#a#',
    'https://a.example/',
  ]) {
    assert.is(withoutHandOff(address), address);
  }
});

test('[H4] a link that says it was made in the future is somebody’s invention', () => {
  const { hash } = new URL(withHandOff('https://shop.example/', handOff, NOW));
  assert.is(handOffIn(hash, NOW - 61 * MINUTE), undefined);
});

test.run();
