/** Tells the console's tabs from each other which calls are on show, by Web Locks. */

const PREFIX = 'misete.shown.';

/** Says that this tab shows the call, until the function that is returned is called. */
export const showCall = (locks: LockManager, call: string): (() => void) => {
  let done = () => {};
  const shown = new Promise<void>((resolve) => {
    done = resolve;
  });
  void locks.request(PREFIX + call, { mode: 'shared' }, () => shown);
  return done;
};

/** The calls that some tab shows at this moment. */
export const shownCalls = async (locks: LockManager): Promise<ReadonlySet<string>> => {
  const { held = [] } = await locks.query();
  const names = held.map(({ name }) => name ?? '').filter((name) => name.startsWith(PREFIX));
  return new Set(names.map((name) => name.slice(PREFIX.length)));
};
