/** What the guest's page is shown of its call: GuestStage and offered pages, in the words of types.ts. */
import { type PageOnOffer, siteOfAddress } from '../protocol/index.js';
import type { GuestStage } from './guest-stage.js';
import { withHandOff } from './hand-off.js';
import type { GuestState, OfferedPage } from './types.js';

/** A leg that is being replaced is «away», not a new beginning. */
export const stateOf = (stage: GuestStage, sentBefore: boolean): GuestState => {
  switch (stage.at) {
    case 'number':
      return {
        at: 'number',
        kind: stage.kind,
        number: stage.number,
        endsAt: stage.endsAt,
        slow: stage.slow,
      };
    case 'over':
      return { at: 'number-over', kind: stage.kind };
    case 'meeting':
    case 'asleep':
      return stage.met
        ? { at: 'connected', host: stage.host, link: 'away', sentBefore }
        : { at: 'meeting', host: stage.host };
    case 'connected':
      return { at: 'connected', host: stage.host, link: stage.link, sentBefore };
    default:
      return stage;
  }
};

/** An offered page as a link: with the hand-off in its address while there is one (H2). */
export const linkTo = (
  { id, name, url, secret }: PageOnOffer,
  call: string,
  now: number,
): OfferedPage => ({
  id,
  name,
  site: siteOfAddress(url),
  href: secret === undefined ? url : withHandOff(url, { secret, call }, now),
});
