/**
 * Apps that show pages in a browser of their own, by the names that they put into the user agent.
 * The last two know no name: a web view of Android says `wv`, one of iOS leaves `Safari` out.
 */
const APPS: readonly [RegExp, string][] = [
  [/\bLine\//, 'LINE'],
  [/\bYJApp|jp\.co\.yahoo\./i, 'Yahoo! JAPAN'],
  [/\bGSA\//, 'Google'],
  [/\bInstagram\b/i, 'Instagram'],
  [/\bFB(?:AN|AV|_IAB)\b|\bMessenger/i, 'Facebook'],
  [/\bTwitter/i, 'X'],
  [/\bMicroMessenger\//i, 'WeChat'],
  [/\bSmartNews/i, 'SmartNews'],
  [/\bAndroid\b.*; wv\)/, ''],
  [/\b(?:iPhone|iPad|iPod)\b(?=.*AppleWebKit)(?!.*\b(?:Safari|CriOS|FxiOS|EdgiOS)\/)/, ''],
];

/** The app that this page is open inside of; empty without a name; undefined in a browser. */
export const appOf = (userAgent: string): string | undefined =>
  APPS.find(([pattern]) => pattern.test(userAgent))?.[1];
