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
  /** Missing or empty where the browser hides it, behind a name of mDNS for example. */
  address?: string | null;
}

/** Addresses that no router passes on to the internet (RFC 1918, 3927, 4193, 4291). */
const NEAR =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd]|fe[89ab]|::1$)|\.local$/i;

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
  const [near, far] = [pair.localCandidateId, pair.remoteCandidateId].map(
    (id) => report.get(id ?? '') as Stats | undefined,
  );
  const kinds = [near?.candidateType, far?.candidateType];
  if (kinds.includes('relay')) return 'relayed';
  // Two addresses of the internet's (IPv6 mostly) are two host candidates as well, and far apart.
  return kinds.every((kind) => kind === 'host') && isNear(far?.address ?? '', near?.address ?? '')
    ? 'local'
    : 'direct';
};

/** An address that is hidden was found by its name, which only the same network answers. */
const isNear = (address: string, own: string): boolean =>
  address === '' || NEAR.test(address) || networkOf(address) === networkOf(own);

/** What two machines of one network share: 64 bits of IPv6, mostly 24 of IPv4. */
const networkOf = (address: string): string =>
  address.split(/[.:]/, address.includes(':') ? 4 : 3).join();
