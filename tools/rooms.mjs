/**
 * The rooms and who may know whom, once for eslint, dependency-cruiser and the type check.
 *
 * `may`: rooms that it may import; `types`: rooms of which it may import types only; `packages`:
 * npm packages that it may use; `because`: why no more than that, shown with every fault.
 *
 * @typedef {{
 *   name: string, folder: string, may: string[], types?: string[], packages: string[],
 *   because: string,
 * }} Room
 */

/** @type {Room[]} */
export const rooms = [
  {
    name: 'protocol',
    folder: 'src/protocol',
    may: [],
    packages: [],
    because: 'protocol says what travels, and knows neither DOM nor Node, time nor randomness',
  },
  {
    name: 'link',
    folder: 'src/link',
    may: ['protocol'],
    packages: ['idb-keyval'],
    because:
      'link is how two browsers meet and move bytes; it knows no page, no capture and no Svelte, ' +
      'and is the same at both ends',
  },
  {
    name: 'capture',
    folder: 'src/capture',
    may: [],
    types: ['protocol'],
    packages: [],
    because: 'capture turns a page into bytes and does not know that a network exists',
  },
  {
    name: 'text',
    folder: 'src/text',
    may: [],
    packages: [],
    because: 'text has the words and knows nothing else',
  },
  {
    name: 'look',
    folder: 'src/look',
    may: [],
    packages: [],
    because: 'look has the colours, sizes and brand of every screen, as data, and knows no screen',
  },
  {
    name: 'browser',
    folder: 'src/browser',
    may: [],
    packages: [],
    because: "browser is what the guest's browser can do, for whoever asks; it knows no screen",
  },
  {
    name: 'guest',
    folder: 'src/guest',
    may: ['protocol', 'link', 'capture', 'text', 'look', 'browser'],
    packages: [],
    because: "the guest's part is small and lives in other people's pages: no Svelte, no console",
  },
  {
    name: 'ui',
    folder: 'src/ui',
    may: ['text', 'look'],
    packages: ['svelte', '@lucide/svelte', 'qr'],
    because: 'ui has the parts that our pages share, and none of what they are about',
  },
  {
    name: 'connect',
    folder: 'src/connect',
    may: ['protocol', 'link', 'text', 'ui', 'look', 'browser'],
    packages: ['svelte'],
    because: "the connection page is the guest's first page: nothing to capture, no console",
  },
  {
    name: 'console',
    folder: 'src/console',
    may: ['protocol', 'link', 'text', 'ui', 'look'],
    packages: ['svelte', 'idb', 'client-zip', 'tinykeys'],
    because: "the console shows captures; how they are made and the service's inside are not its",
  },
  {
    name: 'check',
    folder: 'src/check',
    may: ['protocol', 'link', 'text', 'ui', 'look', 'browser'],
    packages: ['svelte'],
    because: 'the check page tries a browser and a network by themselves: no guest, no host',
  },
  {
    name: 'help',
    folder: 'src/help',
    may: ['text'],
    packages: ['markdown-it', 'minisearch'],
    because: 'the help is words and how they are found; it does nothing of what it tells of',
  },
  {
    name: 'signaling',
    folder: 'signaling',
    may: ['protocol', 'text', 'look'],
    packages: [
      'fastify',
      '@fastify/*',
      '@msimerson/stun',
      'ws',
      'pino',
      'jose',
      'culori',
      '@peculiar/x509',
      'qr',
    ],
    because: 'the service has numbers, calls and sockets; it knows no capture, no SDP, no browser',
  },
];

/** Every other room. @param {Room} room */
export const strangersOf = (room) =>
  rooms
    .map(({ name }) => name)
    .filter((name) => name !== room.name && ![...room.may, ...(room.types ?? [])].includes(name));
