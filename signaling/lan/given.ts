/** A certificate of the operator's own (`--cert`, `--key`): read, and judged before anybody meets it. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { SetupError } from '../config.js';
import type { Clock } from '../parts.js';
import type { ServerCertificate } from './issue.js';

export interface GivenCertificate extends ServerCertificate {
  /** Sentences for the operator about what works, but not everywhere. */
  notices: readonly string[];
}

/**
 * @param host the name or address under which browsers will come
 * Throws a `SetupError` for what would keep every phone out.
 */
export const readGiven = (
  files: { cert: string; key: string },
  host: string,
  clock: Clock,
): GivenCertificate => {
  const cert = readText('--cert', files.cert);
  const key = readText('--key', files.key);
  const certificate = certificateIn(cert, files.cert);
  if (!fits(certificate, key, files.key)) {
    throw new SetupError(
      `--key: the key in ${files.key} does not belong to the certificate in ${files.cert}.`,
    );
  }
  const [begin, end] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  if (end <= clock.now()) {
    throw new SetupError(`--cert: the certificate expired on ${day(end)}.`);
  }
  if (begin > clock.now()) {
    throw new SetupError(
      `--cert: the certificate is valid only from ${day(begin)}; is this computer's clock right?`,
    );
  }
  if (!covers(certificate, host)) {
    throw new SetupError(
      `--cert: the certificate is for ${namesOf(certificate)} and does not cover ${host}; ` +
        'name an address that it covers with --lan=ADDRESS, or its host name with MISETE_PUBLIC_URL.',
    );
  }
  return { cert, key, notices: notices(certificate) };
};

const readText = (option: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SetupError(`${option}: the file ${file} cannot be read (${code}).`);
  }
};

const certificateIn = (text: string, file: string): X509Certificate => {
  try {
    return new X509Certificate(text);
  } catch {
    throw new SetupError(`--cert: there is no certificate (PEM) in ${file}.`);
  }
};

const fits = (certificate: X509Certificate, key: string, file: string): boolean => {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    throw new SetupError(`--key: there is no private key (PEM, without a passphrase) in ${file}.`);
  }
};

const covers = (certificate: X509Certificate, host: string): boolean =>
  // The name in the subject alone does not count for browsers.
  certificate.subjectAltName !== undefined &&
  (isIP(host) === 0
    ? certificate.checkHost(host, { subject: 'never' }) !== undefined
    : certificate.checkIP(host) !== undefined);

const namesOf = (certificate: X509Certificate): string =>
  certificate.subjectAltName?.replace(/(?:DNS|IP Address):/g, '').slice(0, 200) ?? 'no name';

const notices = (certificate: X509Certificate): string[] =>
  certificate.checkIssued(certificate)
    ? [
        'The certificate has signed itself: Safari shows the page but refuses its secure WebSocket. ' +
          'Without --cert and --key a local CA is made, which phones can trust.',
      ]
    : [];

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
