/** Where the focus goes when one screen of a page gives way to another. */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Attached to what holds the screens; `screen` names the one that is shown, if one is yet. What had the focus may
 * go with its screen: whoever works by keyboard or by ear would then be at the top of the page. The
 * heading of the screen that came has it instead. Whoever has the focus elsewhere keeps it.
 */
export const keepFocus =
  (screen: () => string | undefined): Attachment<HTMLElement> =>
  (element) => {
    let shown: string | undefined;
    $effect(() => {
      const [was, is] = [shown, screen()];
      shown = is;
      if (was === undefined || was === is) return;
      void tick().then(() => {
        if (document.activeElement !== document.body) return;
        const heading = element.querySelector<HTMLElement>('h1');
        if (heading === null) return;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      });
    });
  };
