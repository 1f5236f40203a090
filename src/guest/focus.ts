/**
 * Where the focus goes when what had it is gone: whoever works by keyboard or by ear would else be at
 * the top of the page, and would have to find us again.
 */

const isSeen = (element: Element): boolean => element.getClientRects().length > 0;

/** Whether nothing has it any more; what the page has given it to is not our business. */
export const isLost = ({ activeElement }: ShadowRoot): boolean =>
  activeElement === null ? document.activeElement === document.body : !isSeen(activeElement);

/** The first that is seen of `among`, or all of it: so it is read from its beginning. */
export const focusOn = (content: HTMLElement, among = 'h1,h2'): void => {
  const to = [...content.querySelectorAll<HTMLElement>(among)].find(isSeen) ?? content;
  if (to.tabIndex < 0) to.tabIndex = -1;
  to.focus({ preventScroll: true });
};
