/**
 * Whose engine this browser has. What each does in its own way cannot be told from features: they are
 * all there.
 */
const { maxTouchPoints, userAgent } = navigator;

export const isBlink = /Chrom(e|ium)\//.test(userAgent);
export const isFirefox = userAgent.includes('Firefox/');

/** Of every browser on an iPhone. */
export const isWebKit = !isBlink && userAgent.includes('AppleWebKit');

/** There no background is fixed to the window. An iPad calls itself a Mac, but has a screen to touch. */
export const isIOS = isWebKit && maxTouchPoints > 1;
