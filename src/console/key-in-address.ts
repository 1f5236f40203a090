/** The sign-in link `/console#key=…`: only the first start's terminal shows it. */

/** The key in the address, which leaves the address and the tab's history at once. */
export const takeKey = (place: Location, past: History): string | undefined => {
  const key = new URLSearchParams(place.hash.slice(1)).get('key');
  if (key === null) return undefined;
  past.replaceState(past.state, '', place.pathname + place.search);
  return key === '' ? undefined : key;
};
