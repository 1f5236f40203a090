/** A page with everything in it that a capture could disturb. */

const STYLE = `<style>
  @font-face { font-family: Icons; src: url('/icons.woff2') }
  @keyframes glow { from { color: #800; opacity: 0.4 } to { color: #008; opacity: 1 } }
  @keyframes drift { from { transform: translateX(0) } to { transform: translateX(90px) } }
  html { scroll-behavior: smooth; scroll-snap-type: y proximity }
  body { margin: 0; min-height: 4000px; counter-reset: part }
  header { position: sticky; top: 0; background: #eef; z-index: 2 }
  h2 { position: sticky; top: 30px; margin: 0; counter-increment: part }
  h2::before { content: counter(part) '. ' } h2::marker { color: red }
  .icon { font-family: Icons } .icon::before { content: '\\f015' }
  .scroller { height: 120px; overflow: auto; overflow-anchor: auto; scroll-snap-type: x mandatory }
  .wide { width: 900px; height: 300px; background: linear-gradient(#fcc, #ccf) }
  .glow { animation: glow 1000s linear } .drift { animation: drift 10s -4s paused }
  .pseudo::after { content: 'x'; animation: glow 1000s linear }
  .slow { transition: color 1000s linear, background-color 1000s; color: red }
  .slow.on { color: blue; background-color: lime }
  .picture { background: url('/photo.png?background'); width: 60px; height: 40px }
  .late { content-visibility: auto; contain-intrinsic-size: 100px }
  article { container-type: inline-size } @container (min-width: 100px) { p { color: #234 } }
  :focus { outline: 3px solid orange } :has(> .glow) { padding: 1px }
</style>`;

const SCRIPT = `<script>
  window.told = [];
  customElements.define('x-card', class extends HTMLElement {
    static observedAttributes = ['title', 'class', 'style'];
    static formAssociated = true;
    constructor() {
      super();
      told.push('constructed');
      const root = this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(':host { display: block; border: 1px solid } ::slotted(b) { color: green }');
      root.adoptedStyleSheets = [sheet];
      const part = document.createElement('p');
      part.append('card ', document.createElement('slot'));
      part.style.cssText = 'height: 40px; overflow: auto; position: sticky; top: 0';
      root.append(part);
    }
    connectedCallback() { told.push('connected') }
    disconnectedCallback() { told.push('disconnected') }
    adoptedCallback() { told.push('adopted') }
    attributeChangedCallback(name) { told.push('changed ' + name) }
    formResetCallback() { told.push('reset') }
  });
  customElements.define('x-closed', class extends HTMLElement {
    constructor() { super(); this.attachShadow({ mode: 'closed' }).append('closed') }
  });
</script>`;

const FORM = `<form>
  <input id="name" value="scrolled to its end, since it is so long" style="width:80px">
  <textarea style="height:40px">one\ntwo\nthree\nfour\nfive</textarea>
  <select><option>one<option selected>two</select> <input type="checkbox" checked>
  <input type="password" value="secret"> <input type="range" value="30"> <input required>
</form>`;

const BODY = `
  <header>Sticky <span class="icon"></span></header>
  <article><h2>Part</h2><p class="glow">glows</p><p class="drift">drifts</p>
    <p class="slow">changes slowly</p><p class="pseudo">after</p></article>
  ${FORM}
  <div class="scroller" id="outer"><div class="wide"><h2>Inner</h2>
    <div class="scroller" id="inner" style="width:200px"><div class="wide">deep</div></div></div></div>
  <x-card title="card"><b>slotted</b></x-card><x-closed></x-closed>
  <img src="/photo.png" alt="photo" onload="told.push('loaded')">
  <img src="/gone.png" alt="gone" onerror="told.push('failed')">
  <div class="picture"></div><p class="icon">icon</p>
  <canvas width="40" height="20"></canvas>
  <svg width="60" height="20"><circle r="5" cx="10" cy="10"><animate attributeName="opacity"
    from="1" to="0.5" dur="1000s" /></circle></svg>
  <iframe id="same" src="/frame" width="200" height="80"></iframe>
  <iframe srcdoc="<p class='in'>srcdoc</p>" width="200" height="60"></iframe>
  <details open><summary>more</summary>details</details>
  <ul><li>one<li>two</ul><div class="late"><p>late</p></div>
  <table style="border-collapse:collapse"><thead style="position:sticky;top:0"><tr><th>head
    <tbody><tr><td>cell</table>
  <dialog id="dialog" style="inset:auto 10px 10px">dialog <input value="in it"></dialog>
  <div popover="manual" id="popover">popover</div>
  <div style="height:1500px"></div><img src="/photo.png?below" loading="eager" alt="">
  <img src="/counter.png" width="1" height="1" style="position:absolute;top:3000px">`;

const STATE = `<script>
  addEventListener('load', () => {
    document.querySelector('.slow').classList.add('on');
    const pen = document.querySelector('canvas').getContext('2d');
    pen.fillRect(0, 0, 20, 20);
    scrollTo({ top: 60, behavior: 'instant' });
    document.querySelector('#outer').scrollTo(80, 40);
    document.querySelector('#inner').scrollTo(120, 60);
    document.querySelector('textarea').scrollTop = 30;
    document.querySelector('x-card').shadowRoot.querySelector('p').scrollTop = 5;
    frames[0].scrollTo(0, 50);
    document.querySelector('#popover').showPopover();
    const name = document.querySelector('#name');
    name.focus({ preventScroll: true });
    name.setSelectionRange(3, 9);
  });
</script>`;

export const RICH_PAGE = STYLE + SCRIPT + BODY + STATE;

export const FRAME_PAGE = `<!doctype html><style>body { height: 600px } p { position: sticky; top: 0 }
  b { animation: glow 1000s } @keyframes glow { from { opacity: 0.5 } }</style>
  <p>frame <b>glows</b></p><input value="in a frame"><img src="/photo.png" alt="">`;
