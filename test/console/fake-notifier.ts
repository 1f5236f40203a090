import type { Notice, Notifier, Permission } from '../../src/console/attention.js';

/** Notifications that the test can look at and click. */
export const fakeNotifier = (permission: Permission = 'granted') => {
  const shown: (Notice & { click: () => void })[] = [];
  const notifier: Notifier = {
    permission: () => permission,
    ask: () => Promise.resolve(permission),
    show: (notice, click) => {
      const one = { ...notice, click };
      shown.push(one);
      return () => {
        if (shown.includes(one)) shown.splice(shown.indexOf(one), 1);
      };
    },
  };
  return { notifier, shown };
};

/** A tab that the test puts in front or away. */
export const fakeTab = () => {
  const watchers = new Set<() => void>();
  let front = true;
  return {
    visible: () => front,
    watch: (then: () => void) => void watchers.add(then),
    put: (visible: boolean) => {
      front = visible;
      for (const then of watchers) then();
    },
  };
};
