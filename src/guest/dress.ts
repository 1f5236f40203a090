/** Gives a shadow root its styles in a way that no Content-Security-Policy of the page forbids. */
export const dress = (root: ShadowRoot, css: string): void => {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 cannot do that.
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }
};
