/** simple-peer has no types of its own: as much of it as the reference stack uses. */
declare module 'simple-peer/simplepeer.min.js' {
  interface Options {
    initiator?: boolean;
    config?: RTCConfiguration;
  }
  interface Events {
    signal: unknown;
    connect: undefined;
    data: Uint8Array<ArrayBuffer>;
    close: undefined;
    error: Error;
  }
  export default class SimplePeer {
    constructor(options?: Options);
    on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): this;
    signal(data: unknown): void;
    send(data: string | Uint8Array | ArrayBuffer): void;
    destroy(): void;
  }
}
