/** Our scripts for inside the pages, each as one module; made when first asked for. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const bundle = async (entry: string): Promise<string> => {
  const built = await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: ['es2022', 'safari16'],
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  for (const result of Array.isArray(built) ? built : [built]) {
    if ('output' in result) return result.output[0].code;
  }
  throw new Error(`Vite built nothing of ${entry}`);
};

const bundles = new Map<string, Promise<string>>();

/** `/bench/engines/ours.js` is engines/ours.ts. */
export const scriptAt = (path: string): Promise<string> | undefined => {
  const name = /^\/bench\/((?:engines|inside)\/[\w-]+)\.js$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const known = bundles.get(name) ?? bundle(`${FOLDER}${name}.ts`);
  bundles.set(name, known);
  return known;
};
