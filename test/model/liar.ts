/**
 * A service that lies (C5): it answers offers in the place of a host and offers in the place of a
 * guest, swaps fingerprints, says old things again and to others. It sees everything that goes
 * through it, and never a key.
 */
import type { Chance } from './chance.js';
import { Life } from './life.js';
import type { ModelPeer, Owner } from './peers.js';
import type { World } from './world.js';

const FINGERPRINT = /(a=fingerprint:sha-256 )[0-9A-F:]+/;

/** Whoever sits in the service and has peers of their own. */
class Stranger implements Owner {
  readonly life = new Life('stranger');
  readonly isReachable = true;
}

export class Liar {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #stranger = new Stranger();
  readonly #heard: string[] = [];
  #peers: ModelPeer[] = [];
  /** In so many messages one is a lie; 0: none. */
  inTimes = 0;

  constructor(world: World) {
    this.#world = world;
    this.#chance = world.chance;
    const { hearsUp, hearsDown } = world;
    world.hearsUp = (text) => hearsUp(this.#pass(text));
    world.hearsDown = (text) => hearsDown(this.#pass(text));
  }

  #pass(text: string): string {
    this.#heard.push(text);
    if (this.inTimes === 0 || !this.#chance.once(this.inTimes)) return text;
    return text.includes('a=fingerprint') ? this.#twist(text) : text;
  }

  /** Puts a peer of its own, or its fingerprint alone, in the place of the one that is named. */
  #twist(text: string): string {
    const peer = this.#world.net.create(this.#stranger);
    this.#peers.push(peer);
    if (this.#chance.once(3)) return text.replace(FINGERPRINT, `$1${peer.fingerprint}`);
    const told = JSON.parse(text) as { offer?: Said; signal?: Said };
    const said = told.offer ?? told.signal;
    if (said === undefined) return text;
    void this.#meet(peer, said);
    return text
      .replace(FINGERPRINT, `$1${peer.fingerprint}`)
      .replace(/(a=ice-ufrag:)\S+?(?=\\r)/, `$1${peer.ufrag}`);
  }

  /** It answers, or offers, as whoever it is in the place of would. */
  async #meet(peer: ModelPeer, { type, sdp }: Said): Promise<void> {
    if (type === 'answer') peer.createDataChannel('misete');
    if (type === 'answer') await peer.setLocalDescription();
    await peer.setRemoteDescription({ type: type === 'offer' ? 'offer' : 'answer', sdp });
    if (type === 'offer') await peer.setLocalDescription();
    await peer.addIceCandidate();
    peer.channel?.addEventListener('message', (event: { data: unknown }) => {
      this.#echo(peer, event.data);
    });
  }

  /** Has no key, so it says what it has heard: perhaps an echo will do. */
  #echo(peer: ModelPeer, data: unknown): void {
    const { channel } = peer;
    if (channel?.readyState !== 'open' || typeof data !== 'string') return;
    const nonce = /"nonce":"([^"]+)"/.exec(data)?.[1];
    if (nonce !== undefined) channel.send(JSON.stringify({ type: 'challenge', nonce }));
    else channel.send(data);
  }

  /** Says something that went through it before to a page, of this call or of another. */
  replay(which: number): void {
    const sockets = [...this.#world.service.sockets];
    const text = this.#heard[which % Math.max(1, this.#heard.length)];
    const socket = sockets[which % Math.max(1, sockets.length)];
    if (text !== undefined) socket?.hears(text);
  }
}

interface Said {
  type: string;
  sdp: string;
}
