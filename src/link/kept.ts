import type { Check } from '../protocol/index.js';

/** What a storage has kept as JSON, parsed like any other input; undefined for nothing and for what is damaged. */
export const readKept = <T>(check: Check<T>, kept: string | undefined): T | undefined => {
  if (kept === undefined) return undefined;
  try {
    return check(JSON.parse(kept), '');
  } catch {
    return undefined;
  }
};
