/** What Firefox does in its own way cannot be told from features: they are all there. */
export const isFirefox = navigator.userAgent.includes('Firefox/');
