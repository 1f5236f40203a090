/** `--lan`, put together: an address, a certificate for it, the page that offers the CA, a check. */
import type { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { isIP } from 'node:net';
import type { LanWish } from '../arguments.js';
import { brandOf } from '../brand.js';
import { type Config, SetupError } from '../config.js';
import type { Log } from '../log.js';
import { nothing } from '../parts.js';
import type { OnLan, Service } from '../service.js';
import {
  type ChosenAddress,
  type Interfaces,
  chooseAddress,
  inUrl,
  isLoopback,
  isPrivate,
  lanAddresses,
  localName,
} from './addresses.js';
import { type Authority, openAuthority } from './authority.js';
import { readGiven } from './given.js';
import { openGuide } from './guide.js';
import type { IssueParts, ServerCertificate } from './issue.js';
import { type Screen, type Shown, lanText } from './print.js';
import { keepRenewed } from './renewal.js';
import { checkSocket } from './self-check.js';

export interface LanParts extends IssueParts {
  log: Log;
  wish: LanWish;
  config: Config;
  /** `HOST`, if it is set. */
  bound: string | undefined;
  interfaces: Interfaces;
  /** This machine's host name. */
  machine: string;
}

export interface Lan {
  /** With what LAN mode changes. */
  config: Config;
  onLan: OnLan;
  /** Once the service listens: offers the CA, and tries all that a phone will do. */
  open: (service: Service) => Promise<OpenLan>;
}

export interface OpenLan {
  /** For the terminal; it may hold the host key. */
  text: (screen: Screen) => string;
  close: () => Promise<void>;
}

/** How many ports after the service's own are tried for the page of the CA. */
const CA_PORTS = 20;

/** Throws a `SetupError` for what would keep every phone out. */
export const prepareLan = async (parts: LanParts): Promise<Lan> => {
  const { wish, config, bound, interfaces } = parts;
  const chosen = chooseAddress(interfaces, wish.address, bound);
  const host = hostOf(config.publicUrl) ?? chosen.address;
  const { tls, root, notices, renewed } = await certificateFor(parts, chosen, host);
  const listens = bound ?? chosen.address;
  const { ownStun } = config;
  const listening: Config = {
    ...config,
    host: listens,
    // There guests are told to ask it.
    ownStun: ownStun && { ...ownStun, hosts: [listens] },
  };
  const { clock, log } = parts;
  return {
    config: listening,
    onLan: {
      tls,
      host: inUrl(chosen.address),
      // With a public URL the service answers to no other origin.
      alsoHere:
        listening.host === chosen.address &&
        !isLoopback(chosen.address) &&
        config.publicUrl === undefined,
    },
    open: async (service) => {
      const { url, port } = service;
      const ports = wish.caPort === undefined ? after(port) : [wish.caPort];
      const guide =
        root === undefined
          ? undefined
          : await openGuide(
              { host: listening.host, ports },
              { root, brand: brandOf(config.brand), check: `${url}/demo/` },
            );
      const missing = await checkSocket({
        clock,
        url,
        address: chosen.address,
        port,
        trusted: root,
      });
      const stopRenewal =
        renewed === undefined
          ? nothing
          : keepRenewed({ clock, log, renewed, show: service.showCertificate });
      const shown: Shown = {
        service,
        trust:
          guide === undefined || root === undefined
            ? undefined
            : { root, url: `http://${inUrl(chosen.address)}:${String(guide.port)}/` },
        others: chosen.others,
        notices,
        missing,
      };
      return {
        text: (screen) => lanText(shown, screen),
        close: async () => {
          stopRenewal();
          await guide?.close();
        },
      };
    },
  };
};

const hostOf = (publicUrl: string | undefined): string | undefined => {
  if (publicUrl === undefined) return undefined;
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol !== 'https:') {
    throw new SetupError('MISETE_PUBLIC_URL should begin with https:// when --lan is used.');
  }
  return hostname.replace(/^\[|\]$/g, '');
};

interface Certificate {
  tls: ServerCertificate;
  /** Undefined: the operator's own certificate. */
  root: X509Certificate | undefined;
  notices: readonly string[];
  /** Undefined: the operator renews it. */
  renewed: Authority['renewed'] | undefined;
}

const certificateFor = async (
  parts: LanParts,
  { address }: ChosenAddress,
  host: string,
): Promise<Certificate> => {
  const { wish, config, interfaces, machine, clock } = parts;
  if (wish.given !== undefined) {
    const { notices, ...tls } = readGiven(wish.given, host, clock);
    return { tls, root: undefined, notices, renewed: undefined };
  }
  if (isIP(host) === 0 && !/(?:^|\.)(?:local|localhost)$/.test(host)) {
    throw new SetupError(
      `MISETE_PUBLIC_URL: the local CA signs only for addresses and .local names, not for ${host}; give a certificate with --cert and --key.`,
    );
  }
  const own = localName(machine);
  const dns = [
    'localhost',
    ...(own === undefined ? [] : [own]),
    ...(isIP(host) === 0 ? [host] : []),
  ];
  const near = lanAddresses(interfaces)
    .map((one) => one.address)
    .filter(isPrivate);
  const ip = ['127.0.0.1', '::1', address, ...near, ...(isIP(host) === 0 ? [] : [host])];
  const { server, root, notices, renewed } = await openAuthority(
    { ...parts, folder: join(config.data, 'lan') },
    { dns: [...new Set(dns)], ip: [...new Set(ip)] },
  );
  return { tls: server, root, notices, renewed };
};

const after = (port: number): number[] =>
  Array.from({ length: CA_PORTS }, (_, at) => port + 1 + at).filter((next) => next <= 65_535);
