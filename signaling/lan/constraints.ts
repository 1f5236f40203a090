/**
 * For what the local CA may sign: private addresses, this machine's own, and `.local` names. As the
 * name constraints of RFC 5280 §4.2.1.10, which the certificate library has no class for.
 */
import { isIPv4 } from 'node:net';
import { hextets } from '../sockets/addresses.js';
import { PRIVATE_RANGES, isPrivate } from './addresses.js';

export const NAME_CONSTRAINTS = '2.5.29.30';

/** Without a dot in front: that form every verifier reads as "this name and all below it". */
const NAMES = ['localhost', 'local'];

const SEQUENCE = 0x30;
/** `[0]` of NameConstraints: permittedSubtrees. */
const PERMITTED = 0xa0;
/** `[2]` and `[7]` of GeneralName: dNSName, iPAddress. */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** The extension's value. @param more addresses outside the private ranges */
export const nameConstraints = (more: readonly string[]): Buffer =>
  der(
    SEQUENCE,
    der(
      PERMITTED,
      ...NAMES.map((name) => der(SEQUENCE, der(DNS_NAME, Buffer.from(name, 'ascii')))),
      ...PRIVATE_RANGES.map(([network, prefix]) => subtree(network, prefix)),
      ...more.filter((address) => !isPrivate(address)).map(exactly),
    ),
  );

/** Whether a CA's certificate, in DER, allows this address. */
export const permits = (certificate: Buffer, address: string): boolean =>
  isPrivate(address) || certificate.includes(exactly(address));

const exactly = (address: string): Buffer => subtree(address, isIPv4(address) ? 32 : 128);

const subtree = (network: string, prefix: number): Buffer => {
  const bytes = bytesOf(network);
  const mask = bytes.map((_, at) => {
    const bits = Math.min(8, Math.max(0, prefix - at * 8));
    return (0xff << (8 - bits)) & 0xff;
  });
  return der(SEQUENCE, der(IP_ADDRESS, Buffer.from([...bytes, ...mask])));
};

const bytesOf = (address: string): number[] =>
  isIPv4(address)
    ? address.split('.').map(Number)
    : hextets(address).flatMap((part) => {
        const word = parseInt(part, 16);
        return [word >> 8, word & 0xff];
      });

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
