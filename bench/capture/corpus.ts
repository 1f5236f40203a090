/** The pages: whole ones that nobody here wrote, and made ones for what those do not have. */

import { MADE_NAMES } from './made/index.js';

export interface CorpusPage {
  name: string;
  path: string;
  /** Engines that need seconds are measured here, and nowhere else. */
  withSlow: boolean;
}

const WITH_SLOW: readonly string[] = [
  'weui-form',
  'sb-admin-2',
  'adminlte-chat',
  'creative',
  'bars',
];

/** Packages' pages: path in node_modules. */
const WHOLE: readonly (readonly [name: string, path: string])[] = [
  ['adminlte-dash', 'admin-lte/dist/index.html'],
  ['adminlte-chat', 'admin-lte/dist/pages/chat.html'],
  ['adminlte-forms', 'admin-lte/dist/forms/elements.html'],
  ['gentelella-dash', 'gentelella/dist/production/index.html'],
  ['gentelella-shop', 'gentelella/dist/production/e_commerce.html'],
  ['gentelella-kanban', 'gentelella/dist/production/kanban.html'],
  ['sb-admin-2', 'startbootstrap-sb-admin-2/index.html'],
  ['sb-tables', 'startbootstrap-sb-admin-2/tables.html'],
  ['agency', 'startbootstrap-agency/dist/index.html'],
  ['creative', 'startbootstrap-creative/dist/index.html'],
  ['material-dash', 'material-dashboard/pages/dashboard.html'],
  ['material-rtl', 'material-dashboard/pages/rtl.html'],
  ['weui-form', 'weui/dist/example/index.html#form_page'],
  ['weui-article', 'weui/dist/example/index.html#article'],
  ['rapidoc', 'rapidoc/index.html'],
  ['swagger-ui', 'swagger-ui-dist/index.html'],
];

export const CORPUS: readonly CorpusPage[] = [
  ...WHOLE.map(([name, path]) => ({ name, path: `/${path}` })),
  ...MADE_NAMES.map((name) => ({ name, path: `/bench/made/${name}.html` })),
].map((page) => ({ ...page, withSlow: WITH_SLOW.includes(page.name) }));
