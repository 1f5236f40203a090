/**
 * Calm, large, and the same on every page. Sizes in px, since the page's own `html` decides what a
 * rem is. Text has at least 4.5:1 on its ground, targets are 48 px or more. What depends on room asks
 * for the room on the glass: the page's own width and height may be others (glass.ts).
 */
import { SCHEMES, colours, japaneseFonts } from '../look/tokens.js';
import type { Brand } from '../look/brand.js';
import { important } from './tokens.css.js';

export const guestCss = ({ accents }: Partial<Brand>): string => `
${SCHEMES.map((scheme) => `@media(prefers-color-scheme:${scheme}){:host{${important(colours[scheme], accents?.[scheme])}}}`).join('')}
:host{font-family:${japaneseFonts}!important;word-break:auto-phrase!important;overflow-wrap:anywhere!important}
h1,h2,p,ol,ul,dl,dd{margin:0;padding:0;list-style:none}
h1,h2,.number p,.meeting p{text-wrap:balance}
@supports not (word-break:auto-phrase){h1,h2,.number p,.meeting p{word-break:keep-all}}
h1{font-size:24px;line-height:1.4;font-weight:700}
h2{font-size:19px;line-height:1.45;font-weight:700}
:is(h1,h2,.bar):focus{outline:none}
a{display:inline-block;padding:12px 0;color:var(--accent)}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.soft{color:var(--ink-soft)}
.lead{font-size:17px}
:is(button,a):is(.primary,.plain,.quiet,.danger){min-height:48px;padding:10px 16px;border:2px solid transparent;border-radius:12px;
background:none;font:inherit;font-weight:700;line-height:1.35;text-align:center;cursor:pointer;touch-action:manipulation}
:is(button,a).primary{background:var(--accent);color:var(--on-accent);text-decoration:none}
.primary:active{background:var(--accent-strong)}
button.plain{background:var(--surface);border-color:var(--line-strong);color:var(--ink)}
.plain:active{background:var(--sunken)}
button.quiet{color:var(--accent);text-decoration:underline}
button.danger{background:var(--bad);color:var(--on-bad)}
.row{display:flex;flex-wrap:wrap;gap:12px}
.row>*{flex:1 1 auto}
:is(.close,.dismiss,.handle,.enlarge).quiet{flex:none;width:48px;padding:0;color:inherit;font-size:20px;text-decoration:none}

dialog{border:0;color:inherit;font:inherit;pointer-events:auto}
dialog::backdrop{background:var(--veil)}
.sheet,.picture{inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;background:none}
.sheet{touch-action:none}
.panel{position:absolute;left:var(--x,0);top:var(--y,0);width:min(520px,var(--w,100%));height:var(--h,100%);scale:var(--s,1);transform-origin:0 0;
translate:calc(var(--s,1)*(var(--w,100vw) - min(520px,var(--w,100vw)))/2);display:flex;flex-direction:column;background:var(--surface);
padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
.head{display:flex;align-items:center;gap:4px;padding:4px 8px 4px 20px;border-bottom:1px solid var(--line)}
.head strong{flex:1;display:flex;align-items:center;gap:8px;line-height:1.3}
.head img{max-width:96px;height:28px;object-fit:contain}
.scroll{flex:1;overflow-y:scroll;overscroll-behavior:contain;touch-action:pan-y pinch-zoom}
.scroll>*{display:flex;flex-direction:column;gap:16px;min-height:calc(100% + 1px);padding:16px 20px 24px}
.scroll .primary{min-height:56px;font-size:18px}
@media(min-width:600px) and (min-height:600px){.panel{top:24px;height:calc(100% - 48px);border-radius:16px;overflow:hidden}}

.steps{counter-reset:step;display:grid;gap:12px}
.steps li{counter-increment:step;display:flex;gap:16px;align-items:center}
.steps svg{flex:none;width:72px;padding:10px;border-radius:16px;background:var(--accent-soft);fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.steps span::before{content:counter(step);display:block;color:var(--accent);font-weight:700;font-size:18px;line-height:1.2}
.facts{padding:16px;border-radius:12px;background:var(--ground)}
.facts dt{font-weight:700}
.facts dt::before{content:"○ ";color:var(--good)}
.facts .no::before{content:"✕ ";color:var(--bad)}
.facts dd+dt{margin-top:12px}
.points{display:grid;gap:12px;padding-left:20px;list-style:disc}
.points ::marker{color:var(--accent)}
.links{display:flex;flex-wrap:wrap;gap:0 24px}

.number,.meeting{justify-content:center;text-align:center}
.number>.spinner{margin:0 auto}
.number[data-at=number] h1{font-size:18px}
p:empty{display:none}
.digits{display:flex;justify-content:space-evenly;padding:8px 4px;border-radius:16px;background:var(--accent-soft);
color:var(--accent);font-size:56px;font-size:min(72px,21cqw);line-height:1.3;font-weight:700;font-variant-numeric:tabular-nums;
user-select:text;-webkit-user-select:text}
.left{font-variant-numeric:tabular-nums;color:var(--ink-soft)}
.gauge{height:8px;border-radius:4px;background:var(--line);overflow:hidden}
.gauge span{display:block;height:100%;background:var(--accent);transform-origin:left;transform:scaleX(var(--left,0));
transition:transform .3s linear}
.wait{padding:12px 16px;border-radius:12px;background:var(--wait-soft);color:var(--wait);text-align:left}
.meeting{align-items:center}
.spinner{width:48px;height:48px;border:5px solid var(--line);border-top-color:var(--accent);border-radius:50%;
animation:turn 1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}

.glass .edge{display:flex;flex-direction:column;gap:8px;width:min(520px,100%);max-height:100%;pointer-events:none}
.top .edge{flex-direction:column-reverse}
.edge:empty{display:none}
.edge>*{pointer-events:auto;overflow-y:auto;border:1px solid var(--line-strong);border-radius:16px;background:var(--surface);
box-shadow:0 4px 20px rgb(16 24 32/.3)}
.bar{flex:0 1 auto;display:grid;gap:8px;padding:4px 8px 12px 12px}
.notice{flex:0 1 auto;padding:12px}
.who{display:flex;flex-wrap:wrap;align-items:center;gap:0 4px}
.who>:first-child{flex:1 1 5em;line-height:1.4}
button.handle{margin-left:auto;touch-action:none}
.who .quiet{padding:8px}
.kept{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 12px}
.brief{display:inline-flex;gap:.14em;color:var(--accent);font-size:30px;line-height:1.2;font-weight:700;font-variant-numeric:tabular-nums}
.link{display:block;color:var(--good);font-weight:700}
.link::before{content:"● "}
.link:is([data-link=checking],[data-link=away]){color:var(--wait)}
.bar .row .plain{flex:0 1 auto}
.bar .primary{min-height:56px;font-size:19px}
[aria-disabled]{cursor:progress;opacity:.65}
[aria-disabled]::after{content:"";display:inline-block;width:16px;height:16px;margin-left:8px;border:3px solid;border-right-color:transparent;border-radius:50%;vertical-align:-2px;animation:turn 1s linear infinite}
.going{display:grid;gap:10px}
.going p{font-weight:700}
.result{display:flex;align-items:center;gap:12px}
.result>[role]{flex:1}
.dismiss.quiet{align-self:start;margin:-6px -6px 0 0;color:var(--ink-soft)}
.result strong{display:block;font-size:18px;color:var(--good)}
.failed strong{color:var(--bad)}
.failed .row{margin-top:8px;align-items:center}
.thumb{position:relative;display:flex;flex:none}
.thumb>canvas{width:48px;max-height:104px;object-fit:cover;object-position:top;border:1px solid var(--line);border-radius:4px}
.enlarge.quiet{position:absolute;inset:0;min-height:0}
.enlarge.quiet::after{content:"⤢";position:absolute;right:2px;bottom:2px;width:22px;border-radius:11px;background:var(--surface);font-size:15px;line-height:22px}
.card{display:flex;flex-direction:column;gap:12px;padding:16px}
.card>*{flex:none}.card [role]{display:grid;gap:8px}
.trouble h2{color:var(--bad)}
.ways{display:grid;gap:12px}.ways:empty{display:none}
.question{width:min(360px,calc(100% - 40px));padding:20px;border-radius:16px;background:var(--surface)}
.question>*+*{margin-top:12px}
.question .row{margin-top:20px}
@container(max-height:480px) and (min-width:520px){
.glass .edge{width:min(760px,100%)}
.bar{display:flex;align-items:center;padding:4px 8px}
.bar .soft{display:none}
.who{display:contents}.who>:first-child{order:-1;flex:1 1 6em}.who .quiet,.handle{order:1}
.bar .row{flex-wrap:nowrap;gap:8px}.bar .primary{min-height:48px;font-size:17px;white-space:nowrap}
.notice{padding:8px 12px}.thumb>canvas{max-height:56px}
.steps{grid-template-columns:repeat(3,1fr)}.steps li{flex-direction:column;align-items:start}}
@container(max-width:340px){.who .quiet{padding-inline:4px}.link::before{content:none}}
@container(max-width:280px){.thumb{display:none}}
@media(prefers-reduced-motion:reduce){.gauge span{transition:none}.spinner,[aria-disabled]::after{animation-duration:6s}}
@media(forced-colors:active){button,a,.gauge,.edge>*,.panel,.digits{border:2px solid}.gauge span{background:CanvasText}.steps svg{stroke:CanvasText}}
`;
