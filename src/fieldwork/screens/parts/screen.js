// A screen in the browser: it holds the viewer's filters, asks the kernel for their slice, and shows the answer.
import { readFilters, writeFilters } from "./address.js";
import { drawChoices } from "./choices.js";
import { heard, showClocks } from "./clocks.js";
import { element } from "./dom.js";
import { Panels } from "./panels.js";

/** Show the screen whose kernel `model` speaks for; returns what ends it. */
export function start(model) {
  const main = document.getElementById("screen");
  const message = element("p", { class: "message", id: "message", hidden: true });
  const form = element("form", { class: "choices", "aria-label": "Filters" });
  const grid = element("div", { class: "panels" });
  document.getElementById("opening")?.remove();
  document.getElementById("rendered_cells").hidden = true;
  main.append(form, message, grid);

  const panels = new Panels(grid, choose);
  let filters = readFilters(); // those that differ from their defaults
  let defaults = {};
  let shown = null; // the snapshot on the page
  let next = null; // the panel to go to with the next answer

  function ask() {
    model.send({ ask: filters });
  }

  /** Change filters; `panel` is where the viewer wants to look next. */
  function choose(changes, panel = null) {
    const all = Object.entries({ ...filters, ...changes });
    filters = Object.fromEntries(all.filter(([name, value]) => value !== defaults[name]));
    next = panel;
    writeFilters(filters);
    ask();
  }

  function say(text) {
    message.textContent = text;
    message.hidden = !text;
  }

  function show(answer) {
    const newer = shown !== null && answer.snapshot !== shown;
    shown = answer.snapshot;
    say("");
    defaults = Object.fromEntries(answer.choices.map((choice) => [choice.name, choice.options[0]?.value]));
    document.getElementById("inspection").textContent = answer.inspection;
    drawChoices(form, answer.choices, choose);
    panels.show(answer.panels, newer);
    showClocks(answer);
    main.dataset.snapshot = answer.snapshot;
    if (next) panels.goTo(next);
    next = null;
  }

  function refuse(answer) {
    shown = null; // ask again when the next snapshot comes
    if (answer.kind === "refused" && Object.keys(filters).length) {
      filters = {};
      writeFilters(filters);
      ask();
      document.getElementById("status").textContent = answer.why;
    } else {
      say(answer.why);
    }
  }

  function hear(content) {
    const mine = content.kind === "pulse" || JSON.stringify(content.asked) === JSON.stringify(filters);
    if (content.kind === "pulse") {
      heard();
      if (content.snapshot && content.snapshot !== shown) ask();
    } else if (mine) {
      content.kind === "slice" ? show(content) : refuse(content);
    }
  }

  model.on("msg:custom", hear);
  ask();
  return () => model.off("msg:custom", hear);
}
