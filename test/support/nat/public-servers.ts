/**
 * What stands on the public side beside the service: customers' sites, and the mirror. Its one
 * argument is a `PublicServers` as JSON; it prints a line once all of them listen.
 */
import { readFileSync } from 'node:fs';
import { startSite } from '../site.js';
import { startMirror } from './mirror.js';

export interface PublicServers {
  mirrors: readonly string[];
  sites: readonly { address: string; serviceUrl: string }[];
  /** Files, in PEM. */
  tls: { cert: string; key: string };
}

const asked = JSON.parse(process.argv[2] ?? '') as PublicServers;
const tls = { cert: readFileSync(asked.tls.cert), key: readFileSync(asked.tls.key) };
await startMirror(asked.mirrors);
await Promise.all(
  asked.sites.map(({ address, serviceUrl }) =>
    startSite({ serviceUrl, on: { address, port: 443, tls } }),
  ),
);
process.stdout.write('all listen\n');
