/** What travels: both wires, numbers, endings, limits and the version. Imports nothing. */
export * from './channel.js';
export * from './endings.js';
export * from './frames.js';
export { id, sealedTicket, secret } from './ids.js';
export * from './limits.js';
export * from './numbers.js';
export * from './pages.js';
export {
  Malformed,
  listOf,
  matching,
  nullable,
  object,
  oneOf,
  optional,
  text,
  whole,
  yesNo,
  type Check,
  type Checked,
  type Parsed,
} from './parse.js';
export * from './signaling.js';
export * from './version.js';
