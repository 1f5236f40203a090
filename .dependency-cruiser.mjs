import { rooms, strangersOf } from './tools/rooms.mjs';

const folderOf = (name) => rooms.find((room) => room.name === name)?.folder;
const inFolders = (names) => `^(${names.map(folderOf).join('|')})/`;

/** The same table that eslint reads, seen by another tool that follows every import. */
const roomRules = rooms.flatMap((room) => {
  const from = { path: `^${room.folder}/` };
  const packages = room.packages.map((name) => name.replace('/*', '/.+'));
  const rules = [
    {
      name: `${room.name}-stays-in-its-room`,
      comment: room.because,
      severity: 'error',
      from,
      to: { path: inFolders(strangersOf(room)) },
    },
    {
      name: `${room.name}-has-its-packages`,
      comment: room.because,
      severity: 'error',
      from,
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
        ...(packages.length > 0 && { pathNot: `node_modules/(${packages.join('|')})/` }),
      },
    },
    {
      name: `${room.name}-reaches-no-tests`,
      comment: 'what is shipped knows neither tests nor tools',
      severity: 'error',
      from,
      to: { path: '^(test|bench|tools)/' },
    },
  ];
  if (room.types !== undefined) {
    rules.push({
      name: `${room.name}-takes-types-only`,
      comment: room.because,
      severity: 'error',
      from,
      to: { path: inFolders(room.types), dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    {
      name: 'no-cycles',
      comment: 'files that need each other, if only for types, cannot be read one after another',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'nothing uses this file',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.test\\.ts$',
          '^test/support/site/',
          '^test/gallery/index-page/',
          '^test/interop/.+\\.js$',
          '^bench/(pages|servers)/',
          'tsconfig',
        ],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'this import leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'browser-rooms-have-no-node',
      comment: 'src runs in browsers',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.svelte'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
    },
  },
};
