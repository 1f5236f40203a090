/** The environment: what is understood, and the one sentence that an invalid value gets. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SetupError, parseConfig } from '../../signaling/config.js';
import { DEFAULT_LIMITS, LIMITS } from '../../signaling/limits.js';

/** The sentence that this environment is refused with. */
const sentenceOf = (environment: Record<string, string>): string => {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`);
};

test('[N3] an empty environment gets the defaults of the contract', () => {
  const { data, targetOrigins, ...rest } = parseConfig({ PORT: '', HOST: ' ' });
  assert.match(data, /\/data$/);
  assert.is(targetOrigins, undefined);
  assert.equal(rest, {
    port: 8080,
    host: '127.0.0.1',
    publicUrl: undefined,
    trustProxy: 0,
    hostKey: undefined,
    numberTtl: 120_000,
    ownStun: { port: 3478, hosts: ['127.0.0.1'], asked: false },
    stunUrls: [],
    turnUrls: [],
    turnSecret: undefined,
    limits: DEFAULT_LIMITS,
    logLevel: 'info',
    brand: {
      name: undefined,
      colour: undefined,
      logo: undefined,
      terms: undefined,
      privacy: undefined,
    },
  });
});

test('[N8, N9, W5] every limit has a variable, and its default is what the rules say', () => {
  assert.is(DEFAULT_LIMITS.guessesPerSession, 10);
  assert.is(DEFAULT_LIMITS.guessesPerKey, 100);
  assert.is(DEFAULT_LIMITS.guessesPerAddress, 100);
  assert.is(DEFAULT_LIMITS.numberInterval, 3000);
  assert.is(DEFAULT_LIMITS.messageBytes, 32 * 1024);
  for (const [name, { variable, unit }] of Object.entries(LIMITS)) {
    const { limits } = parseConfig({ [variable]: '7' });
    assert.equal(limits, { ...DEFAULT_LIMITS, [name]: 7 * unit });
    assert.match(sentenceOf({ [variable]: 'many' }), variable);
  }
});

test('[W5] origins are lists, with a star for any subdomain', () => {
  const MISETE_TARGET_ORIGINS = 'https://Shop.example, http://*.localhost:8081,';
  assert.equal(parseConfig({ MISETE_TARGET_ORIGINS }).targetOrigins, [
    { protocol: 'https:', host: 'shop.example', anySubdomain: false },
    { protocol: 'http:', host: 'localhost:8081', anySubdomain: true },
  ]);
});

test('[W1] an invalid value is refused with one sentence that names the variable', () => {
  const invalid: [string, string[]][] = [
    ['PORT', ['http', '-1', '65536', '80.5', '0x50']],
    ['MISETE_PUBLIC_URL', ['support.example', 'ftp://a.example', 'https://a.example/misete']],
    ['MISETE_TRUST_PROXY', ['yes', '11']],
    ['MISETE_NUMBER_TTL', ['0', '2m', '4']],
    ['MISETE_TARGET_ORIGINS', ['shop.example', 'https://a.example/', 'https://*', '*']],
    ['MISETE_STUN_URLS', ['stun.example', 'turn:a.example', 'stun:']],
    ['MISETE_TURN_URLS', ['https://turn.example']],
    ['MISETE_LOG_LEVEL', ['loud']],
    ['MISETE_REDIS_URL', ['redis://127.0.0.1']],
  ];
  for (const [name, values] of invalid) {
    for (const value of values) {
      const sentence = sentenceOf({ [name]: value });
      assert.match(sentence, name);
      assert.match(sentence, /^[^\n]+\.$/, 'one line');
    }
  }
});

test('[W1] a TURN server without its secret is refused, and more URLs than the wire takes', () => {
  assert.match(sentenceOf({ MISETE_TURN_URLS: 'turn:a.example' }), 'MISETE_TURN_SECRET');
  const many = Array.from({ length: 9 }, (_, index) => `stun:${index}.example`).join();
  assert.match(sentenceOf({ MISETE_STUN_URLS: many }), 'MISETE_STUN_URLS');
  const { turnUrls } = parseConfig({
    MISETE_TURN_URLS: 'turn:a.example:3478?transport=udp, turns:a.example',
    MISETE_TURN_SECRET: 'secret',
  });
  assert.equal(turnUrls, ['turn:a.example:3478?transport=udp', 'turns:a.example']);
});

test.run();
