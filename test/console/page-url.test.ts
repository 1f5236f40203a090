import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openingOf } from '../../src/console/page-url.js';

test('a page of the web can be opened, and the site is shown plainly', () => {
  assert.equal(openingOf('https://shop.example/apply/1?step=2#pay'), {
    href: 'https://shop.example/apply/1?step=2#pay',
    site: 'shop.example',
  });
  assert.is(openingOf('http://127.0.0.1:8080/demo/')?.site, '127.0.0.1:8080');
});

test('whatever is no page of the web cannot', () => {
  const others = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    'about:blank',
    'intent://scan/#Intent;end',
    'shop.example',
    '',
  ];
  for (const url of others) assert.is(openingOf(url), undefined, url);
});

test('a site cannot dress up as another', () => {
  assert.equal(openingOf('https://bank.example@evil.example/'), {
    href: 'https://evil.example/',
    site: 'evil.example',
  });
  // The а is Cyrillic.
  assert.match(openingOf('https://bаnk.example/')?.site ?? '', /^xn--/);
});

test.run();
