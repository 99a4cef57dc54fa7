// The panels of a screen: each a heading, one sentence, then tiles, chart, heat map and table, whichever it has.
import { drawChart } from "./chart.js";
import { element, keyed, markMoved, write } from "./dom.js";
import { drawHeat } from "./heat.js";
import { drawTable } from "./table.js";
import { drawTiles } from "./tiles.js";

const PARTS = {
  tiles: { make: () => element("ul", { class: "tiles" }), draw: drawTiles },
  figure: { make: () => element("div", { class: "chart", role: "img" }), draw: drawChart },
  heat: { make: () => element("div", { class: "heat-frame", tabindex: "0", role: "region" }), draw: drawHeat },
  notes: { make: () => element("ul", { class: "notes" }), draw: drawNotes },
  table: { make: makeTable, draw: drawTable },
};

export class Panels {
  /** `choose` is called with the filters that a click inside a panel changes. */
  constructor(grid, choose) {
    this.grid = grid;
    this.choose = choose;
  }

  /** Show the panels, changing only what differs; with `mark`, what moved is marked. */
  show(panels, mark) {
    const sections = keyed(this.grid, panels.map((panel) => panel.id), (id) => this.section(id));
    panels.forEach((panel, place) => this.fill(sections[place], panel, mark));
  }

  /** Bring a panel into view, and the keyboard with it. */
  goTo(id) {
    const heading = document.getElementById(`${id}-title`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }

  section(id) {
    const heading = element("h2", { id: `${id}-title`, tabindex: "-1" });
    const sentence = element("p", { class: "sentence" });
    return element("section", { class: "panel", "aria-labelledby": `${id}-title` }, heading, sentence, element("div", { class: "parts" }));
  }

  fill(section, panel, mark) {
    const [heading, sentence, parts] = section.children;
    const content = JSON.stringify(panel);
    if (section.content === content) return;
    section.content = content;
    section.dataset.size = panel.size ?? "full";
    section.classList.toggle("failed", Boolean(panel.failed));
    write(heading, panel.title);
    write(sentence, panel.failed ?? panel.sentence ?? "", false);
    const names = Object.keys(PARTS).filter((name) => panel[name]);
    const made = keyed(parts, names, (name) => PARTS[name].make());
    names.forEach((name, place) => PARTS[name].draw(made[place], panel, { mark, choose: this.choose }));
    if (mark) markMoved(heading);
  }
}

function drawNotes(list, panel) {
  const items = keyed(list, panel.notes.map((_, place) => String(place)), () => element("li"));
  items.forEach((item, place) => write(item, panel.notes[place]));
}

function makeTable() {
  const frame = element("div", { class: "table-frame", tabindex: "0", role: "region" }, element("table"));
  return element("details", {}, element("summary", {}, "These figures as a table"), frame);
}
