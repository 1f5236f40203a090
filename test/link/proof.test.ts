import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHmac } from 'node:crypto';
import { type Bytes, toBase64url } from '../../src/link/bytes.js';
import { fingerprintOf } from '../../src/link/fingerprint.js';
import { type ProofSubject, makeProof, provenBy } from '../../src/link/proof.js';

const filled = (byte: number, length = 32): Bytes => new Uint8Array(length).fill(byte);
const KEY = toBase64url(filled(1));
const ABOUT: ProofSubject = {
  call: toBase64url(filled(2, 16)),
  leg: toBase64url(filled(3, 16)),
  nonceG: toBase64url(filled(4)),
  nonceH: toBase64url(filled(5)),
  fingerprintG: filled(6),
  fingerprintH: filled(7),
};

test('[C5] the MAC is over the parts, each after its length', async () => {
  const parts = ['misete.v1 leg', 'guest', ABOUT.call, ABOUT.leg, ABOUT.nonceG, ABOUT.nonceH]
    .map((part) => Buffer.from(part, 'ascii'))
    .concat(Buffer.from(ABOUT.fingerprintG), Buffer.from(ABOUT.fingerprintH));
  const hmac = createHmac('sha256', filled(1));
  for (const part of parts) hmac.update(Buffer.of(part.length)).update(part);
  assert.is(await makeProof(KEY, 'guest', ABOUT), hmac.digest('base64url'));
});

test('[C5] the test vector of docs/PROTOCOL.md', async () => {
  assert.is(await makeProof(KEY, 'guest', ABOUT), 'aOhA1FBmHR7Z0WM4VnLF_uMNbslHYsnnEy8l1siR_mI');
  assert.is(await makeProof(KEY, 'host', ABOUT), 'yC2OTgZfp95O7ecp0jsPAa46zKzxLNfjGrpgHHvhmFE');
});

test('[C5] every part counts: another role, call, leg, nonce, fingerprint or key is no proof', async () => {
  const mac = await makeProof(KEY, 'guest', ABOUT);
  assert.is(await provenBy([KEY], 'guest', ABOUT, mac), KEY);
  assert.is(await provenBy([KEY], 'host', ABOUT, mac), undefined);
  assert.is(await provenBy([toBase64url(filled(9))], 'guest', ABOUT, mac), undefined);
  assert.is(await provenBy([], 'guest', ABOUT, mac), undefined);
  const others: ProofSubject[] = [
    { ...ABOUT, call: ABOUT.leg },
    { ...ABOUT, leg: ABOUT.call },
    { ...ABOUT, nonceG: ABOUT.nonceH },
    { ...ABOUT, nonceH: ABOUT.nonceG },
    { ...ABOUT, fingerprintG: ABOUT.fingerprintH },
    { ...ABOUT, fingerprintH: ABOUT.fingerprintG },
  ];
  for (const about of others) assert.is(await provenBy([KEY], 'guest', about, mac), undefined);
});

test('[C5] of the keys of a call, the one that fits is found', async () => {
  const keys = [8, 9, 1, 10].map((byte) => toBase64url(filled(byte)));
  assert.is(await provenBy(keys, 'guest', ABOUT, await makeProof(KEY, 'guest', ABOUT)), KEY);
});

// ---- fingerprints -------------------------------------------------------------------------------

const hexOf = (byte: string) => Array.from({ length: 32 }, () => byte).join(':');
const A = `a=fingerprint:sha-256 ${hexOf('AA')}`;
const B = `a=fingerprint:sha-256 ${hexOf('BB')}`;
const M = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel';
const sdp = (...lines: string[]) => ['v=0', 's=-', ...lines, ''].join('\r\n');

test('[C5] the fingerprint stands at the m-line or above all of them, in any case', () => {
  assert.equal(fingerprintOf(sdp(M, A)), filled(0xaa));
  assert.equal(fingerprintOf(sdp(A, M)), filled(0xaa));
  assert.equal(fingerprintOf(sdp(A, M, A)), filled(0xaa));
  assert.equal(fingerprintOf(sdp(M, A, M, A)), filled(0xaa));
  assert.equal(fingerprintOf(sdp(M, A.toLowerCase().replace('sha', 'SHA'))), filled(0xaa));
  assert.equal(fingerprintOf(sdp(M, A).replaceAll('\r', '')), filled(0xaa));
});

test('[C5] a description with two fingerprints, none, or another hash has none', () => {
  assert.is(fingerprintOf(sdp(M, A, B)), undefined);
  assert.is(fingerprintOf(sdp(A, M, B)), undefined);
  assert.is(fingerprintOf(sdp(M, A, M, B)), undefined);
  assert.is(fingerprintOf(sdp(M, A, M)), undefined, 'an m-line without');
  assert.is(fingerprintOf(sdp(M)), undefined);
  assert.is(fingerprintOf(sdp(A)), undefined, 'no m-line that it could be for');
  assert.is(fingerprintOf(''), undefined);
  assert.is(fingerprintOf(sdp(M, A.replace('sha-256', 'sha-1'))), undefined);
  assert.is(fingerprintOf(sdp(M, A, 'a=fingerprint:sha-1 AA:AA')), undefined, 'sha-1 beside it');
  assert.is(fingerprintOf(sdp(M, A, 'a=fingerprint')), undefined, 'an unreadable one beside it');
  assert.is(fingerprintOf(sdp(M, A.slice(0, -3))), undefined, '31 bytes');
  assert.is(fingerprintOf(sdp(M, `${A}:AA`)), undefined, '33 bytes');
  assert.is(fingerprintOf(sdp(M, A.replace('AA', 'AG'))), undefined);
});

test.run();
