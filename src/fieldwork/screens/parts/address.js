// What belongs to one viewer lives in the address, so that a reload or a shared link shows the same view.
const LOOKS = ["theme", "text", "keys"]; // how the page looks and whether it has keys of its own; everything else in the address is a filter

/** The filters of an address such as location.search: {name: value}, empty ones left out. */
export function filtersOf(search) {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([name, value]) => value && !LOOKS.includes(name)));
}

/** The looks of the address: {theme, text, keys}. */
export function looks() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(LOOKS.map((name) => [name, query.get(name) ?? ""]));
}

/** Put filters or looks into the address and leave the others as they are; the page itself stays. */
export function writeAddress(filters, chosenLooks = looks()) {
  const parts = Object.entries({ ...filters, ...chosenLooks }).filter(([, value]) => value);
  const query = new URLSearchParams(parts).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}
