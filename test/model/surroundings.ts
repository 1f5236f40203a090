/** What a page of the model has around it; the world is all that, and more (world.ts). */
import type { Chance } from './chance.js';
import type { Net } from './peers.js';
import type { Service } from './service.js';
import type { Time } from './time.js';
import type { Traffic } from './traffic.js';

export interface Surroundings<Doc, Console> {
  readonly chance: Chance;
  readonly time: Time;
  readonly traffic: Traffic;
  readonly net: Net;
  readonly service: Service;
  readonly truth: {
    guestChanged: (doc: Doc) => void;
    hostChanged: (console: Console) => void;
    goes: (doc: Doc) => void;
  };
  /** A service that lies makes something else of what goes through it. */
  hearsUp: (text: string) => string;
  hearsDown: (text: string) => string;
}
