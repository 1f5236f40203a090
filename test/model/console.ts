/** A host's browser: what it keeps of a console's tab, and the pages that it opens there. */
import { createHostDesk } from '../../src/link/host-desk.js';
import type { HostDesk, Stop } from '../../src/link/types.js';
import { promptHashing } from './hashing.js';
import { Life } from './life.js';
import type { ModelPeer, Owner } from './peers.js';
import type { ModelSocket, Network } from './service.js';
import { Area, type Cabinet, type Put } from './storage.js';
import type { Surroundings } from './surroundings.js';

type World = Surroundings<never, Console>;

/** One browser profile of a host: tabs share its databases and its locks. */
export class Profile {
  readonly name: string;
  /** Names the session, as an id. */
  readonly sid: string;
  readonly cabinet: Cabinet;
  readonly locks = new Map<string, Console>();
  readonly network: Network = { isOn: true };
  /** What its tabs share. */
  readonly local = new Area();
  /** What a tab of the console kept that was closed last: its browser can open it again. */
  closed: Area | undefined;

  constructor(name: string, sid: string, cabinet: Cabinet) {
    this.name = name;
    this.sid = sid;
    this.cabinet = cabinet;
  }
}

/** A tab of the console, from one load of its page to its end. */
export class Console implements Owner {
  readonly life: Life;
  readonly profile: Profile;
  readonly session: Area;
  readonly desk: HostDesk;
  readonly peers: ModelPeer[] = [];
  readonly sockets: ModelSocket[] = [];
  readonly #world: World;
  readonly #underWay = new Set<Put>();
  /** The leg that is being answered. */
  #answering: string | undefined;

  constructor(world: World, profile: Profile, session: Area) {
    this.#world = world;
    this.profile = profile;
    this.session = session;
    this.life = new Life(`console ${profile.name}`);
    const { life } = this;
    const disk = world.traffic.wire(life);
    const clock = world.time.of(life);
    const open = world.service.openerOf(
      life,
      profile.network,
      {
        is: 'host',
        session: { sid: profile.sid, name: profile.name },
        address: `192.0.2.${profile.name}`,
      },
      {
        up: (text) => world.hearsUp(text),
        down: (text) => {
          this.#answering = /"type":"leg\.offered".*?"leg":"([^"]+)"/.exec(text)?.[1];
          return world.hearsDown(text);
        },
      },
    );
    this.desk = createHostDesk(
      {
        service: 'https://support.example',
        hostSession: profile.sid,
        captures: profile.cabinet.captures(disk, this.#underWay),
        keys: profile.cabinet.keyStore(disk),
        events: { stored: () => undefined, refused: () => undefined },
      },
      {
        clock,
        random: world.chance,
        hashing: promptHashing,
        open: (...args) => {
          const socket = open(...args);
          this.sockets.push(socket);
          return socket;
        },
        createPeer: () => {
          const peer = world.net.create(this);
          peer.leg = this.#answering;
          this.peers.push(peer);
          return peer as unknown as RTCPeerConnection;
        },
        session: session.keepFor(this),
        local: profile.local.keepFor(this),
        life: { visible: () => true, watch: () => () => undefined },
        lock: (name) =>
          new Promise<Stop | undefined>((resolve) => {
            disk.put(() => {
              resolve(this.#lock(name));
            });
          }),
      },
    );
    this.desk.watch(() => {
      world.truth.hostChanged(this);
    });
    world.truth.hostChanged(this);
  }

  #lock(name: string): Stop | undefined {
    const { locks } = this.profile;
    const holder = locks.get(name);
    if (holder !== undefined && !holder.life.isDead) return undefined;
    locks.set(name, this);
    return () => {
      if (locks.get(name) === this) locks.delete(name);
    };
  }

  get isReachable(): boolean {
    return this.profile.network.isOn;
  }

  /** The peer of a leg at this moment. */
  peerOf(leg: string): ModelPeer | undefined {
    return this.peers.findLast((peer) => peer.leg === leg && peer.connectionState !== 'closed');
  }

  /** The page is over. `politely`: it was closed, not killed. */
  end(politely: boolean): void {
    if (this.life.isDead) return;
    if (politely) {
      this.desk.close();
      for (const peer of this.peers) peer.close();
      for (const socket of this.sockets) socket.close();
    } else {
      this.#world.net.vanish(this.life);
      for (const socket of this.sockets) socket.vanish();
    }
    this.life.isDead = true;
    this.profile.cabinet.abandon(this.#world.chance, this.#underWay);
  }
}
