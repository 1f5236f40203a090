/** What a guest's browser runs on, for the host who wants to compare it with the voice. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deviceOf } from '../../signaling/sockets/device.js';

const AGENTS = {
  phone: [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
  ],
  tablet: [
    'Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1',
  ],
  computer: [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  ],
} as const;

for (const [device, agents] of Object.entries(AGENTS)) {
  test(`a ${device} by the name that its browser gives`, () => {
    for (const agent of agents) assert.is(deviceOf({ 'user-agent': agent }), device, agent);
  });
}

test('a client hint says phone where the name does not, and nothing is guessed', () => {
  assert.is(deviceOf({ 'user-agent': 'Thing/1.0', 'sec-ch-ua-mobile': '?1' }), 'phone');
  assert.is(deviceOf({ 'user-agent': 'Thing/1.0' }), undefined);
  assert.is(deviceOf({}), undefined);
});

test.run();
