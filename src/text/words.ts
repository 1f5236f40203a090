import type { GuestTexts } from './guest.ja.js';
import type { SharedTexts } from './shared.ja.js';

/** All that the guest's part on a target page says, in one language. */
export interface Words {
  texts: GuestTexts;
  shared: SharedTexts;
}
