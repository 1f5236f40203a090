import { matching } from './parse.js';

/**
 * A random 128-bit id (of a call, a leg or a capture) in base64url without padding: 22 characters.
 * It identifies; it never grants anything by itself, but for what PROTOCOL.md says.
 */
export const id = matching(/^[A-Za-z0-9_-]{21}[AQgw]$/, 'a 128-bit id in base64url');

/** 256 bits (a nonce, a token, a hash, a MAC) in base64url without padding: 43 characters. */
export const secret = matching(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, '256 bits in base64url');

/** What a host holds of its call for a service that was restarted (C6); the service alone reads it. */
export const sealedTicket = matching(/^[A-Za-z0-9_-]{1,4096}\.[A-Za-z0-9_-]{43}$/, 'a ticket');
