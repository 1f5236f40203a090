/** The page by which people have their phone trust the local CA. Static: one file, no script. */
import { type X509Certificate, createHash } from 'node:crypto';
import type { Brand } from '../../src/look/brand.js';
import { lookCss } from '../../src/look/css.js';
import { LANGUAGE_NAMES, type Language, lanTexts } from '../../src/text/index.js';
import { escaped } from '../markup.js';

export type Phone = 'ios' | 'android' | 'other';

export interface GuideParts {
  root: X509Certificate;
  brand: Brand;
  /** The page that opens without a warning when all is well. */
  check: string;
}

export const PROFILE_PATH = '/misete-ca.mobileconfig';
export const CERTIFICATE_PATH = '/misete-ca.crt';

/** By its `User-Agent`: only to show its own steps first. */
export const phoneOf = (agent: string): Phone => {
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios';
  return /Android/.test(agent) ? 'android' : 'other';
};

export const guidePage = (parts: GuideParts, language: Language, phone: Phone): string => {
  const t = lanTexts[language];
  const { root, check, brand } = parts;
  const kinds = phone === 'android' ? (['android', 'ios'] as const) : (['ios', 'android'] as const);
  const other = language === 'ja' ? 'en' : 'ja';
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(t.title(brand.name))}</title>
<link rel="icon" href="data:,">
<style>${styleOf(brand)}</style>
</head>
<body>
<header><strong>${escaped(brand.name)}</strong> <a href="/?lang=${other}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a></header>
<main>
<h1>${escaped(t.heading(brand.name))}</h1>
<p>${escaped(t.lead(brand.name))}</p>
<p class="care">${escaped(t.yours(brand.name))}</p>
${kinds.map((kind) => section(kind, language, phone === 'other' || phone === kind)).join('\n')}
<section>
<h2>${escaped(t.check.heading)}</h2>
<p>${escaped(t.check.lead)}</p>
<p><a class="go" href="${escaped(check)}">${escaped(t.check.open)}</a></p>
<p class="note">${escaped(t.check.still)}</p>
<p class="note">${escaped(t.check.unreachable)}</p>
</section>
<section>
<h2>${escaped(t.same.heading)}</h2>
<p>${escaped(t.same.lead)}</p>
<p class="print">${fingerprint(root)}</p>
<p class="note">${escaped(t.same.name)}: <strong>${escaped(nameOf(root))}</strong><br>${escaped(t.same.until(lastDay(root, language)))}</p>
<p class="note">${escaped(t.same.limits)}</p>
</section>
<section>
<h2>${escaped(t.remove.heading)}</h2>
${kinds.map((kind) => `<p>${escaped(t.remove[kind])}</p>`).join('\n')}
</section>
</main>
</body>
</html>
`;
};

const section = (kind: 'ios' | 'android', language: Language, isOpen: boolean): string => {
  const t = lanTexts[language];
  const { heading, steps, download } = t[kind];
  const file = kind === 'ios' ? PROFILE_PATH : CERTIFICATE_PATH;
  const button = `<a class="go" href="${file}">${escaped(download)}</a>`;
  const items = steps.map((step, at) => `<li>${escaped(step)}${at === 0 ? button : ''}</li>`);
  return `<details${isOpen ? ' open' : ''}>
<summary><h2>${escaped(heading)}</h2></summary>
<ol>${items.join('')}</ol>
${kind === 'android' ? `<p class="note">${escaped(t.android.browser)}</p>` : ''}
</details>`;
};

/** In groups that break together on a narrow screen, each an eighth of it. */
const fingerprint = (root: X509Certificate): string =>
  (root.fingerprint256.match(/(?:[\dA-F]{2}:?){4}/g) ?? [])
    .map((group) => `<span>${group}</span>`)
    .join('<wbr>');

/** As the phone's settings show it. */
export const nameOf = (certificate: X509Certificate): string =>
  /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? 'Misete';

const lastDay = (root: X509Certificate, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(root.validTo),
  );

const OWN_STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.8 var(--font);line-break:strict;overflow-wrap:anywhere}
header,main{max-width:40rem;margin:0 auto;padding:var(--space-2) max(var(--space-4),env(safe-area-inset-right)) var(--space-2) max(var(--space-4),env(safe-area-inset-left))}
header{display:flex;justify-content:space-between;align-items:center}
header a{padding:var(--space-2) 0}
main{padding-bottom:var(--space-7)}
h1{font-size:var(--text-xl);line-height:1.4;margin:var(--space-2) 0 var(--space-4)}
h2{font-size:var(--text-l);line-height:1.5;margin:0}
a{color:var(--accent);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
details,section{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius-l);padding:var(--space-4);margin:var(--space-4) 0}
summary{cursor:pointer;min-height:2.75rem;display:flex;align-items:center;gap:var(--space-2)}
summary::before{content:'';width:.5em;height:.5em;border:solid var(--ink-soft);border-width:0 2px 2px 0;transform:rotate(-45deg)}
details[open]>summary::before{transform:rotate(45deg)}
summary::-webkit-details-marker{display:none}
ol{padding-left:1.6rem;margin:var(--space-2) 0}
li{margin:var(--space-3) 0}
li .go{margin:var(--space-2) 0 0 -1.6rem}
p{margin:.6rem 0}
.care{background:var(--wait-soft);border-radius:var(--radius-m);padding:var(--space-3) var(--space-4)}
.note{color:var(--ink-soft);font-size:var(--text-m)}
.go{display:block;min-height:3rem;padding:.6rem 1rem;border-radius:var(--radius-m);background:var(--accent);color:var(--on-accent);font-weight:700;text-align:center;text-decoration:none}
.go:hover,.go:active{background:var(--accent-strong)}
.print{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:var(--text-m);line-height:1.7}
.print span{display:inline-block}
@media(forced-colors:active){.go{border:2px solid LinkText}}
`;

const styleOf = (brand: Brand): string => lookCss(brand) + OWN_STYLE;

/** Nothing but this page's own style and the form in which the icon is left out. */
export const guidePolicy = ({ brand }: Pick<GuideParts, 'brand'>): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(styleOf(brand)).digest('base64')}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
