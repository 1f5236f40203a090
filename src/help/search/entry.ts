/** One section as the search knows it; the build writes them, the page reads them. */
export interface Entry {
  /** Its address, with the anchor. */
  at: string;
  heading: string;
  /** The page that it stands on, where that says more than the heading. */
  page: string;
  /** Codes and everyday words by which it is found, too. */
  also: string;
  text: string;
}
