// The viewer's filters live in the address, so that a reload or a shared link shows the same view.

/** The filters of the address: {name: value}. */
export function readFilters() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Put the filters into the address; the page itself stays. */
export function writeFilters(filters) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}
