/** A service may run for longer than its certificate lasts: looks each day, and shows a new one in time. */
import type { Log } from '../log.js';
import { type Clock, type Stop, nothing } from '../parts.js';
import type { ServerCertificate } from './issue.js';

const DAY = 24 * 60 * 60 * 1000;

export interface RenewalParts {
  clock: Clock;
  log: Log;
  /** A new certificate if the one that is shown ends soon. */
  renewed: () => Promise<ServerCertificate | undefined>;
  show: (certificate: ServerCertificate) => void;
}

export const keepRenewed = ({ clock, log, renewed, show }: RenewalParts): Stop => {
  let stopped = false;
  let stop = nothing;
  const look = async (): Promise<void> => {
    try {
      const certificate = await renewed();
      if (certificate !== undefined && !stopped) {
        show(certificate);
        log.info('the certificate was renewed');
      }
    } catch (err) {
      log.error({ err }, 'the certificate could not be renewed');
    }
    if (!stopped) wait();
  };
  const wait = (): void => {
    stop = clock.after(DAY, () => void look());
  };
  wait();
  return () => {
    stopped = true;
    stop();
  };
};
