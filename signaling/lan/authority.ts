/** The local CA and its server certificate, kept in the data folder and made anew when they must. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../config.js';
import { permits } from './constraints.js';
import {
  type IssueParts,
  type KeptCa,
  type ServerCertificate,
  issueCa,
  issueServer,
} from './issue.js';

export interface Authority {
  /** What phones are told to trust. */
  root: X509Certificate;
  /** What the service shows, with the certificates up to the root. */
  server: ServerCertificate;
  /** Sentences for the operator: why phones have to trust anew. */
  notices: readonly string[];
  /**
   * A new certificate of the same CA if what the service shows ends soon. A new CA is made at a start
   * only, where the terminal says that phones have to trust it.
   */
  renewed: () => Promise<ServerCertificate | undefined>;
}

export interface AuthorityPlace extends IssueParts {
  /** The folder; made if missing. */
  folder: string;
  /** This machine's host name. */
  machine: string;
}

export interface Names {
  dns: readonly string[];
  ip: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;
/** What ends sooner is made anew. */
const SERVER_LEFT = 60 * DAY;
/** Time to have the phones trust the next one; longer than a server certificate must still last. */
const CA_LEFT = 90 * DAY;

const FILES = { root: 'root.crt', signing: 'ca.crt', key: 'ca.key' } as const;
const SERVER_FILES = { cert: 'server.crt', key: 'server.key' } as const;

/** Throws a `SetupError` when the folder cannot be used. */
export const openAuthority = async (place: AuthorityPlace, names: Names): Promise<Authority> => {
  try {
    mkdirSync(place.folder, { recursive: true });
    chmodSync(place.folder, 0o700);
    const kept = readAll(place.folder, FILES);
    const outdated = kept === undefined ? whyLost(place.folder) : whyNewCa(kept, place, names);
    const isNew = kept === undefined || outdated !== undefined;
    const ca = isNew ? await issueCa(place, place.machine, names.ip) : kept;
    if (isNew) keepAll(place.folder, FILES, ca);
    const before = isNew ? undefined : readAll(place.folder, SERVER_FILES);
    const isGood = before !== undefined && serves(before, ca, place, names);
    const server = isGood ? before : await issueServer(place, ca, names);
    if (!isGood) keepAll(place.folder, SERVER_FILES, server);
    let shown = server;
    return {
      root: new X509Certificate(ca.root),
      server,
      notices: outdated === undefined ? [] : [outdated],
      renewed: async () => {
        if (serves(shown, ca, place, names)) return undefined;
        shown = await issueServer(place, ca, names);
        keepAll(place.folder, SERVER_FILES, shown);
        return shown;
      },
    };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !code.startsWith('E') || code.startsWith('ERR_')) throw error;
    throw new SetupError(`MISETE_DATA: the folder ${place.folder} cannot be used (${code}).`);
  }
};

const again = 'phones have to trust the new one (first QR code).';

/** Undefined if there was none before. */
const whyLost = (folder: string): string | undefined =>
  existsSync(join(folder, FILES.root))
    ? `Files of the local CA were missing, and it was made anew: ${again}`
    : undefined;

/** Undefined if this CA still does. */
const whyNewCa = (ca: KeptCa, { clock }: AuthorityPlace, { ip }: Names): string | undefined => {
  const certificates = parsed(ca.root, ca.signing);
  if (certificates === undefined) {
    return `The local CA could not be read and was made anew: ${again}`;
  }
  const [root, signing] = certificates;
  if (!signing.verify(root.publicKey) || !belongs(signing, ca.key)) {
    return `The files of the local CA did not fit together, and it was made anew: ${again}`;
  }
  if (endOf(root) - clock.now() < CA_LEFT) {
    const day = new Date(endOf(root)).toISOString().slice(0, 10);
    return `The local CA ends on ${day} and was made anew: ${again}`;
  }
  const strange = ip.find((address) => !permits(signing.raw, address));
  return strange === undefined
    ? undefined
    : `The local CA was not allowed to sign for ${strange}, which is no private address, and was made anew: ${again}`;
};

const serves = (
  { cert, key }: ServerCertificate,
  ca: KeptCa,
  { clock }: AuthorityPlace,
  { dns, ip }: Names,
): boolean => {
  const [certificate, signing] = parsed(cert, ca.signing) ?? [];
  return (
    certificate !== undefined &&
    signing !== undefined &&
    certificate.verify(signing.publicKey) &&
    belongs(certificate, key) &&
    endOf(certificate) - clock.now() > SERVER_LEFT &&
    Date.parse(certificate.validFrom) <= clock.now() &&
    dns.every((name) => certificate.checkHost(name) !== undefined) &&
    ip.every((address) => certificate.checkIP(address) !== undefined)
  );
};

const endOf = (certificate: X509Certificate): number => Date.parse(certificate.validTo);

/** Undefined if one of them is none. */
const parsed = (first: string, second: string): [X509Certificate, X509Certificate] | undefined => {
  try {
    return [new X509Certificate(first), new X509Certificate(second)];
  } catch {
    return undefined;
  }
};

const belongs = (certificate: X509Certificate, key: string): boolean => {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
};

type Files<Name extends string> = Readonly<Record<Name, string>>;

/** Undefined if one of them is missing. */
const readAll = <Name extends string>(
  folder: string,
  files: Files<Name>,
): Record<Name, string> | undefined => {
  const entries = Object.entries<string>(files).map(([name, file]) => [name, join(folder, file)]);
  if (entries.some(([, path = '']) => !existsSync(path))) return undefined;
  return Object.fromEntries(
    entries.map(([name, path = '']) => [name, readFileSync(path, 'utf8')]),
  ) as Record<Name, string>;
};

/** Nobody else may read any of it; beside, then in its place: a crash leaves no half of a file. */
const keepAll = <Name extends string>(
  folder: string,
  files: Files<Name>,
  texts: Readonly<Record<Name, string>>,
): void => {
  for (const [name, file] of Object.entries<string>(files)) {
    const path = join(folder, file);
    writeFileSync(`${path}.new`, texts[name as Name], { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
};
