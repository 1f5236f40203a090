/** The dot on the tab's icon while captures wait. */
const ICON = '/icon.svg';
const ICON_WITH_DOT = '/icon-waiting.svg';

export const showOnIcon = (page: Document, waiting: boolean): void => {
  const link = page.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (link !== null) link.href = waiting ? ICON_WITH_DOT : ICON;
};
