/**
 * Writes the three certificates of the local CA:
 *
 *     root           what phones are told to trust; its private key is forgotten as soon as it has
 *       │            signed the one certificate below, and never written anywhere
 *     signing CA     may sign for nothing but private addresses and `.local` names (constraints.ts);
 *       │            its private key is kept
 *     server         for this machine's addresses
 *
 * Why not a root alone, with the same constraints: iOS does not apply what stands in the trusted
 * root itself (docs/SECURITY.md), nor does Chrome before version 112. In a certificate below it, all
 * of them do.
 */
import type { Clock, Random, WebCrypto } from '../parts.js';
import { NAME_CONSTRAINTS, nameConstraints } from './constraints.js';
import { type X509, loadX509 } from './x509.js';

export interface IssueParts {
  clock: Clock;
  random: Random;
  crypto: WebCrypto;
}

type Key = Parameters<WebCrypto['subtle']['exportKey']>[1];

/** In PEM. */
export interface KeptCa {
  root: string;
  signing: string;
  /** Private key of `signing`. */
  key: string;
}

/** In PEM. */
export interface ServerCertificate {
  cert: string;
  key: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** Of root and signing CA alike: the root cannot sign another. */
const CA_LIFE = 5 * 365 * DAY;
/** Apple takes up to 825 days from a CA that its user added, 398 from others; so may the rest. */
const SERVER_LIFE = 397 * DAY;
/** Begins before now, for phones whose clock is behind. */
const SLACK = DAY;

const KEYS = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/**
 * @param machine the host name, by which people tell one CA from another in their phone's settings
 * @param addresses that it must be able to sign for, besides private ones
 */
export const issueCa = async (
  parts: IssueParts,
  machine: string,
  addresses: readonly string[],
): Promise<KeptCa> => {
  const { clock, random, crypto } = parts;
  const x509 = await loadX509(crypto);
  const notBefore = new Date(clock.now() - SLACK);
  const notAfter = new Date(clock.now() + CA_LIFE);
  const mark = Buffer.from(random.bytes(2)).toString('hex').toUpperCase();
  const name = `Misete ${printable(machine)} ${mark}`;
  const common = { notBefore, notAfter, signingAlgorithm: SIGNATURE };
  const forSigning = new x509.KeyUsagesExtension(
    x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
    true,
  );
  const limits = new x509.Extension(
    NAME_CONSTRAINTS,
    true,
    Uint8Array.from(nameConstraints(addresses)),
  );

  const rootKeys = await newKeys(crypto);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...common,
    serialNumber: serial(random),
    name: named(name),
    keys: rootKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      forSigning,
      limits,
      await x509.SubjectKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const signingKeys = await newKeys(crypto);
  const signing = await x509.X509CertificateGenerator.create({
    ...common,
    serialNumber: serial(random),
    subject: named(`${name} signing`),
    issuer: root.subjectName.toJSON(),
    publicKey: signingKeys.publicKey,
    signingKey: rootKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      forSigning,
      limits,
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ...(await identifiers(x509, signingKeys.publicKey, rootKeys.publicKey)),
    ],
  });
  return {
    root: root.toString('pem'),
    signing: signing.toString('pem'),
    key: await privatePem(x509, crypto, signingKeys.privateKey),
  };
};

/** The chain without its root. */
export const issueServer = async (
  parts: IssueParts,
  ca: KeptCa,
  names: { dns: readonly string[]; ip: readonly string[] },
): Promise<ServerCertificate> => {
  const { clock, random, crypto } = parts;
  const x509 = await loadX509(crypto);
  const issuer = new x509.X509Certificate(ca.signing);
  const [keyBytes] = x509.PemConverter.decode(ca.key);
  if (keyBytes === undefined) throw new Error('no key in PEM');
  const signingKey = await crypto.subtle.importKey('pkcs8', keyBytes, KEYS, false, ['sign']);
  const keys = await newKeys(crypto);
  const end = Math.min(clock.now() - SLACK + SERVER_LIFE, issuer.notAfter.getTime());
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(random),
    notBefore: new Date(clock.now() - SLACK),
    notAfter: new Date(end),
    signingAlgorithm: SIGNATURE,
    subject: named('Misete'),
    issuer: issuer.subjectName.toJSON(),
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      ...(await identifiers(x509, keys.publicKey, issuer.publicKey)),
    ],
  });
  return {
    cert: `${certificate.toString('pem')}\n${ca.signing}\n`,
    key: await privatePem(x509, crypto, keys.privateKey),
  };
};

const newKeys = (crypto: WebCrypto) => crypto.subtle.generateKey(KEYS, true, ['sign', 'verify']);

const named = (name: string) => [{ CN: [name] }, { O: ['Misete'] }];

const identifiers = async (
  x509: X509,
  own: Key,
  issuers: Key | InstanceType<X509['PublicKey']>,
) => [
  await x509.SubjectKeyIdentifierExtension.create(own),
  await x509.AuthorityKeyIdentifierExtension.create(issuers),
];

const privatePem = async (x509: X509, crypto: WebCrypto, key: Key): Promise<string> =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

/** Positive, and not zero at its beginning: DER would shorten it. */
const serial = (random: Random): string => {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
};

const printable = (name: string): string =>
  name
    .split('.')[0]
    ?.replace(/[^\w -]/g, '')
    .slice(0, 30) ?? '';
