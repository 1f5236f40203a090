/** A picture of what stays as it is. */

/** Tries until two screenshots in a row are the same. */
const TRIES = 12;
const BETWEEN_MS = 250;

const pause = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** @param freeze stops what still moves after a while, since that would go on for ever */
export const steady = async (
  screenshot: () => Promise<Buffer>,
  freeze: () => Promise<unknown>,
): Promise<Buffer> => {
  let before = await screenshot();
  for (let time = 1; time <= TRIES; time += 1) {
    await pause(BETWEEN_MS);
    const after = await screenshot();
    if (after.equals(before)) break;
    before = after;
    if (time === TRIES / 2) await freeze();
  }
  return before;
};
