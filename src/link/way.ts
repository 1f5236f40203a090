/** Which way a leg's bytes take, from what the browser says of its peer connection (webrtc-stats). */
import type { LegWay } from '../protocol/index.js';

/** The parts of an RTCStats that are read here; TypeScript's own type has none of them. */
interface Stats {
  type: string;
  state?: string;
  nominated?: boolean;
  /** Firefox says of a pair itself that it is the one; others say it of the transport. */
  selected?: boolean;
  selectedCandidatePairId?: string;
  localCandidateId?: string;
  remoteCandidateId?: string;
  candidateType?: string;
}

/** Undefined while no pair of candidates is chosen. */
export const wayOf = (report: ReadonlyMap<string, unknown>): LegWay | undefined => {
  const all = [...report.values()] as Stats[];
  const chosen = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pair =
    (chosen === undefined ? undefined : (report.get(chosen) as Stats | undefined)) ??
    all.find(
      ({ type, selected, nominated, state }) =>
        type === 'candidate-pair' && (selected ?? (nominated === true && state === 'succeeded')),
    );
  if (pair === undefined) return undefined;
  const kinds = [pair.localCandidateId, pair.remoteCandidateId].map(
    (id) => (report.get(id ?? '') as Stats | undefined)?.candidateType,
  );
  if (kinds.includes('relay')) return 'relayed';
  return kinds.every((kind) => kind === 'host') ? 'local' : 'direct';
};
