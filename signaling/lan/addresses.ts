/** Which of the machine's addresses phones are likely to reach. */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { SetupError } from '../config.js';

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

export interface LanAddress {
  address: string;
  /** The interface that has it. */
  on: string;
}

export interface ChosenAddress {
  address: string;
  /** Others that phones may reach, the likelier first. */
  others: readonly LanAddress[];
}

/** Address ranges that no public site has: [network, bits of its prefix]. */
export const PRIVATE_RANGES = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  // Between a provider and its customers; overlay networks use it too.
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const;

const familyOf = (address: string) => (isIPv4(address) ? ('ipv4' as const) : ('ipv6' as const));

const rangesOf = (ranges: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, familyOf(network));
  return list;
};

const privateRanges = rangesOf(PRIVATE_RANGES);
const homeRanges = rangesOf(PRIVATE_RANGES.slice(0, 3));
const linkLocal = rangesOf([
  ['169.254.0.0', 16],
  ['fe80::', 10],
]);
const loopback = rangesOf([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

const isIn = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, familyOf(address));

export const isPrivate = (address: string): boolean => isIn(privateRanges, address);
export const isLoopback = (address: string): boolean => isIn(loopback, address);

/** Between programs of this machine, or through a tunnel: a phone on the Wi-Fi is not there. */
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|vethernet|lxc|lxd|cni|flannel|cali|podman|utun|tun|tap|wg|zt|tailscale|ham|ppp|awdl|llw|bridge|anpi|ifb|dummy)|virtual|vpn|wsl|hyper-v/i;

/** Small is likely. */
const unlikeliness = ({ address, on }: LanAddress): number =>
  (isIPv4(address) ? 0 : 8) +
  (isIn(linkLocal, address) ? 16 : 0) +
  (VIRTUAL.test(on) ? 4 : 0) +
  (isIn(homeRanges, address) ? 0 : isPrivate(address) ? 1 : 2);

/** All that phones may reach, the likeliest first. */
export const lanAddresses = (interfaces: Interfaces): LanAddress[] =>
  Object.entries(interfaces)
    .flatMap(([on, infos = []]) => infos.map((info) => ({ ...info, on })))
    // A link-local IPv6 address needs the name of the phone's own interface, which no URL can have.
    .filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address))
    .map(({ address, on }) => ({ address, on }))
    .sort((a, b) => unlikeliness(a) - unlikeliness(b));

/**
 * @param wanted of `--lan=ADDRESS`
 * @param bound of `HOST`, if that is set
 * Throws a `SetupError` where there is none, or not that one.
 */
export const chooseAddress = (
  interfaces: Interfaces,
  wanted: string | undefined,
  bound: string | undefined,
): ChosenAddress => {
  const everywhere = bound === undefined || bound === '0.0.0.0' || bound === '::';
  if (!everywhere && wanted !== undefined && wanted !== bound) {
    throw new SetupError(
      `HOST is ${bound}, so the service cannot be reached at ${wanted} (--lan).`,
    );
  }
  const reachable = lanAddresses(interfaces);
  const named = wanted ?? (everywhere ? undefined : bound);
  const address = named ?? reachable[0]?.address;
  if (address === undefined) {
    throw new SetupError(
      '--lan found no network address: connect this computer to a network, or name an address with --lan=ADDRESS.',
    );
  }
  if (named !== undefined && !isOwn(interfaces, named)) {
    throw new SetupError(
      `${wanted === undefined ? 'HOST' : '--lan'}: ${named} is not an address of this computer, which has ${
        reachable.map((one) => one.address).join(', ') || 'none but its own'
      }.`,
    );
  }
  const others = reachable.filter((one) => one.address !== address);
  // An IPv6 network gives a machine several that change; beside an IPv4 address they only confuse.
  return { address, others: others.filter((one) => isIPv4(one.address) || isIPv6(address)) };
};

const isOwn = (interfaces: Interfaces, address: string): boolean =>
  isLoopback(address) ||
  Object.values(interfaces)
    .flat()
    .some((info) => info?.address === address);

/** As a URL writes it. */
export const inUrl = (address: string): string => (isIPv6(address) ? `[${address}]` : address);

/** The name by which the machine's own network finds it (mDNS); undefined if its name cannot be one. */
export const localName = (hostname: string): string | undefined => {
  const [label = ''] = hostname.toLowerCase().split('.');
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && label !== 'localhost'
    ? `${label}.local`
    : undefined;
};
