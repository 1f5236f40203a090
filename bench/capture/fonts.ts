/** Google's way of serving fonts, from our packages: faces cut into subsets by unicode-range. */
import { existsSync, readFileSync } from 'node:fs';

interface Sheet {
  path: string;
  /** How its files are written there, and where they are. */
  files: readonly [string, string];
}

const WEIGHT = /(?<![0-9])([1-9]00)(i?)/g;

/** `Roboto:300,400i` of Google's first version, `Inter:wght@300;400` of its second. */
const sheetsOf = (asked: string): Sheet[] => {
  const [name = '', faces = ''] = asked.split(':');
  const family = name.toLowerCase().replaceAll(' ', '-');
  if (family.startsWith('material-icons')) {
    const style = family.slice('material-icons-'.length) || 'filled';
    const folder = 'material-icons/iconfont/';
    return [{ path: `${folder}${style}.css`, files: ['./', `/${folder}`] }];
  }
  const weights = [...faces.matchAll(WEIGHT)].map(([, weight = '', italic]) =>
    italic === 'i' ? `${weight}-italic` : weight,
  );
  const folder = `@fontsource/${family}/`;
  return (weights.length === 0 ? ['400'] : weights).map((weight) => ({
    path: `${folder}${weight}.css`,
    files: ['./files/', `/${folder}files/`],
  }));
};

export const fontsCss = (query: URLSearchParams, packages: string): string =>
  query
    .getAll('family')
    .flatMap((families) => families.split('|'))
    .flatMap(sheetsOf)
    .filter(({ path }) => existsSync(packages + path))
    .map(({ path, files }) => readFileSync(packages + path, 'utf8').replaceAll(...files))
    .join('\n');
