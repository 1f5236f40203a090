/** What the host reads beside the number field. Pure: from what was typed and what the desk knows. */
import type { Claim, Lookup } from '../link/types.js';
import type { NumberKind, Refusal } from '../protocol/index.js';
import type { Typed } from './typed.js';

export type EntryView =
  | { at: 'typing' }
  | { at: 'complaint'; about: Exclude<Typed, { at: 'number' }> }
  | { at: 'looking' }
  /** `away`: the guest's page has no socket now; a claim would be held (N7). */
  | { at: 'found'; found: Extract<Lookup, { at: 'found' }>; away: boolean }
  | { at: 'refused'; error: Refusal; retryAt: number | undefined }
  | { at: 'claiming' }
  | { at: 'held'; endsAt: number };

export interface Entry {
  /** What a number must be for here: to start a call, or to add a page (N6). */
  kind: NumberKind;
  typed: Typed;
  /** Whether the host pressed the button on what stands there now. */
  pressed: boolean;
  lookup: Lookup;
  claim: Claim;
}

/** The number of a claim that is under way: the host's, or the one that the desk repeats by itself (C6). */
export const claimedNumber = (claim: Claim): string | undefined =>
  claim.at === 'claiming' || claim.at === 'held' ? claim.number : undefined;

const WRONG_KIND = { call: 'number-is-call', support: 'number-is-support' } as const;

export const entryView = ({ kind, typed, pressed, lookup, claim }: Entry): EntryView => {
  if (claim.at === 'claiming') return { at: 'claiming' };
  if (claim.at === 'held') return { at: 'held', endsAt: claim.endsAt };
  if (typed.at !== 'number') {
    return pressed || typed.at === 'wrong' ? { at: 'complaint', about: typed } : { at: 'typing' };
  }
  const { number } = typed;
  // A refusal of before says nothing of the same number typed anew.
  if (pressed && claim.at === 'refused' && claim.number === number) return refused(claim);
  if (lookup.at === 'empty' || lookup.number !== number || lookup.at === 'looking') {
    return { at: 'looking' };
  }
  if (lookup.at === 'refused') return refused(lookup);
  if (lookup.kind !== kind) {
    return { at: 'refused', error: WRONG_KIND[lookup.kind], retryAt: undefined };
  }
  return { at: 'found', found: lookup, away: !lookup.waiting };
};

const refused = ({
  error,
  retryAt,
}: {
  error: Refusal;
  retryAt: number | undefined;
}): EntryView => ({
  at: 'refused',
  error,
  retryAt,
});
