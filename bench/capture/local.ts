/** What pages want from other hosts, from our own packages instead, or not at all. */

/** In the place of photos that the pages take from a photo service. */
const PHOTO = '/startbootstrap-agency/dist/assets/img/team/1.jpg';

const MIRRORS: readonly (readonly [RegExp, string])[] = [
  // Content delivery networks of npm packages: any version stands in for another.
  [
    /^https:\/\/(?:cdn\.jsdelivr\.net\/npm|unpkg\.com)\/((?:@[^/@]+\/)?[^/@]+)(?:@[^/]+)?\//,
    '/$1/',
  ],
  [/^https:\/\/fonts\.googleapis\.com\/(?:css2?|icon)\?/, '/bench/fonts.css?'],
  [
    /^https:\/\/cdnjs\.[^/]+\/ajax\/libs\/SimpleLightbox\/[^/]+\/simpleLightbox\./,
    '/simplelightbox/dist/simple-lightbox.',
  ],
  [/^https:\/\/use\.fontawesome\.com\/releases\/[^/]+\//, '/@fortawesome/fontawesome-free/'],
  [/^https:\/\/res\.wx\.qq\.com\/t\/wx_fed\/weui\.js\/res\/[^/]+\//, '/weui.js/dist/'],
  [/^https:\/\/(?:source|images)\.unsplash\.com\/.*$/, PHOTO],
];

const localOf = (url: string): string | undefined => {
  const mirror = MIRRORS.find(([pattern]) => pattern.test(url));
  return mirror && url.replace(...mirror).replaceAll('&amp;', '&');
};

const adaptTag = (tag: string): string =>
  tag
    .replace(
      /\s(src|href|srcset)=(["'])((?:https?:)?\/\/[^"']*)\2/gi,
      (_, name: string, __, url: string) => {
        const local = localOf(url);
        return local === undefined ? '' : ` ${name}="${local.replaceAll('&', '&amp;')}"`;
      },
    )
    // Of another version.
    .replace(/\sintegrity=(["'])[^"']*\1/gi, '');

/** Phones' scroll bars take no room; those of a Linux desktop do, in the picture or in the truth. */
const HEAD = '<style>*{scrollbar-width:none!important}</style>';

const withHead = (html: string): string => {
  const start = /<head[^>]*>|<html[^>]*>|<!doctype[^>]*>/gi;
  let end = 0;
  for (const { 0: tag, index } of html.matchAll(start)) {
    end = index + tag.length;
    if (/^<head/i.test(tag)) break;
  }
  return html.slice(0, end) + HEAD + html.slice(end);
};

export const adaptCss = (css: string): string =>
  css
    .replace(/@import\s+(?:url\()?["']?https?:[^;]*;/gi, '')
    .replace(
      /url\((["']?)(https?:\/\/[^)"']*)\1\)/gi,
      (_, __, url: string) => `url(${localOf(url) ?? 'data:,'})`,
    );

export const adaptHtml = (html: string): string =>
  withHead(adaptCss(html.replace(/<(?:link|script|img|source|iframe|video)\b[^>]*>/gi, adaptTag)));

/** What Swagger UI shows unless it is told of something else. */
const PET_STORE = 'https://petstore.swagger.io/v2/swagger.json';

export const adaptScript = (script: string): string =>
  script.replace(PET_STORE, '/bench/open-api.json');
