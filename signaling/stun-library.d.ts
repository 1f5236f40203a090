/** As much of @msimerson/stun as is used: it has no types of its own. */
declare module '@msimerson/stun' {
  interface Message {
    readonly transactionId: Buffer;
    addXorAddress(address: string, port: number): void;
    toBuffer(): Buffer;
  }
  interface Response {
    readonly type: number;
    readonly transactionId: Buffer;
    getXorAddress(): { address: string; port: number } | undefined;
  }
  interface Server {
    on(
      event: 'bindingRequest',
      then: (request: Response, from: { address: string; port: number }) => void,
    ): void;
    on(event: 'error', then: (error: Error) => void): void;
    send(message: Message, port: number, address: string): void;
    close(): void;
  }
  const stun: {
    createServer(options: { type: 'udp4' | 'udp6'; socket: object }): Server;
    createMessage(type: number, transactionId?: Buffer): Message;
    decode(message: Buffer): Response;
    constants: {
      readonly STUN_BINDING_REQUEST: number;
      readonly STUN_BINDING_RESPONSE: number;
      readonly STUN_EVENT_BINDING_REQUEST: 'bindingRequest';
    };
  };
  export default stun;
}
