import type { Notifier, Permission } from './attention.js';

/** As far as the browser's `Notification` is used here. */
export interface NotificationMaker {
  readonly permission: 'default' | 'granted' | 'denied';
  requestPermission: () => Promise<'default' | 'granted' | 'denied'>;
  new (
    title: string,
    options: { body: string; icon: string },
  ): {
    onclick: ((event: Event) => unknown) | null;
    close: () => void;
  };
}

/** `maker`: the browser's, where it has any. */
export const browserNotifier = (maker: NotificationMaker | undefined): Notifier => ({
  permission: (): Permission => maker?.permission ?? 'missing',
  ask: async () => (await maker?.requestPermission()) ?? 'missing',
  show: ({ title, body }, onclick) => {
    if (maker === undefined) return () => {};
    try {
      const shown = new maker(title, { body, icon: '/icon.svg' });
      shown.onclick = () => {
        onclick();
      };
      return () => {
        shown.close();
      };
    } catch {
      // Chrome on Android has the constructor and refuses to run it.
      return () => {};
    }
  },
});
