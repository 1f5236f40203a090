import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A script of bench/pages as one classic script, as a page would load it. */
export const bundle = async (name: string): Promise<string> => {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL(`../pages/${name}.ts`, import.meta.url)),
        name: 'bench',
        formats: ['iife'],
      },
    },
  });
  for (const result of Array.isArray(built) ? built : [built]) {
    if ('output' in result) return result.output[0].code;
  }
  throw new Error(`Vite built nothing of ${name}`);
};
