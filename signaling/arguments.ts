/** The command line, read once. What is invalid stops the start. */
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { SetupError } from './config.js';

export interface LanWish {
  /** Undefined: the likeliest of the machine's own. */
  address: string | undefined;
  /** Files of a certificate of the operator's; undefined: one from a CA of our own. */
  given: { cert: string; key: string } | undefined;
  /** Port of the page that offers the CA to phones; undefined: the next free one. */
  caPort: number | undefined;
}

export type Asked =
  | { to: 'help' }
  | {
      to: 'start';
      /** The folder of the built pages; undefined: the one of the build. */
      web: string | undefined;
      lan: LanWish | undefined;
    };

export const HELP = `Usage: npm start -- [options]

Starts Misete on this computer. All else is set by environment variables (docs/OPERATIONS.md).

  --lan[=ADDRESS]         for phones on the same network: https on this computer's address
  --cert FILE --key FILE  with --lan: this certificate and its private key (PEM);
                          without: a local CA, made once, which phones are shown how to trust
  --ca-port PORT          with --lan: the port of the page that offers the CA
                          (default: the next free one after PORT)
  --help                  this text
`;

const OPTIONS = {
  lan: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'ca-port': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Name = keyof typeof OPTIONS;
const isName = (name: string): name is Name => Object.hasOwn(OPTIONS, name);

/** Throws a `SetupError` that names the argument. */
export const parseArguments = (args: readonly string[]): Asked => {
  const { tokens } = parseArgs({
    args: withLanSpelledOut(args),
    options: OPTIONS,
    strict: false,
    tokens: true,
  });
  const values = new Map<Name, string>();
  let web: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (web !== undefined) throw unknown(token.value);
      web = token.value;
    } else if (token.kind === 'option') {
      const { name, rawName, value, inlineValue } = token;
      if (!isName(name)) throw unknown(rawName);
      const wrong = OPTIONS[name].type === 'boolean' ? value !== undefined : value === undefined;
      if (wrong || (inlineValue === false && value.startsWith('-'))) throw misused(name);
      values.set(name, value ?? '');
    }
  }
  if (values.has('help')) return { to: 'help' };
  return { to: 'start', web, lan: lanWish(values) };
};

/** `--lan` alone and `--lan ADDRESS`, as `parseArgs` would have an option that may have a value. */
const withLanSpelledOut = (args: readonly string[]): string[] =>
  args.flatMap((arg, at) => {
    if (at > 0 && args[at - 1] === '--lan' && isIP(arg) !== 0) return [];
    if (arg !== '--lan') return [arg];
    const next = args[at + 1] ?? '';
    return [`--lan=${isIP(next) === 0 ? '' : next}`];
  });

const lanWish = (values: ReadonlyMap<Name, string>): LanWish | undefined => {
  const address = values.get('lan');
  if (address === undefined) {
    for (const name of ['cert', 'key', 'ca-port'] as const) {
      if (values.has(name)) throw new SetupError(`--${name} works only together with --lan.`);
    }
    return undefined;
  }
  if (address !== '' && isIP(address) === 0) {
    throw new SetupError(
      `--lan should be an IP address of this computer, such as --lan=192.168.0.10, not “${short(address)}”.`,
    );
  }
  const [cert, key] = [values.get('cert'), values.get('key')];
  if ((cert === undefined) !== (key === undefined)) {
    throw new SetupError('--cert and --key belong together: the certificate and its private key.');
  }
  return {
    address: address === '' ? undefined : address,
    given: cert === undefined || key === undefined ? undefined : { cert, key },
    caPort: caPort(values.get('ca-port'), cert !== undefined),
  };
};

const caPort = (text: string | undefined, hasCertificate: boolean): number | undefined => {
  if (text === undefined) return undefined;
  if (hasCertificate) {
    throw new SetupError('--ca-port has no use with --cert: there is no local CA to offer.');
  }
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new SetupError(`--ca-port should be a port from 1 to 65535, not “${short(text)}”.`);
};

const short = (text: string): string => text.slice(0, 100);

const unknown = (argument: string): SetupError =>
  new SetupError(`“${short(argument)}” is not an option; npm start -- --help lists them all.`);

const misused = (name: Name): SetupError =>
  new SetupError(
    name === 'help'
      ? '--help takes no value.'
      : `--${name} should be followed by ${name === 'ca-port' ? 'a port' : 'the path of a file'}.`,
  );
