// Making and changing elements. Text only ever enters as text: nothing on a page is parsed as HTML.

/** A new element. `attributes`: true sets one without a value, false and null leave it out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Change an element's text where it differs; `mark` shows for a while that it moved. */
export function write(target, text, mark = false) {
  if (target.textContent === text) return;
  target.textContent = text;
  if (mark) markMoved(target);
}

/** A small mark beside what moved with the newest snapshot. */
export function markMoved(target) {
  target.classList.remove("moved");
  void target.offsetWidth; // starts the mark's animation again
  target.classList.add("moved");
}

/** Give `parent` one child a key, in order: kept ones stay where they are, others are made or removed. */
export function keyed(parent, keys, make) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = keys.map((key) => {
    const child = old.get(key) ?? make(key);
    child.dataset.key = key;
    return child;
  });
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
  return wanted;
}
