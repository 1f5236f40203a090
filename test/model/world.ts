/**
 * Guests' documents, hosts' consoles and the service's rules as they are, over wires, clock, chance
 * and storage of the model's. One thread and one seed: a run is the same every time.
 */
import { type Chance, chanceOf } from './chance.js';
import { Console, Profile } from './console.js';
import { DataFolder } from './folder.js';
import { Life } from './life.js';
import { Net } from './peers.js';
import { Phone } from './phone.js';
import { Service } from './service.js';
import { Area, Cabinet } from './storage.js';
import { Time } from './time.js';
import { Traffic } from './traffic.js';
import { Truth } from './truth.js';

/** More than anything that comes to rest by itself takes. */
const ENDLESS = 20_000;

/** Lets all that was promised come to pass: what is promised meanwhile comes before the tick. */
const tick = (resolve: () => void): void => {
  process.nextTick(resolve);
};

export class World {
  readonly chance: Chance;
  readonly time = new Time();
  readonly life = new Life('world');
  readonly traffic: Traffic;
  readonly net: Net;
  readonly service: Service;
  readonly truth: Truth;
  readonly phones: Phone[] = [];
  readonly profiles: Profile[] = [];
  readonly consoles: Console[] = [];
  /** All that was said to the service. */
  readonly saidUp: string[] = [];
  /** A service that lies: what it makes of what goes through it. */
  hearsUp: (text: string) => string = (text) => {
    this.saidUp.push(text);
    return text;
  };
  hearsDown: (text: string) => string = (text) => text;

  constructor(seed: number) {
    this.chance = chanceOf(seed);
    this.traffic = new Traffic(this.chance);
    this.net = new Net(this.chance, this.traffic, this.time, this.life);
    this.truth = new Truth(this);
    const folder = new DataFolder((end) => {
      this.truth.recorded(end);
    });
    this.service = new Service(
      { chance: this.chance, time: this.time, traffic: this.traffic, world: this.life },
      folder,
    );
  }

  phone(refusesLocal = false): Phone {
    const phone = new Phone(this, `198.51.100.${String(this.phones.length)}`, refusesLocal);
    this.phones.push(phone);
    return phone;
  }

  profile(): Profile {
    const name = String(this.profiles.length);
    const profile: Profile = new Profile(
      name,
      `${name}${'A'.repeat(21)}`,
      new Cabinet({
        stored: (put) => {
          this.truth.stored(put, profile);
        },
        key: (call, key) => {
          this.truth.keyCame(call, key, profile);
        },
      }),
    );
    this.profiles.push(profile);
    return profile;
  }

  console(profile: Profile, session = new Area()): Console {
    const made = new Console(this, profile, session);
    this.consoles.push(made);
    return made;
  }

  endConsole(console: Console, politely: boolean): void {
    console.end(politely);
    this.consoles.splice(this.consoles.indexOf(console), 1);
  }

  /** Lets so many things arrive, and what they lead to in their page happen. */
  async arrive(count = ENDLESS): Promise<void> {
    await new Promise<void>(tick);
    for (let left = count; left > 0 && this.traffic.step(); left -= 1) {
      await new Promise<void>(tick);
      if (left === 1 && count === ENDLESS) throw new Error('it never comes to rest');
    }
  }

  /** Time passes. `lazily`: things are late, so timers may fall due before them. */
  async pass(ms: number, lazily = false): Promise<void> {
    const end = this.time.now() + ms;
    const some = (): Promise<void> => this.arrive(lazily ? this.chance.below(4) : ENDLESS);
    await some();
    while (this.time.fire(end)) await some();
    this.time.moveTo(end);
    await some();
  }
}
