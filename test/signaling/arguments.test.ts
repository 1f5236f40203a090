/** The command line: what is understood, and the one sentence that anything else gets. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseArguments } from '../../signaling/arguments.js';
import { SetupError } from '../../signaling/config.js';

const sentenceOf = (...args: string[]): string => {
  try {
    parseArguments(args);
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  throw new Error(`accepted: ${args.join(' ')}`);
};

const lanOf = (...args: string[]) => {
  const asked = parseArguments(args);
  return asked.to === 'start' ? asked.lan : undefined;
};

const PLAIN = { address: undefined, given: undefined, caPort: undefined };

test('nothing asks for nothing; the folder of the pages may be named', () => {
  assert.equal(parseArguments([]), { to: 'start', web: undefined, lan: undefined });
  assert.equal(parseArguments(['web']), { to: 'start', web: 'web', lan: undefined });
  assert.equal(parseArguments(['web', '--lan']), { to: 'start', web: 'web', lan: PLAIN });
});

test('--lan stands alone or names an address, in either spelling', () => {
  assert.equal(lanOf('--lan'), PLAIN);
  assert.equal(lanOf('--lan', 'web'), PLAIN);
  for (const args of [['--lan=192.168.0.10'], ['--lan', '192.168.0.10']]) {
    assert.equal(lanOf(...args), { ...PLAIN, address: '192.168.0.10' });
  }
  assert.equal(lanOf('--lan', 'fd00::2', '--ca-port', '8090'), {
    ...PLAIN,
    address: 'fd00::2',
    caPort: 8090,
  });
});

test('a certificate comes with its key', () => {
  assert.equal(lanOf('--lan', '--cert', 'a.pem', '--key=b.pem'), {
    ...PLAIN,
    given: { cert: 'a.pem', key: 'b.pem' },
  });
});

test('help goes before all else', () => {
  assert.equal(parseArguments(['--lan', '--help']), { to: 'help' });
  assert.equal(parseArguments(['-h']), { to: 'help' });
});

test('what is wrong gets one sentence that names it', () => {
  const cases: [string[], RegExp][] = [
    [['--lann'], /“--lann” is not an option/],
    [['-x'], /“-x” is not an option/],
    [['web', 'more'], /“more” is not an option/],
    [['--lan=kitchen'], /--lan .*IP address.*“kitchen”/],
    [['--cert', 'a.pem', '--key', 'b.pem'], /--cert works only together with --lan/],
    [['--ca-port', '9000'], /--ca-port works only together with --lan/],
    [['--lan', '--cert', 'a.pem'], /--cert and --key belong together/],
    [['--lan', '--key', 'b.pem'], /--cert and --key belong together/],
    [['--lan', '--cert', '--key', 'b.pem'], /--cert should be followed by the path/],
    [['--lan', '--key'], /--key should be followed by the path/],
    [['--lan', '--ca-port', 'soon'], /--ca-port .*“soon”/],
    [['--lan', '--ca-port', '70000'], /--ca-port .*“70000”/],
    [['--lan', '--cert=a', '--key=b', '--ca-port=9000'], /--ca-port has no use with --cert/],
    [['--help=me'], /--help takes no value/],
  ];
  for (const [args, sentence] of cases) {
    const said = sentenceOf(...args);
    assert.match(said, sentence);
    assert.match(said, /\.$/);
    assert.not.match(said, '\n');
  }
});

test.run();
