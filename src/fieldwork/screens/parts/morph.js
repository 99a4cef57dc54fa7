// Make what is on the page equal to newer HTML, changing only what differs: focus, scroll and open parts stay.
// What a viewer has opened or turned to, and what plotly has drawn, stays.
const PAGES_OWN = new Set(["open", "data-drawn", "data-shown", "data-rotating"]);

/** Change the children of `old` into those of `fresh`; `moved` is called with each element with data-moves whose text
 * changed, and with the first in each keyed one that is new. Children with the same data-key are the same thing, the
 * first the first where several have it; those with data-own are the page's and stay. */
export function morph(old, fresh, moved = () => {}) {
  const wanted = new Set([...fresh.children].map((child) => child.dataset.key));
  for (const child of [...old.children]) if (child.dataset.key && !wanted.has(child.dataset.key)) child.remove();
  const kept = new Map([...wanted].map((key) => [key, []]));
  for (const child of old.children) kept.get(child.dataset.key)?.push(child);
  let place = ours(old.firstChild);
  for (const child of [...fresh.childNodes]) {
    const match = child.dataset?.key ? kept.get(child.dataset.key).shift() : place?.dataset?.key ? null : place;
    if (match?.nodeName === child.nodeName) {
      if (match !== place) old.insertBefore(match, place);
      change(match, child, moved);
      place = ours(match.nextSibling);
    } else {
      old.insertBefore(child, place);
      const figure = child.dataset?.key && child.querySelector("[data-moves]");
      if (figure) moved(figure);
    }
  }
  while (place) {
    const next = ours(place.nextSibling);
    place.remove();
    place = next;
  }
}

function ours(node) {
  return node?.dataset && "own" in node.dataset ? ours(node.nextSibling) : node;
}

function change(old, fresh, moved) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType === Node.ELEMENT_NODE) {
    changeAttributes(old, fresh);
    morph(old, fresh, moved);
  } else {
    old.nodeValue = fresh.nodeValue;
    if (old.parentElement.hasAttribute("data-moves")) moved(old.parentElement);
  }
}

function changeAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !PAGES_OWN.has(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !PAGES_OWN.has(name)) old.setAttribute(name, value);
  }
}
