import { fileURLToPath } from 'node:url';

/**
 * Whole pages that nobody here wrote: they come from npm packages and get nothing but the script
 * tag. What they want from elsewhere (fonts, a CDN) fails, as it does on a bad network.
 */
export interface PackagePage {
  /** Path on the test site. */
  path: string;
  title: string;
}

const folderOf = (file: string): string => fileURLToPath(new URL('.', file));

/** Folders by the path under which the site serves them. */
export const PACKAGE_FOLDERS: Readonly<Record<string, string>> = {
  '/sb-admin-2/': folderOf(import.meta.resolve('startbootstrap-sb-admin-2/index.html')),
  '/agency/': folderOf(import.meta.resolve('startbootstrap-agency/dist/index.html')),
  '/swagger-ui/': folderOf(import.meta.resolve('swagger-ui-dist/index.html')),
};

export const PACKAGE_PAGES: readonly PackagePage[] = [
  { path: '/sb-admin-2/index.html', title: 'SB Admin 2 - Dashboard' },
  { path: '/sb-admin-2/register.html', title: 'SB Admin 2 - Register' },
  { path: '/sb-admin-2/tables.html', title: 'SB Admin 2 - Tables' },
  { path: '/sb-admin-2/cards.html', title: 'SB Admin 2 - Cards' },
  { path: '/agency/index.html', title: 'Agency - Start Bootstrap Theme' },
  { path: '/swagger-ui/index.html', title: 'Swagger UI' },
];
