/** The TURN client of these tests, before a server that a busy machine has made slow. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allocate } from './support/turn.js';

/** Refuses the first request and allows the second, each twice, as if each had come twice. */
const slowServer = async () => {
  const socket = createSocket('udp4');
  let requests = 0;
  socket.on('message', (request, { port, address }) => {
    requests += 1;
    const answer = requests === 1 ? unauthorized(request) : head(0x0103, request, 0);
    for (let times = 0; times < 2; times += 1) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port, stop: () => socket.close() };
};

/** The header of a STUN message, with the transaction ID of the request (RFC 8489, section 5). */
const head = (type: number, request: Buffer, length: number): Buffer => {
  const header = Buffer.from(request.subarray(0, 20));
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(length, 2);
  return header;
};

const unauthorized = (request: Buffer): Buffer => {
  const error = Buffer.from([0, 0x09, 0, 4, 0, 0, 4, 1]);
  return Buffer.concat([head(0x0113, request, error.length), error]);
};

/*
 * A gate failed with «401» for good credentials, on a machine so busy that the challenge came
 * after the request for it had been sent again. It came twice, and the second was taken for the
 * answer to the credentials.
 */
test('an answer that comes twice is not taken for the answer to the next request', async () => {
  const server = await slowServer();
  const credentials = { username: 'guest', credential: 'secret' };
  try {
    assert.is(await allocate(server.port, credentials), 'allocated');
  } finally {
    server.stop();
  }
});

test.run();
