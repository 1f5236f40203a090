/** A help page before it is set. */
import type { PageName } from './book.js';
import type { Section } from './markdown.js';

export interface Page {
  name: PageName;
  title: string;
  /** One sentence, for lists of pages. */
  summary: string;
  sections: readonly Section[];
  html: string;
}

export interface HelpAssets {
  /** Addresses of the script and the style sheets of every help page. */
  script: string;
  styles: readonly string[];
}
