import { consoleEn } from './console.en.js';
import { type ConsoleTexts, consoleJa } from './console.ja.js';
import type { Translated } from './language.js';

export type { ConsoleTexts };
export const consoleTexts: Translated<ConsoleTexts> = { ja: consoleJa, en: consoleEn };
