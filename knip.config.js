/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    'src/check/main.ts',
    'src/connect/main.ts',
    'src/console/main.ts',
    'src/help/main.ts',
    'src/guest/main.ts',
    'src/guest/loader.ts',
    'src/capture/index.ts',
    'signaling/main.ts',
    'tools/*.{mjs,ts,cjs}',
    'test/**/*.test.ts',
    // tools/gallery.mjs runs it by its path.
    'test/gallery/main.ts',
    // test/support/firefox.ts has it started in the place of Firefox.
    'test/support/firefox/start.mjs',
    // Programs that a world with NAT runs inside of its networks.
    'test/support/nat/{probe,public-servers,line-process}.ts',
    // What a test bundles for the browser under test.
    'test/**/entry.ts',
    'bench/*.ts',
    'bench/{pages,servers}/*.{ts,mjs}',
    // What the capture benchmark bundles for the pages that it visits.
    'bench/capture/{engines,inside}/*.ts',
  ],
  project: ['{src,signaling,tools,test,bench}/**/*.{ts,mjs,cjs,svelte}'],
  ignoreDependencies: [
    // tools/check.mjs runs them by their paths.
    'svelte-check',
    'typescript-7',
    // bench/capture serves their pages, and what those load, by their paths.
    /^@fontsource/,
    'admin-lte',
    'apexcharts',
    'bootstrap',
    'bootstrap-icons',
    'gentelella',
    'jsvectormap',
    'material-dashboard',
    'material-icons',
    'overlayscrollbars',
    'rapidoc',
    'simplelightbox',
    'startbootstrap-creative',
    'weui',
    'weui.js',
  ],
  // Debian's: for the browsers of the long tests, and for benches that say so where they are missing.
  ignoreBinaries: ['Xvfb', 'localedef', 'WebKitWebDriver', 'tc', 'tesseract'],
  ignoreExportsUsedInFile: { interface: true, type: true },
};
