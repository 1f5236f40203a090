/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    'src/connect/main.ts',
    'src/console/main.ts',
    'src/guest/main.ts',
    'src/guest/loader.ts',
    'src/capture/index.ts',
    'signaling/main.ts',
    'tools/*.{mjs,ts,cjs}',
    'test/**/*.test.ts',
    // What a test bundles for the browser under test.
    'test/**/entry.ts',
    'bench/*.ts',
    'bench/{pages,servers}/*.{ts,mjs}',
  ],
  project: ['{src,signaling,tools,test,bench}/**/*.{ts,mjs,cjs,svelte}'],
  // tools/check.mjs runs it by its path.
  ignoreDependencies: ['svelte-check'],
  ignoreExportsUsedInFile: { interface: true, type: true },
};
