/** What is painted behind a page, and the viewport around it. */
import { SVG, XHTML, attributeOf, clientWidthOf, findAll } from './dom.js';
import { isWebKit } from './engine.js';
import { pin, px, type Scene } from './scene.js';
import { attribute, replaceUrls } from './writer.js';

/** More to draw, below the page. */
export interface Below {
  height: number;
  markup: string;
}

export interface Canvas {
  /** In CSS pixels. */
  width: number;
  height: number;
  /** Addresses that the background is made of. */
  urls: ReadonlySet<string>;
  /** The whole SVG image around the page's markup. */
  around: (
    styles: string,
    markup: string,
    dataOf: (url: string) => string,
    below?: Below,
  ) => string;
}

/** Takes from the root elements what is not theirs in the picture. */
export const pinRoots = (scene: Scene): void => {
  const { root, body } = scene;
  const style = scene.style(root);
  pin(scene, root, { overflow: 'visible', 'font-size': style.fontSize });
  if (body !== null && style.overflowX === 'visible' && style.overflowY === 'visible') {
    pin(scene, body, { overflow: 'visible' });
  }
  const painter = painterOf(scene);
  if (painter !== undefined) pin(scene, painter, { background: 'none' });
};

/** The element whose background is painted behind the whole page. */
const painterOf = ({ root, body, style }: Scene): Element | undefined =>
  [root, body].find((element): element is HTMLElement => {
    if (element === null) return false;
    const { backgroundColor, backgroundImage } = style(element);
    return backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none';
  });

/** @param zoom pixels of the layout for a CSS pixel */
export const canvasOf = (scene: Scene, zoom: number): Canvas => {
  const { root, window, view } = scene;
  const style = scene.style(root);
  const across = clientWidthOf(root) || window.innerWidth;
  const down = window.innerHeight;
  const width = Math.max(across, Math.ceil(view.right));
  const height = Math.max(down, Math.ceil(view.bottom));
  const isDark = isDarkPage(scene);
  const scheme = isDark ? 'dark' : 'light';
  const urls = new Set<string>();
  const ground = groundOf(scene);
  replaceUrls(ground, scene.base, (url) => {
    urls.add(url);
    return url;
  });
  const layer = (styles: string, markup: string): string =>
    `<div xmlns="${XHTML}"${attribute('style', `zoom:${zoom};position:absolute;${styles}`)}>${markup}</div>`;
  const size = `width:${px(width)};height:${px(height)}`;
  const page =
    `left:${px(-window.scrollX)};top:${px(-window.scrollY)};width:${px(across)};height:${px(down)};` +
    `color-scheme:${scheme};color:canvastext;font-size:16px;text-align:start`;
  return {
    width,
    height,
    urls,
    around: (styles, markup, dataOf, below = { height: 0, markup: '' }) => {
      const full = height + below.height;
      const painted = replaceUrls(ground, scene.base, dataOf);
      const ahead = isWebKit ? decoded(styles + painted + markup) : '';
      return [
        `<svg xmlns="${SVG}" width="${width}" height="${full}" viewBox="0 0 ${width * zoom} ${full * zoom}"`,
        ` style="font-size:${style.fontSize};color-scheme:${scheme}">`,
        `<foreignObject width="${across * zoom}" height="${down * zoom}" style="overflow:visible">`,
        layer(
          `z-index:-2147483648;left:0;top:0;${size};background:${baseOf(scene, isDark)}`,
          ahead,
        ),
        ground === '' ? '' : layer(`z-index:-2147483647;${painted}`, ''),
        layer(page, `<style>${styles}</style>${markup}`),
        below.markup === ''
          ? ''
          : layer(
              `z-index:2147483647;left:0;top:${px(height)};width:${px(width)};height:${px(below.height)};background:#fff`,
              below.markup,
            ),
        '</foreignObject></svg>',
      ].join('');
    },
  };
};

/**
 * WebKit decodes a large background only when it is to be painted, and paints it the next time. An
 * image, though, may ask to be decoded at once: these show nothing, and are painted before all else.
 */
const decoded = (texts: string): string => {
  let ahead = '';
  const urls = new Set([...texts.matchAll(BACKGROUND)].map(([, url = '']) => url));
  for (const url of urls) {
    ahead += `<img decoding="sync" src="${url}" style="position:absolute;width:1px;object-fit:none;object-position:9px"/>`;
  }
  return ahead;
};

/** In a rule or an attribute; drawings need no decoding. */
const BACKGROUND = /url\((?:"|&quot;)(data:image\/(?!svg)[^"&)]+)/g;

/** What the browser itself paints where a page paints nothing. */
const baseOf = ({ window }: Scene, isDark: boolean): string => {
  if (isDark) return '#121212';
  return window.parent === window ? '#fff' : 'transparent';
};

/** The page's own background, behind all of the viewport, placed as if it were the root's. */
const groundOf = (scene: Scene): string => {
  const painter = painterOf(scene);
  if (painter === undefined) return '';
  const { root, window } = scene;
  const style = scene.style(painter);
  const box = scene.boxOf(root);
  const isFixed = style.backgroundAttachment.includes('fixed');
  const area = isFixed
    ? { left: 0, top: 0, width: clientWidthOf(root), height: window.innerHeight }
    : box;
  const width = Math.max(area.width, window.innerWidth - area.left);
  const height = Math.max(area.height, window.innerHeight - area.top);
  const isGrown = width > area.width || height > area.height;
  const isGradient = style.backgroundImage.includes('gradient(') && style.backgroundSize === 'auto';
  const size =
    isGrown && isGradient ? `${px(area.width)} ${px(area.height)}` : style.backgroundSize;
  const kept = ['background-color', 'background-image', 'background-position', 'background-repeat'];
  return [
    `left:${px(area.left)};top:${px(area.top)};width:${px(width)};height:${px(height)}`,
    ...kept.map((name) => `${name}:${style.getPropertyValue(name)}`),
    `background-size:${size}`,
  ].join(';');
};

const schemeOf = (page: Document): string => {
  const [meta] = findAll(page, 'meta[name="color-scheme" i]');
  return meta === undefined ? '' : (attributeOf(meta, 'content') ?? '');
};

/** Whether the page asks for the browser's dark colours, by a style or by a `<meta>`. */
export const isDarkPage = ({ page, window, root, style }: Scene): boolean => {
  const { colorScheme } = style(root);
  const asked = colorScheme === 'normal' ? schemeOf(page) : colorScheme;
  if (!asked.includes('dark')) return false;
  return !asked.includes('light') || window.matchMedia('(prefers-color-scheme: dark)').matches;
};
