/**
 * Calm, large, and the same on every page. Sizes in px, since the page's own `html` decides what a
 * rem is. Text has at least 4.5:1 on its ground, targets are 48 px or more.
 */
export const guestCss = `
h1,h2,p,ol,ul,dl,dd{margin:0;padding:0;list-style:none}
h1,h2,.number p,.meeting p{text-wrap:balance}
@supports not (word-break:auto-phrase){h1,h2,.number p,.meeting p{word-break:keep-all}}
h1{font-size:24px;line-height:1.4;font-weight:700}
h2{font-size:19px;line-height:1.45;font-weight:700}
:is(h1,h2):focus{outline:none}
a{display:inline-block;padding:12px 0;color:#084d57;text-underline-offset:3px}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.soft{color:#51606e}
.lead{font-size:17px}
button{min-height:48px;padding:10px 16px;border:2px solid transparent;border-radius:12px;font:inherit;
font-weight:700;line-height:1.35;cursor:pointer;touch-action:manipulation;-webkit-tap-highlight-color:transparent}
.primary{background:#0b6470;color:#fff}
.primary:active{background:#084d57}
.plain{background:#fff;border-color:#7b8a98;color:#17212b}
.plain:active{background:#e9edf1}
.quiet{background:none;color:#084d57;text-decoration:underline;text-underline-offset:3px}
.danger{background:#b3261e;color:#fff}
.row{display:flex;flex-wrap:wrap;gap:12px}
.row>*{flex:1 1 auto}

dialog{border:0;color:inherit;font:inherit}
.sheet{inset:0;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;
background:rgb(16 24 32/.55);touch-action:none;overflow:hidden}
.sheet::backdrop,.question::backdrop{background:rgb(16 24 32/.55)}
.sheet::backdrop{background:none}
.scroll{position:absolute;inset:0;max-width:520px;margin:0 auto;background:#fff;overflow-y:scroll;
overscroll-behavior:contain;touch-action:pan-y pinch-zoom;scrollbar-width:thin}
.scroll>*{display:flex;flex-direction:column;gap:16px;min-height:calc(100% + 1px);
padding:calc(16px + env(safe-area-inset-top)) calc(20px + env(safe-area-inset-right))
calc(24px + env(safe-area-inset-bottom)) calc(20px + env(safe-area-inset-left))}
.scroll h1,.scroll>.card h2{padding-right:52px}
.close{position:absolute;top:calc(8px + env(safe-area-inset-top));
right:calc(max(0px,50% - 260px) + 8px + env(safe-area-inset-right));
width:52px;height:52px;border-radius:26px;background:#e9edf1;color:#17212b;font-size:20px;text-decoration:none}
@media (min-width:600px) and (min-height:600px){.scroll{inset:24px 0;border-radius:16px}.close{top:32px}}
.scroll .primary{min-height:56px;font-size:18px}

.steps{counter-reset:step;display:grid;gap:12px}
.steps li{counter-increment:step;display:flex;gap:12px;align-items:flex-start}
.steps li::before{content:counter(step);flex:0 0 36px;height:36px;border-radius:18px;background:#e0f1f2;
color:#084d57;font-weight:700;font-size:18px;line-height:36px;text-align:center}
.steps span{padding-top:4px}
.facts{padding:16px;border-radius:12px;background:#f3f5f7}
.facts dt{font-weight:700}
.facts dt::before{content:"○ ";color:#1a7f4b}
.facts .no::before{content:"✕ ";color:#b3261e}
.facts dd+dt{margin-top:12px}
.points{display:grid;gap:12px}
.points li{display:flex;gap:10px}
.points li::before{content:"";flex:0 0 8px;height:8px;margin-top:9px;border-radius:4px;background:#0b6470}
.links{display:flex;flex-wrap:wrap;gap:0 24px}

.number{justify-content:center;text-align:center}
.number>.spinner{margin:0 auto}
.number h1{padding:0}.number[data-at=number] h1{font-size:18px}
.number p:empty,.card p:empty{display:none}
.digits{display:block;margin:0 auto;padding:8px 0 8px .22em;width:100%;border-radius:16px;background:#e0f1f2;
color:#084d57;font-size:min(64px,20vw);line-height:1.3;font-weight:700;letter-spacing:.22em;font-variant-numeric:tabular-nums;
user-select:text;-webkit-user-select:text}
.left{font-variant-numeric:tabular-nums;color:#51606e}
.gauge{height:8px;border-radius:4px;background:#d5dce3;overflow:hidden}
.gauge span{display:block;height:100%;background:#0b6470;transform-origin:left;transform:scaleX(var(--left,0));
transition:transform .3s linear}
.wait{padding:12px 16px;border-radius:12px;background:#fff4dc;color:#6b4600;text-align:left}
.meeting{justify-content:center;align-items:center;text-align:center}
.meeting h1{padding:0}
.spinner{width:48px;height:48px;border:5px solid #d5dce3;border-top-color:#0b6470;border-radius:50%;
animation:turn 1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}

.edge{--room:calc(100vh - var(--misete-bottom,0px));position:fixed;inset:auto 0 var(--misete-bottom,0px);display:flex;flex-direction:column;gap:8px;max-width:520px;margin:0 auto;
padding:0 calc(8px + env(safe-area-inset-right)) calc(8px + env(safe-area-inset-bottom)) calc(8px + env(safe-area-inset-left));
max-height:var(--room);pointer-events:none}
@supports (height:1dvh){.edge{--room:calc(100dvh - var(--misete-bottom,0px))}}
.edge:empty{display:none}
.edge>*{pointer-events:auto;overflow-y:auto;border:1px solid #7b8a98;border-radius:16px;background:#fff;
box-shadow:0 4px 20px rgb(16 24 32/.3)}
.bar{flex:none;display:grid;gap:8px;max-height:calc(var(--room) - 8px);padding:8px 12px 12px}
.notice:not([hidden])+.bar{max-height:calc(var(--room)*.6)}
.who{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px}
.who p{flex:1 1 8em}
.who button{flex:none;padding:8px;margin-right:-8px}
.kept{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 12px}
.brief{color:#084d57;font-size:30px;line-height:1.2;font-weight:700;letter-spacing:.12em;font-variant-numeric:tabular-nums}
.link{display:block;color:#1a7f4b;font-weight:700}
.link::before{content:"● "}
.link:is([data-link=checking],[data-link=away]){color:#8a5a00}
.bar .row{position:sticky;bottom:0;background:#fff}
.bar .row .plain{flex:0 1 auto}
.bar .primary{min-height:56px;font-size:19px}
.notice{padding:12px}
.going{display:grid;gap:10px}
.going p{font-weight:700}
.result{display:flex;align-items:flex-start;justify-content:space-between;gap:8px}
.dismiss{flex:none;width:48px;height:48px;padding:0;margin:-6px -6px 0 0;font-size:18px;text-decoration:none;color:#51606e}
.sent{display:flex;gap:12px;align-items:center}
.sent strong,.failed strong{display:block;font-size:18px}
.sent strong{color:#1a7f4b}
.failed{border-left:0}
.failed strong{color:#b3261e}
.failed .row{margin-top:8px;align-items:center}
canvas{flex:none;width:48px;max-height:104px;object-fit:cover;object-position:top;border:1px solid #d5dce3;border-radius:4px}
.card{display:flex;flex-direction:column;gap:12px;padding:16px}
.card [role] {display:grid;gap:8px}
.trouble h2{color:#b3261e}
.question{width:min(360px,calc(100% - 40px));padding:20px;border-radius:16px;background:#fff}
.question>*+*{margin-top:12px}
.question .row{margin-top:20px}
@media (max-width:280px){.number{padding-top:calc(64px + env(safe-area-inset-top))}.sent canvas{display:none}}
@media (prefers-reduced-motion:reduce){.gauge span{transition:none}.spinner{animation-duration:6s}}
@media (forced-colors:active){button,.gauge,.edge>*{border:2px solid}.gauge span{background:CanvasText}}
`;
