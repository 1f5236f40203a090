/** What is painted behind a page, and the viewport around it. */
import { SVG, XHTML, attributeOf, findAll } from './dom.js';
import { isIOS, isWebKit } from './engine.js';
import { number, px } from './lengths.js';
import { pin, type Scene } from './scene.js';
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
  const { root, body, viewport } = scene;
  const style = scene.style(root);
  pin(scene, root, {
    overflow: 'visible',
    'font-size': style.fontSize,
    // The browser takes those of the body for both.
    'writing-mode': viewport.writingMode,
    direction: viewport.direction,
  });
  if (body !== null && style.overflowX === 'visible' && style.overflowY === 'visible') {
    pin(scene, body, { overflow: 'visible' });
  }
  const painter = painterOf(scene);
  if (painter !== undefined) pin(scene, painter, { background: 'none' });
};

/** The element whose background is painted behind the whole page. */
export const painterOf = ({ root, body, style }: Scene): Element | undefined =>
  [root, body].find((element): element is HTMLElement => {
    if (element === null) return false;
    const { backgroundColor, backgroundImage } = style(element);
    return backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none';
  });

/** What a document knows nothing of. */
export interface Surroundings {
  /** Whether what a frame stands in is dark; undefined outside of frames. */
  isDarkAround: boolean | undefined;
  isMasked: (element: Element) => boolean;
}

/** @param zoom pixels of the layout for a CSS pixel */
export const canvasOf = (scene: Scene, zoom: number, surroundings: Surroundings): Canvas => {
  const { root, view, viewport } = scene;
  const style = scene.style(root);
  const { fixed, initial, scroll } = viewport;
  // With what scrollbars take: a frame's picture is as large as the frame.
  const width = Math.max(viewport.window.width, Math.ceil(view.right));
  const height = Math.max(viewport.window.height, Math.ceil(view.bottom));
  const isDark = isDarkPage(scene);
  const scheme = isDark ? 'dark' : 'light';
  const urls = new Set<string>();
  const ground = groundOf(scene, surroundings.isMasked);
  replaceUrls(ground, scene.base, (url) => {
    urls.add(url);
    return url;
  });
  const layer = (styles: string, markup: string): string =>
    `<div xmlns="${XHTML}"${attribute('style', `zoom:${zoom};position:absolute;${styles}`)}>${markup}</div>`;
  const size = `width:${px(width)};height:${px(height)}`;
  // What sticks does so inside of what scrolls.
  const glass =
    `left:0;top:0;width:${px(Math.max(fixed.width, view.right))};` +
    `height:${px(Math.max(fixed.height, view.bottom))};overflow:hidden`;
  const page =
    `position:absolute;left:${px(-scroll.left)};top:${px(-scroll.top)};width:${px(initial.width)};height:${px(initial.height)};` +
    `writing-mode:${viewport.writingMode};direction:${viewport.direction};` +
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
        `<foreignObject width="${fixed.width * zoom}" height="${fixed.height * zoom}" style="overflow:visible">`,
        layer(
          `z-index:-2147483648;left:0;top:0;${size};background:${baseOf(isDark, surroundings.isDarkAround)}`,
          ahead,
        ),
        ground === '' ? '' : layer(`z-index:-2147483647;${painted}`, ''),
        layer(glass, `<div style="${page}"><style>${styles}</style>${markup}</div>`),
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

/**
 * What the browser itself paints where a page paints nothing: in a frame nothing, unless it would be dark on
 * light, or light on dark (CSS Color Adjustment, section 2.4).
 */
const baseOf = (isDark: boolean, isDarkAround: boolean | undefined): string => {
  if (isDark === isDarkAround) return 'transparent';
  return isDark ? '#121212' : '#fff';
};

/** The page's own background, behind all of the viewport, placed as if it were the root's. */
const groundOf = (scene: Scene, isMasked: Surroundings['isMasked']): string => {
  const painter = painterOf(scene);
  if (painter === undefined) return '';
  const { viewport } = scene;
  const style = scene.style(painter);
  const isFixed = !isIOS && style.backgroundAttachment.includes('fixed');
  const area = isFixed
    ? { left: 0, top: 0, ...viewport.fixed }
    : originOf(scene, style.backgroundOrigin);
  const [left, top] = [Math.min(0, area.left), Math.min(0, area.top)];
  const [across, down] = [area.left + area.width, area.top + area.height];
  // It is placed in its content, and painted on what is around that, too.
  const around = [
    area.top - top,
    Math.max(0, viewport.window.width - across),
    Math.max(0, viewport.window.height - down),
    area.left - left,
  ];
  return [
    `left:${px(left)};top:${px(top)};width:${px(area.width)};height:${px(area.height)}`,
    `padding:${around.map(px).join(' ')}`,
    `background-color:${style.backgroundColor}`,
    // Of something masked the colour alone is shown, here as elsewhere.
    ...(isMasked(painter) ? [] : PLACED.map((name) => `${name}:${style.getPropertyValue(name)}`)),
    'background-origin:content-box',
  ].join(';');
};

const PLACED = ['image', 'position', 'size', 'repeat'].map((part) => `background-${part}`);

/** The box of the root that its background begins in, whichever of the two it is of. */
const originOf = ({ root, style, boxOf }: Scene, origin: string) => {
  const { left, top, width, height } = boxOf(root);
  const own = style(root);
  const inset = (side: 'Left' | 'Top' | 'Right' | 'Bottom'): number => {
    if (origin.startsWith('border')) return 0;
    const border = number(own[`border${side}Width`]);
    return origin.startsWith('content') ? border + number(own[`padding${side}`]) : border;
  };
  return {
    left: left + inset('Left'),
    top: top + inset('Top'),
    width: width - inset('Left') - inset('Right'),
    height: height - inset('Top') - inset('Bottom'),
  };
};

const schemeOf = (page: Document): string => {
  const [meta] = findAll(page, 'meta[name="color-scheme" i]');
  return meta === undefined ? '' : (attributeOf(meta, 'content') ?? '');
};

/** Whether the page asks for the browser's dark colours, by a style or by a `<meta>`. */
export const isDarkPage = (scene: Scene): boolean => isDarkIn(scene, scene.root);

/** The same of an element, which may have a scheme of its own. */
export const isDarkIn = ({ page, window, style }: Scene, element: Element): boolean => {
  const { colorScheme } = style(element);
  const asked = colorScheme === 'normal' ? schemeOf(page) : colorScheme;
  if (!asked.includes('dark')) return false;
  return !asked.includes('light') || window.matchMedia('(prefers-color-scheme: dark)').matches;
};
