/** All that the guest's page needs of the link room, only to be measured. */
export { openGuestCall } from '../../src/link/index.js';
