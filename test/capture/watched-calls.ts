/** Calls by which a script changes of a page what no observer sees. Runs in the page under test. */

const CHANGES: [owner: object, ...names: string[]][] = [
  [
    Element.prototype,
    'animate',
    'scroll',
    'scrollTo',
    'scrollBy',
    'scrollIntoView',
    'attachShadow',
  ],
  [Element.prototype, 'scrollTop', 'scrollLeft', 'requestFullscreen'],
  [HTMLElement.prototype, 'focus', 'blur', 'click', 'showPopover', 'hidePopover'],
  [Animation.prototype, 'play', 'pause', 'cancel', 'finish', 'commitStyles', 'currentTime'],
  [CSSStyleSheet.prototype, 'insertRule', 'deleteRule', 'replaceSync', 'disabled'],
  [StyleSheet.prototype, 'disabled'],
  [Document.prototype, 'adoptedStyleSheets', 'open', 'write', 'execCommand', 'title', 'cookie'],
  [FontFaceSet.prototype, 'add', 'delete', 'clear', 'load'],
  [Selection.prototype, 'addRange', 'removeAllRanges', 'collapse', 'setBaseAndExtent', 'modify'],
  [HTMLInputElement.prototype, 'value', 'checked', 'type', 'setSelectionRange'],
  [History.prototype, 'pushState', 'replaceState'],
  [Storage.prototype, 'setItem', 'removeItem', 'clear'],
  [Window.prototype, 'name'],
  [window, 'open', 'alert', 'scroll', 'scrollTo', 'scrollBy', 'dispatchEvent', 'postMessage'],
  [HTMLMediaElement.prototype, 'play', 'pause', 'currentTime', 'load'],
  [SVGSVGElement.prototype, 'pauseAnimations', 'unpauseAnimations', 'setCurrentTime'],
];

const isInPage = (owner: unknown): boolean => {
  // An engine may do as it likes in trees and documents of its own.
  if (owner instanceof Document) return owner.defaultView !== null;
  if (owner instanceof Node) return owner.isConnected && owner.ownerDocument?.defaultView !== null;
  if (owner instanceof CSSStyleSheet) {
    return owner.ownerNode !== null || document.adoptedStyleSheets.includes(owner);
  }
  return true;
};

export const listenToCalls = (see: (what: string) => void): void => {
  for (const [owner, ...names] of CHANGES) {
    for (const name of names) {
      const native = Object.getOwnPropertyDescriptor(owner, name);
      if (native === undefined) continue;
      const spy = (act: (...given: never[]) => unknown) =>
        function (this: unknown, ...given: unknown[]): unknown {
          if (isInPage(this ?? window)) see(`calls ${name}`);
          return Reflect.apply(act, this ?? window, given);
        };
      const changed = { ...native } as Record<string, unknown>;
      for (const part of ['value', 'set']) {
        const act = changed[part];
        if (typeof act === 'function') changed[part] = spy(act as () => unknown);
      }
      Object.defineProperty(owner, name, changed);
    }
  }
};
