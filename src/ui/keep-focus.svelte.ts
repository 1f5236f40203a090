/** Where the focus goes when one screen of a page gives way to another. */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Attached to what holds the screens; `screen` names the one that is shown, if one is yet. What had
 * the focus may go with its screen: whoever works by keyboard or by ear would then be at the top of
 * the page. The first thing found of `places` has it instead, by selectors. Whoever has the focus
 * elsewhere keeps it.
 *
 * @param places where to look on the new screen; told the name of the one before it
 */
export const keepFocus =
  (
    screen: () => string | undefined,
    places: (was: string) => readonly string[] = () => ['h1'],
  ): Attachment<HTMLElement> =>
  (element) => {
    let shown: string | undefined;
    $effect(() => {
      const [was, is] = [shown, screen()];
      shown = is;
      if (was === undefined || was === is) return;
      void tick().then(() => {
        if (document.activeElement !== document.body) return;
        const [place] = places(was).flatMap((what) => [
          ...element.querySelectorAll<HTMLElement>(what),
        ]);
        if (place === undefined) return;
        if (place.tabIndex < 0) place.tabIndex = -1;
        place.focus({ preventScroll: true });
      });
    });
  };
