/** Pages that break what takes the DOM for granted. Each is shown between two strips. */

export interface HostilePage {
  name: string;
  html: string;
  /** What of it must be in the picture besides the strips. */
  shows?: string;
}

const script = (code: string): string => `<script>{${code}}</script>`;
const fill = (count: number, text: string): string => Array(count).fill(text).join('');

export const MARKUP: HostilePage[] = [
  {
    name: 'attributes that XML does not know',
    html: `<p @click="go" :foo="a" v-on:click.prevent="b" #slot x"y="1" a<b="2" 1st="3" xmlns:v="urn:x"
      v:ext="edit" xml:lang="ja" xmlns="urn:other" =z="1" {{w}}="2" é="3">attributes</p>`,
    shows: 'attributes',
  },
  {
    name: 'elements that XML does not know',
    html: `<o:p>office</o:p> <x@y>at</x@y> <a"b>quoted</a"b> <my-é>accented</my-é> <v:a.b>dotted</v:a.b>`,
    shows: 'office',
  },
  {
    name: 'characters that XML does not know',
    html: `<p id="t"></p><input id="f"><textarea id="a"></textarea>${script(`
      const bad = 'A\\u0000\\u0001\\u000b\\u001f\\ufffe\\uffff\\ud800B\\udc00\\u0085\\u2028';
      t.textContent = 'odd ' + bad; t.title = bad; t.className = 'c ' + bad; t.id = 'i' + bad;
      f.value = bad; f.placeholder = bad; a.value = bad; f.style.setProperty('--x', '"' + bad + '"');
      const sheet = document.head.appendChild(document.createElement('style')).sheet;
      sheet.insertRule('.c::after { content: "\\ud800\\u0001" }');
      sheet.insertRule('[title="' + '\\u0001\\ufffe' + '"] { color: red }');`)}`,
    shows: 'odd',
  },
  {
    name: 'markup in texts, attributes and rules',
    html: `<p class="m" title="]]></style><script>">]]&gt; &lt;/style> &lt;script> --> &lt;!-- end</p>
      <style>.m::before { content: "]]> <\\/style> <script> &amp; &lt; <!-- " }
      .m::after { content: '\\22 \\27 ]]>' } .m { --x: "</sty" "le><b>"; font-family: "a]]>b", serif }
      [title*="]]>"] { color: #235 }</style>`,
    shows: 'end',
  },
  {
    name: 'attributes that styles show, of names that the picture needs',
    html: `<style>[class]::before { content: attr(class) attr(style) attr(id) } img::after { content: attr(src) attr(alt) }
      a::after { content: attr(href) attr(HREF) } li::marker { content: attr(value) }
      svg text::after { content: attr(x) }</style><p class="of-a-class" style="color: #235">shown</p>
      <a href="of-an-address">a</a><ol><li value="4">li</ol><img src="/none.png" alt="of a picture" decoding="async">
      <img src="/photo.png" width="9"><input placeholder="p" value="v" checked type="checkbox" class="i" />
      <svg width="90" height="20"><text x="5" y="15">svg</text></svg>`,
    shows: 'c-href="of-an-address"',
  },
  {
    name: 'a background that is a drawing of ours by name',
    html: `<div style="height: 50px; background: url('c-drawn:0') fixed">drawn</div>`,
    shows: 'drawn',
  },
  {
    name: 'a frame that takes the names of its window',
    html: `<iframe height="60" srcdoc="<script>var parent = null, top = null, innerWidth = 'x', innerHeight = {}, scrollY = 7</script><p>framed"></iframe>`,
    shows: 'framed',
  },
  {
    name: 'a frame that is a drawing, sized by its window',
    html: '<iframe height="60" src="/shares.svg"></iframe>',
    shows: 'drawn by shares',
  },
  {
    name: 'huge attributes',
    html: `<p id="h">huge</p>${script(`h.setAttribute('data-x', 'x'.repeat(4e6));
      h.title = 'y'.repeat(1e6); h.style.setProperty('--x', '"' + 'z'.repeat(1e6) + '"');
      for (let i = 0; i < 2000; i += 1) h.classList.add('class-' + i)`)}`,
    shows: 'huge',
  },
  {
    // Above some 2,500 Chromium itself crashes when it paints such a page.
    name: 'two thousand levels',
    html: `<div id="d"></div>${script(`let at = d;
      for (let i = 0; i < 2000; i += 1) at = at.appendChild(document.createElement('div'));
      at.append('DEEP')`)}`,
    shows: 'DEEP',
  },
  {
    name: 'fifty thousand elements',
    html: `<div style="height:200px;overflow:hidden">${fill(10_000, '<p><b>x</b><i>y</i><u>z</u> <s>w</s></p>')}</div>`,
  },
  {
    name: 'pictures without an address, canvases without a size',
    html: `<img><img src=""><img src="/gone.png" alt="gone"><img srcset=","><canvas width="0" height="0"></canvas>
      <canvas style="width:0"></canvas><video width="9"></video><audio controls></audio><iframe width="9" height="9"></iframe><object></object>
      <iframe src="javascript:''" width="9" height="9"></iframe><embed width="9" height="9"><input type="image"><svg width="0" height="0"></svg>
      <svg viewBox="0 0 0 0" width="9" height="9"></svg><picture></picture><select></select><table></table>`,
  },
  {
    name: 'SVG with scripts and HTML in it',
    html: `<svg width="200" height="40"><script>window.ran = (window.ran ?? 0) + 1</script>
      <style>.s { fill: #123 }</style><foreignObject width="100" height="40"><p onclick="x()">inside</p>
      </foreignObject><image href="/gone.png" onerror="ran += 10"></image><set attributeName="x" to="1"></set>
      <g id="g"><use href="#g"></use></g><use href="#none"></use></svg><img src="x:" onerror="window.ran += 100">`,
    shows: 'inside',
  },
  {
    name: 'rules that nobody knows',
    html: `<style>@charset "x"; @namespace svg url(http://www.w3.org/2000/svg); @unknown { p { color: red } }
      @import url('/gone.css'); @import url('x:y') layer(a); @page { margin: 1in } @layer a, b;
      @font-face { font-family: X } @font-face { src: url() } @counter-style c { system: cyclic; symbols: "]]>" }
      @property --p { syntax: '<color>'; inherits: true; initial-value: red } @media nonsense { p { x: y } }
      @supports (x: y) { p { color: red } } @container (width > 1px) { p { color: #234 } }
      @position-try --t { top: 1px } @starting-style { p { opacity: 0 } } @view-transition { navigation: auto }
      p:nonsense, p::nonsense { color: red } p { color: ; width: calc(1px * ; --x: {a:b}; --y: ; --z: ]]> }
      svg|rect { fill: red } p:is(:nonsense, p) { color: #235 } p { & b { color: #345 } @media all { top: 0 } }
      :host, ::slotted(p), ::part(x) { color: red } p:has(> :nonsense) { color: red } } } { ( [ " </style>
      <p>rules <b>nested</b></p>`,
    shows: 'nested',
  },
  {
    name: 'enormous boxes',
    html: `<div style="overflow:hidden"><div style="width:30000000px;height:9px;background:#ddd"></div></div>
      <div style="height:20px;overflow:hidden"><p style="font-size:9999px">M</p></div>
      <div style="transform:scale(1e9)"></div><div style="transform:matrix3d(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)">o</div>`,
  },
];

export const SCRIPTS: HostilePage[] = [
  {
    name: 'a form whose fields are named like its properties',
    html: `<form>within ${[
      ...[
        'children',
        'childNodes',
        'attributes',
        'style',
        'parentNode',
        'parentElement',
        'nodeType',
      ],
      ...[
        'localName',
        'tagName',
        'namespaceURI',
        'classList',
        'className',
        'id',
        'shadowRoot',
        'matches',
      ],
      ...['getAttribute', 'hasAttribute', 'getBoundingClientRect', 'getClientRects', 'firstChild'],
      ...[
        'nextSibling',
        'firstElementChild',
        'ownerDocument',
        'querySelectorAll',
        'closest',
        'offsetWidth',
      ],
      ...[
        'scrollTop',
        'scrollHeight',
        'clientWidth',
        'textContent',
        'getRootNode',
        'contains',
        'dir',
      ],
      ...[
        'assignedSlot',
        'isConnected',
        'nodeName',
        'computedStyleMap',
        'checkVisibility',
        'dataset',
      ],
    ]
      .map((name) => `<input name="${name}" size="1">`)
      .join('')}</form>`,
    shows: 'within',
  },
  {
    name: 'pictures named like properties of the document',
    html: [
      ...[
        'styleSheets',
        'adoptedStyleSheets',
        'fonts',
        'activeElement',
        'getAnimations',
        'images',
        'forms',
      ],
      ...[
        'defaultView',
        'compatMode',
        'scrollingElement',
        'fullscreenElement',
        'baseURI',
        'URL',
        'title',
      ],
    ]
      .map((name) => `<img name="${name}" alt="">`)
      .join(''),
  },
  {
    name: 'elements that throw when they are read',
    html: `<x-trap class="t">trapped</x-trap>${script(`
      class Trap extends HTMLElement {}
      for (const name of ['shadowRoot', 'childNodes', 'children', 'style', 'attributes', 'localName', 'value',
        'getBoundingClientRect', 'matches', 'getAttribute', 'nodeType', 'parentNode', 'assignedNodes',
        'offsetWidth', 'clientWidth', 'scrollTop', 'classList', 'className', 'id', 'textContent', 'getClientRects',
        'firstElementChild', 'ownerDocument', 'namespaceURI', 'getRootNode', 'toString', 'tagName', 'nodeName']) {
        Object.defineProperty(Trap.prototype, name, { get() { throw new Error('trap ' + name) } });
      }
      customElements.define('x-trap', Trap)`)}`,
    shows: 'trapped',
  },
  {
    name: 'prototypes with additions of the page’s own',
    html: `<p>additions</p>${script(`
      for (const owner of [Object, Array, String, Function, Node, Element, NodeList, Map, CSSRule]) {
        owner.prototype.extra = function () { throw new Error('extra') };
      }
      Array.prototype.toJSON = () => '[]'; String.prototype.toJSON = () => '""'; Date.prototype.toJSON = null;
      Element.prototype.hide = Element.prototype.show = () => undefined;
      Node.prototype.render = Node.prototype.style2 = null`)}`,
    shows: 'additions',
  },
  {
    name: 'prototypes that the page has spoilt',
    html: `<p>spoilt</p><table><tr><td>in a table</td></tr></table>
      <select size="2"><option>in a list</option></select>${script(`
      const fail = () => { throw new Error('spoilt') };
      for (const name of ['matches', 'closest', 'remove', 'append', 'animate', 'getAnimations']) {
        Element.prototype[name] = fail;
      }
      // As a library of old has it: for lists with a length, not for sets and maps.
      Array.from = (list) => Array.prototype.slice.call(list);
      NodeList.prototype.forEach = Node.prototype.contains = fail`)}`,
    shows: 'spoilt',
  },
  {
    name: 'names of the browser’s taken by the page',
    html: `<p>taken</p><script>class Text {} class Comment {} class Element {} const Node = 1; let Range;
      class Image {} class Animation {} class Worker {} const CSS = {}; var event = 1, name = 'x', status = 2,
      length = 3, origin = 'x', parent = null, self = null, frames = []; function Option() {}</script>`,
    shows: 'taken',
  },
  {
    name: 'names of the window’s sizes taken by the page',
    html: `<p>sizes</p><script>var scrollY = 300, scrollX = 40, innerWidth = 'wide', innerHeight = NaN</script>`,
    shows: 'sizes',
  },
  {
    name: 'a shadow root on the body',
    html: `<p>slotted</p>${script(`const root = document.body.attachShadow({ mode: 'open' });
      root.append('in the root', document.createElement('slot'))`)}`,
    shows: 'slotted',
  },
  {
    name: 'a root and a body without boxes',
    html: '<style>html, body { display: contents; background: #fed }</style><p>boxless</p>',
    shows: 'boxless',
  },
];
