interface Closes {
  close: () => Promise<unknown>;
}

/** Passes on what was opened, to be closed at the end. */
export type Keep = <T extends Closes>(opened: T) => T;

/** Does `work`, then closes what it kept, the last first, whether it succeeded or not. */
export const closing = async (work: (keep: Keep) => Promise<void>): Promise<void> => {
  const kept: Closes[] = [];
  const keep: Keep = (opened) => {
    kept.push(opened);
    return opened;
  };
  try {
    await work(keep);
  } finally {
    for (const each of kept.reverse()) await each.close();
  }
};
