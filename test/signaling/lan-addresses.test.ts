/** Which address `--lan` takes, and what it says when there is none. */
import type { NetworkInterfaceInfo } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Interfaces,
  chooseAddress,
  inUrl,
  isPrivate,
  lanAddresses,
  localName,
} from '../../signaling/lan/addresses.js';
import { SetupError } from '../../signaling/config.js';

const info = (address: string, internal = false): NetworkInterfaceInfo =>
  address.includes(':')
    ? { address, internal, family: 'IPv6', netmask: '', mac: '', cidr: null, scopeid: 0 }
    : { address, internal, family: 'IPv4', netmask: '', mac: '', cidr: null };

const machine = (table: Record<string, string[]>): Interfaces => ({
  lo: [info('127.0.0.1', true), info('::1', true)],
  ...Object.fromEntries(
    Object.entries(table).map(([on, list]) => [on, list.map((one) => info(one))]),
  ),
});

const orderOf = (table: Record<string, string[]>): string[] =>
  lanAddresses(machine(table)).map(({ address }) => address);

const refusalOf = (...args: Parameters<typeof chooseAddress>): string => {
  try {
    chooseAddress(...args);
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  throw new Error('accepted');
};

test('a private address of a real interface is the likeliest', () => {
  assert.equal(
    orderOf({
      docker0: ['172.17.0.1'],
      utun4: ['100.101.102.103'],
      en0: ['2001:db8::5', 'fd12::5', '192.168.11.7', 'fe80::1'],
      en5: ['169.254.7.7'],
      eth1: ['203.0.113.9'],
    }),
    [
      '192.168.11.7',
      '203.0.113.9',
      '172.17.0.1',
      '100.101.102.103',
      'fd12::5',
      '2001:db8::5',
      '169.254.7.7',
    ],
  );
});

test('Windows names its virtual switches, too', () => {
  const first = orderOf({
    'vEthernet (WSL (Hyper-V firewall))': ['172.28.0.1'],
    'Wi-Fi': ['10.0.0.4'],
  })[0];
  assert.is(first, '10.0.0.4');
});

test('the likeliest is taken, the others are told, without the IPv6 ones beside IPv4', () => {
  const interfaces = machine({ en0: ['192.168.11.7', 'fd12::5'], en1: ['10.0.0.4'] });
  assert.equal(chooseAddress(interfaces, undefined, undefined), {
    address: '192.168.11.7',
    others: [{ address: '10.0.0.4', on: 'en1' }],
  });
  assert.is(chooseAddress(interfaces, '10.0.0.4', undefined).address, '10.0.0.4');
  assert.is(chooseAddress(interfaces, 'fd12::5', undefined).address, 'fd12::5');
  assert.is(chooseAddress(interfaces, '127.0.0.1', undefined).address, '127.0.0.1');
  assert.is(chooseAddress(machine({ en0: ['fd12::5'] }), undefined, undefined).address, 'fd12::5');
});

test('HOST goes on to say where the service listens', () => {
  const interfaces = machine({ en0: ['192.168.11.7'], en1: ['10.0.0.4'] });
  assert.is(chooseAddress(interfaces, undefined, '10.0.0.4').address, '10.0.0.4');
  for (const all of ['0.0.0.0', '::']) {
    assert.is(chooseAddress(interfaces, undefined, all).address, '192.168.11.7');
    assert.is(chooseAddress(interfaces, '10.0.0.4', all).address, '10.0.0.4');
  }
  assert.match(refusalOf(interfaces, '10.0.0.4', '192.168.11.7'), /^HOST is 192\.168\.11\.7/);
  assert.match(refusalOf(interfaces, undefined, 'localhost'), /^HOST: localhost is not an address/);
});

test('no address, or not this one: one sentence', () => {
  assert.match(
    refusalOf(machine({}), undefined, undefined),
    /^--lan found no network address: [^.]+/,
  );
  const interfaces = machine({ en0: ['192.168.11.7'] });
  assert.is(
    refusalOf(interfaces, '10.9.9.9', undefined),
    '--lan: 10.9.9.9 is not an address of this computer, which has 192.168.11.7.',
  );
});

test('private is what no public site has', () => {
  for (const address of ['10.1.2.3', '172.31.0.1', '192.168.0.1', '127.0.0.1', '::1', 'fdab::1']) {
    assert.ok(isPrivate(address), address);
  }
  for (const address of ['172.32.0.1', '11.0.0.1', '203.0.113.1', '2001:db8::1', 'example.com']) {
    assert.not.ok(isPrivate(address), address);
  }
});

test('the name on the own network, where the machine has one that can be one', () => {
  assert.is(localName('Kitchen-Mac.local'), 'kitchen-mac.local');
  assert.is(localName('vm'), 'vm.local');
  assert.is(localName('vm.corp.example'), 'vm.local');
  for (const name of ['under_score', '台所', '', 'localhost'])
    assert.is(localName(name), undefined);
  assert.is(inUrl('fd00::2'), '[fd00::2]');
});

test.run();
