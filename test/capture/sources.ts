/**
 * Runs in every document of the page under test before any script of its own: keeps every text that
 * becomes the address of a picture, whatever way the engine takes to make one.
 */
declare global {
  interface Window {
    /** In the topmost document, also for what an engine makes in the realm of a frame. */
    keptSources?: (string | Promise<string>)[];
  }
}

const sharedList = (): NonNullable<Window['keptSources']> => {
  try {
    const { top } = window;
    if (top === null) return [];
    if (top.keptSources === undefined) {
      Object.defineProperty(top, 'keptSources', { value: [], writable: true });
    }
    return top.keptSources ?? [];
  } catch {
    // A frame of another site: the engine cannot get there either.
    return [];
  }
};

const kept = sharedList();
const keep = (text: unknown): void => void kept.push(String(text));
const keepAddress = (value: unknown): void => {
  if (/^(data|blob):/.test(String(value))) keep(value);
};

/** Puts a listener before a function of the browser's. */
const before = (owner: object, name: string, listen: (...given: unknown[]) => void): void => {
  const native = Reflect.get(owner, name) as (...given: unknown[]) => unknown;
  const spy = function (this: unknown, ...given: unknown[]): unknown {
    listen(...given);
    return Reflect.apply(native, this ?? owner, given);
  };
  Object.defineProperty(owner, name, { value: spy, writable: true, configurable: true });
};

const beforeSet = (owner: object, name: string): void => {
  const native = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    ...native,
    set(this: unknown, value: unknown) {
      keepAddress(value);
      native?.set?.call(this, value);
    },
  });
};

beforeSet(HTMLImageElement.prototype, 'src');
beforeSet(HTMLImageElement.prototype, 'srcset');
before(Element.prototype, 'setAttribute', (_name, value) => {
  keepAddress(value);
});
before(Element.prototype, 'setAttributeNS', (_space, _name, value) => {
  keepAddress(value);
});
before(URL, 'createObjectURL', (blob) => {
  if (blob instanceof Blob && /^$|xml|html|text\/plain/.test(blob.type)) kept.push(blob.text());
});
for (const name of ['encodeURIComponent', 'encodeURI', 'escape', 'btoa'])
  before(window, name, keep);
before(window, 'fetch', keepAddress);

export type {};
