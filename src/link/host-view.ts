/** What the console is shown of its call: HostStage and legs, in the words of types.ts. */
import type { HostLegs } from './host-legs.js';
import type { HostStage } from './host-table.js';
import { presenceOf } from './presence.js';
import type { Claim, HostCallState } from './types.js';

export const claimOf = (stage: HostStage): Claim => {
  switch (stage.at) {
    case 'none':
      return stage.refused ?? { at: 'none' };
    case 'starting':
      return { at: 'claiming', number: stage.number };
    case 'held':
      return stage;
    case 'running':
      return stage.adding;
    default:
      return { at: 'none' };
  }
};

export const callOf = (
  stage: HostStage,
  legs: HostLegs | undefined,
  awaySince: number | undefined,
): HostCallState => {
  switch (stage.at) {
    case 'running':
    case 'returning': {
      const { call, page, site, startedAt, pagesAdded, offers = [] } = stage.record;
      const views = legs?.views ?? [];
      const guest = presenceOf(views, legs?.met ?? false);
      return {
        at: 'running',
        call,
        page,
        site,
        startedAt,
        guest,
        awaySince: guest === 'away' ? awaySince : undefined,
        legs: views,
        pagesAdded,
        offered: offers.map(({ id, name, url, state }) => ({ id, name, url, state })),
      };
    }
    case 'elsewhere':
      return stage;
    case 'ended': {
      const { call, startedAt, ended } = stage.record;
      return {
        at: 'ended',
        call,
        reason: stage.reason,
        startedAt,
        endedAt: ended?.at ?? startedAt,
      };
    }
    default:
      return { at: 'none' };
  }
};
