// Tiles: one figure each, large. A rated tile says its rating in words and a shape; the colour only repeats them.
import { element, keyed, write } from "./dom.js";

/** `panel.tiles`: [{key, name, value, symbol, tone, note, emphasis}]. */
export function drawTiles(list, panel, { mark }) {
  const items = keyed(list, panel.tiles.map((tile) => tile.key), make);
  panel.tiles.forEach((tile, place) => fill(items[place], tile, mark));
}

function make() {
  const value = element("p", { class: "tile-value" }, element("span", { class: "tile-symbol", "aria-hidden": "true" }), element("span"));
  return element("li", { class: "tile" }, element("p", { class: "tile-name" }), value, element("p", { class: "tile-note" }));
}

function fill(item, tile, mark) {
  const [name, value, note] = item.children;
  item.dataset.tone = tile.tone ?? "";
  item.classList.toggle("emphasis", Boolean(tile.emphasis));
  write(name, tile.name);
  write(value.children[0], tile.symbol ?? "");
  write(value.children[1], tile.value, mark);
  write(note, tile.note ?? "");
}
