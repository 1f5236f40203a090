/** The kinds of networks that people sit in, what makes each of them, and which may meet how. */

export const KINDS = ['open', 'cone', 'symmetric', 'no-udp', 'tcp-443'] as const;
export type Kind = (typeof KINDS)[number];
/** Those with a router. */
export type NatKind = Exclude<Kind, 'open'>;

/** In the words of docs/NAT.md. */
export const KIND_NAMES: Record<Kind, string> = {
  open: 'open',
  cone: 'port-restricted cone',
  symmetric: 'symmetric',
  'no-udp': 'UDP blocked',
  'tcp-443': 'only TCP 443 out',
};

/** What a router of this kind lets out; what was not asked for from inside never comes in. */
const LETS_OUT: Record<NatKind, string> = {
  cone: 'accept',
  symmetric: 'accept',
  'no-udp': 'meta l4proto != udp accept',
  'tcp-443': 'tcp dport 443 accept',
};

/**
 * nftables' rules of a router between `lan` and `wan`. Linux keeps a client's port where it can, for
 * every destination the same, and lets in only who was written to: a port-restricted cone. With
 * `fully-random` each destination sees another port: symmetric.
 *
 * The router itself drops what comes in unasked before its connection is remembered. Otherwise a
 * peer's early packet would hold the port, and the cone would turn symmetric towards that peer.
 */
export const rulesOf = (kind: NatKind): string => `
table ip nat {
  chain out {
    type nat hook postrouting priority srcnat;
    oifname "wan" masquerade ${kind === 'symmetric' ? 'random,fully-random' : ''};
  }
}
table ip filter {
  chain input {
    type filter hook input priority filter; policy drop;
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    iifname "wan" ct state established,related accept;
    iifname "lan" oifname "wan" ${LETS_OUT[kind]};
  }
}`;

export type Outcome = 'direct' | 'relayed' | 'impossible';

const speaksUdp = (kind: Kind): boolean => kind !== 'no-udp' && kind !== 'tcp-443';

/**
 * What must come out between these two. Without UDP on both sides nothing is direct: browsers accept
 * no TCP from each other. A symmetric NAT shows its peer another port than it showed STUN, so the
 * first packet has to come from it, and only an open peer lets that in.
 */
export const expected = (guest: Kind, host: Kind, relay: boolean): Outcome => {
  const otherwise = relay ? 'relayed' : 'impossible';
  if (!speaksUdp(guest) || !speaksUdp(host)) return otherwise;
  const kinds = [guest, host];
  return kinds.includes('symmetric') && !kinds.includes('open') ? otherwise : 'direct';
};

/** What a client behind the router found out (probe.ts). */
export interface Found {
  /** As which it was seen by two others, by UDP; none where nothing came through. */
  seen: readonly { address: string; port: number }[];
  /** Its own port and address. */
  own: { address: string; port: number };
  /** Whether somebody to whom it never wrote could reach it there. */
  stranger: boolean;
  /** TCP ports that it could reach. */
  tcp: readonly number[];
}

/** The kind that this is; undefined for any that is none of ours. */
export const kindOf = ({ seen, own, stranger, tcp }: Found): Kind | undefined => {
  const [one, other] = seen;
  if (!tcp.includes(443)) return undefined;
  if (one === undefined || other === undefined) return tcp.length > 1 ? 'no-udp' : 'tcp-443';
  if (tcp.length === 1) return undefined;
  const outside = one.address !== own.address;
  const steady = one.address === other.address && one.port === other.port;
  if (!outside) return steady && stranger ? 'open' : undefined;
  if (stranger) return undefined;
  return steady ? 'cone' : 'symmetric';
};
