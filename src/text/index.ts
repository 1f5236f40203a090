/** All words that people read. The other rooms take the part that they need, file by file. */
export * from './language.js';
export { checkTexts, type CheckTexts } from './check.js';
export { CODES, type Code } from './codes.js';
export { consoleTexts } from './console.js';
export { connectTexts } from './connect.js';
export { helpTexts, type HelpTexts } from './help.js';
export { guestTexts, type GuestTexts } from './guest.js';
export { lanTexts } from './lan.js';
export { loaderTexts } from './loader.js';
export { wayOutTexts } from './ways-out.js';
export { sharedTexts, type SharedTexts } from './shared.js';
