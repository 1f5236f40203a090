/** What the host has typed into the number field so far. */
import { typedNumber } from '../protocol/index.js';

export type Typed =
  | { at: 'empty' }
  /** Digits are missing; `missing` says how many. */
  | { at: 'short'; missing: number }
  | { at: 'number'; number: string }
  | { at: 'wrong'; why: 'letters' | 'too-long' };

const DIGITS = 4;
/** A letter of any script; ー counts as a hyphen that an IME made. */
const LETTER = /[\p{Lu}\p{Ll}\p{Lo}]/u;

export const readTyped = (text: string): Typed => {
  const number = typedNumber(text);
  if (number !== undefined) return { at: 'number', number };
  const plain = text.normalize('NFKC');
  const digits = plain.replace(/[^0-9]/g, '').length;
  if (LETTER.test(plain)) return { at: 'wrong', why: 'letters' };
  if (digits > DIGITS) return { at: 'wrong', why: 'too-long' };
  if (digits === DIGITS) return { at: 'wrong', why: 'letters' };
  return text.trim() === '' ? { at: 'empty' } : { at: 'short', missing: DIGITS - digits };
};
