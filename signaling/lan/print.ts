/** What the terminal shows: QR codes with the plain addresses beside them. */
import type { X509Certificate } from 'node:crypto';
import { encodeQR } from 'qr';
import type { Service } from '../service.js';
import type { LanAddress } from './addresses.js';
import { nameOf } from './guide-page.js';

/** How the terminal shows colours: none, its own sixteen, or 256 that are the same everywhere. */
export type Colours = 'none' | '16' | '256';

export interface Screen {
  colours: Colours;
  /** In characters; undefined: unknown. */
  columns: number | undefined;
}

export interface Shown {
  service: Pick<Service, 'url' | 'urlHere' | 'madeHostKey'>;
  /** The page that offers the local CA; undefined: a certificate of the operator's. */
  trust: { root: X509Certificate; url: string } | undefined;
  others: readonly LanAddress[];
  /** Sentences that are to be read once. */
  notices: readonly string[];
  /** Undefined: the secure WebSocket works. */
  missing: string | undefined;
}

interface Code {
  /** What it is for. */
  title: string;
  url: string;
  /** More lines below the address. */
  notes: readonly string[];
}

/** As ISO 18004 asks for; many terminals are surrounded by something else at once. */
const QUIET = 4;

/**
 * Dark on light whatever the terminal's colours are: scanners of older phones do not read the inverse.
 * 16 and 231 are black and white in every theme.
 */
const COLOURS: Record<Colours, readonly [string, string]> = {
  none: ['', ''],
  16: ['\u001b[30;107m', '\u001b[0m'],
  256: ['\u001b[38;5;16;48;5;231m', '\u001b[0m'],
};

const modulesOf = (url: string): boolean[][] => encodeQR(url, 'raw', { ecc: 'low', border: QUIET });

/**
 * Two modules to a character. Without colours the light modules are drawn and the dark ones left out:
 * right on a dark terminal, where most are read.
 */
const qrLines = (url: string, colours: Colours): string[] => {
  const modules = modulesOf(url);
  const drawn = colours !== 'none';
  const at = (x: number, y: number): boolean => (modules[y]?.[x] ?? false) === drawn;
  const [on, off] = COLOURS[colours];
  const lines: string[] = [];
  for (let y = 0; y < modules.length; y += 2) {
    const line = modules.map((_, x) => BLOCKS[`${mark(at(x, y))}${mark(at(x, y + 1))}`]).join('');
    lines.push(`${on}${line}${off}`);
  }
  return lines;
};

const mark = (filled: boolean) => (filled ? '1' : '0');
const BLOCKS = { '00': ' ', '10': '▀', '01': '▄', '11': '█' } as const;

const codeText = ({ title, url, notes }: Code, { colours, columns }: Screen): string[] => {
  const width = modulesOf(url).length;
  const fits = columns === undefined || columns >= width;
  const code = fits
    ? qrLines(url, colours)
    : [`(The window is too narrow for the QR code, which needs ${String(width)} columns.)`];
  return ['', title, ...[url, ...notes].map((line) => `   ${line}`), '', ...code];
};

export const lanText = (shown: Shown, screen: Screen): string => {
  const { service, trust, others, notices, missing } = shown;
  const { url, urlHere, madeHostKey } = service;
  const key = madeHostKey === undefined ? '' : `#key=${madeHostKey}`;
  const codes: Code[] = [
    ...(trust === undefined ? [] : [trustCode(trust)]),
    { title: 'The demo page, for the guest’s phone', url: `${url}/demo/`, notes: [] },
    {
      title: 'The console, for the host',
      url: `${url}/console${key}`,
      notes: urlHere === undefined ? [] : [`on this computer: ${urlHere}/console${key}`],
    },
  ];
  const lines = [
    '',
    'For phones on the same network as this computer:',
    ...codes.flatMap(({ title, ...code }, at) =>
      codeText({ title: `${String(at + 1)}. ${title}`, ...code }, screen),
    ),
    '',
    ...(others.length === 0
      ? []
      : [
          `Other addresses of this computer: ${others.map(({ address, on }) => `${address} (${on})`).join(', ')}. ` +
            'Choose one with --lan=ADDRESS.',
        ]),
    ...notices,
    missing ??
      'Checked: the secure WebSocket works. If a phone cannot open the pages, see whether it is on the same network, and whether the firewall of this computer is in the way.',
  ];
  return `${lines.join('\n')}\n`;
};

const trustCode = ({ root, url }: { root: X509Certificate; url: string }): Code => ({
  title: 'Once on each phone: trust this computer’s certificate',
  url,
  notes: [`certificate: ${nameOf(root)}`, ...fingerprintLines(root)],
});

/** In two lines, as a terminal of 80 columns holds it. */
const fingerprintLines = ({ fingerprint256 }: X509Certificate): string[] => [
  `SHA-256: ${fingerprint256.slice(0, 48)}`,
  `         ${fingerprint256.slice(48)}`,
];
