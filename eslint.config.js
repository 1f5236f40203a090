import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import house from './tools/house-rules.mjs';
import { rooms, strangersOf } from './tools/rooms.mjs';

const root = import.meta.dirname;

const typed = ['**/*.ts', '**/*.svelte'];

/** Rules decide; only these files speak to the clock, the network and the browser. */
const adapters = [
  'src/link/browser.ts',
  'src/check/{browser,main}.ts',
  'signaling/main.ts',
  'signaling/time.ts',
];

const asArgument = (what) =>
  `Rules get ${what} as an argument, so that tests neither sleep nor patch.`;

/** What the rooms of rules must be given instead of reaching for it. */
const world = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'requestAnimationFrame', 'performance'].map((name) => ({
      name,
      message: asArgument('a Clock'),
    })),
    ...['localStorage', 'sessionStorage', 'indexedDB'].map((name) => ({
      name,
      message: asArgument('a Keep'),
    })),
    ...['fetch', 'WebSocket', 'RTCPeerConnection', 'XMLHttpRequest', 'navigator'].map((name) => ({
      name,
      message: asArgument('what makes it'),
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: asArgument('a Clock') },
    { object: 'Math', property: 'random', message: asArgument('a Random') },
    { object: 'crypto', property: 'getRandomValues', message: asArgument('a Random') },
    { object: 'crypto', property: 'randomUUID', message: asArgument('a Random') },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: 'node:crypto',
          importNames: ['randomBytes', 'randomInt', 'randomUUID', 'webcrypto'],
          message: asArgument('a Random'),
        },
        { name: 'node:timers', message: asArgument('a Clock') },
        { name: 'node:timers/promises', message: asArgument('a Clock') },
      ],
    },
  ],
};

/** Ways by which outside data would become markup. */
const markup = [
  'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
  'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe)$/]',
  'CallExpression[callee.object.name="document"][callee.property.name=/^writeln?$/]',
].map((selector) => ({
  selector,
  message: 'Make elements and set textContent: what comes from outside must never become markup.',
}));

const testRuns = [
  {
    selector: 'Program:not(:has(CallExpression[callee.property.name="run"]))',
    message: 'A test file ends with test.run(): without it uvu runs nothing and says nothing.',
  },
  {
    selector: 'CallExpression[callee.property.name="only"]',
    message: '.only leaves the other tests out, silently.',
  },
];

/** The room table, as policies: whatever the table does not allow is a fault with its reason. */
const roomPolicies = rooms.flatMap((room) => {
  const from = { element: { type: room.name } };
  const message = `${room.name} may not import {{to.element.type}}{{to.module.source}}: ${room.because}.`;
  const types = (room.types ?? []).map((type) => ({
    from,
    dependency: { kind: 'value' },
    disallow: { to: { element: { type } } },
    message: `${room.name} may import only types of ${type}: ${room.because}.`,
  }));
  const packages = [...room.packages, ...room.packages.map((name) => `${name}/**`)];
  return [
    { from, disallow: { to: { element: { types: { anyOf: strangersOf(room) } } } }, message },
    {
      from,
      disallow: {
        to: {
          module: {
            origin: 'external',
            ...(packages.length > 0 && { source: `!{${packages.join(',')}}` }),
          },
        },
      },
      message,
    },
    ...types,
  ];
});

export default ts.config(
  { ignores: ['dist/', 'data/', 'coverage/', '.cache/', 'public/demo/vendor/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    plugins: { house },
    rules: {
      'house/reasoned-disable': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...markup],
    },
  },
  {
    files: typed,
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: root,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Spreading a string into its code points is what it looks like.
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'lib', name: 'string' }] },
      ],
      // TypeScript says these, and knows more.
      'no-undef': 'off',
      'no-fallthrough': 'off',
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // The service's CSP has no 'unsafe-inline'.
      'svelte/no-inline-styles': 'error',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['src/**', 'signaling/**'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/elements': rooms.map(({ name, folder }) => ({ type: name, pattern: folder })),
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
      'import/resolver': { [`${root}/tools/room-resolver.cjs`]: {} },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'allow', checkAllOrigins: true, policies: roomPolicies },
      ],
      'boundaries/no-unknown-dependencies': 'error',
      'boundaries/no-unknown-files': 'error',
    },
  },
  {
    files: ['src/protocol/**', 'src/link/**', 'src/check/*.ts', 'signaling/**'],
    ignores: adapters,
    rules: world,
  },
  {
    files: ['test/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...markup, ...testRuns] },
  },
  { files: ['**/*.mjs', '*.js'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: globals.node, sourceType: 'commonjs' },
  },
  {
    files: [
      'public/**/*.js',
      'test/support/site/**/*.js',
      'test/gallery/index-page/*.js',
      'test/interop/*.js',
    ],
    languageOptions: { globals: globals.browser },
  },
);
