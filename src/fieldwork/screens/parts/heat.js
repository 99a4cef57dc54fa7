// The heat map: a table whose cells are buttons, shaded by percentage on one sequential scale (five equal steps).
import { element, keyed, write } from "./dom.js";

/** `panel.heat`: {columns, rows: [{name, label, title, cells: [null | {rounded, yes, n, small}]}], choose: [row filter, column filter], leads_to: panel}. */
export function drawHeat(frame, panel, { mark, choose }) {
  const { columns, rows } = panel.heat;
  frame.setAttribute("aria-label", `${panel.title}: heat map`);
  if (!frame.firstElementChild) frame.append(build());
  const table = frame.firstElementChild;
  write(table.caption, panel.title);
  const heads = keyed(table.tHead.rows[0], ["", ...columns], (title) => element(title ? "th" : "td", { scope: title ? "col" : null }));
  columns.forEach((title, place) => write(heads[place + 1], title));
  const lines = keyed(table.tBodies[0], rows.map((row) => row.name), () => element("tr"));
  rows.forEach((row, place) => drawLine(lines[place], row, panel.heat, { mark, choose }));
}

function build() {
  const table = element("table", { class: "heat" });
  table.append(element("caption", { class: "visually-hidden" }), element("thead", {}, element("tr")), element("tbody"));
  return table;
}

function drawLine(line, row, heat, { mark, choose }) {
  const cells = keyed(line, ["", ...heat.columns], (unit) => (unit ? cell(row, unit, heat, choose) : element("th", { scope: "row" })));
  cells[0].title = row.title;
  write(cells[0], row.label);
  row.cells.forEach((value, place) => fill(cells[place + 1], value, `${row.label}, ${heat.columns[place]}`, mark));
}

function cell(row, unit, heat, choose) {
  const button = element("button", { type: "button" }, element("span", { class: "heat-share" }), element("span", { class: "heat-count" }));
  const [down, across] = heat.choose;
  button.addEventListener("click", () => choose({ [down]: row.name, [across]: unit }, heat.leads_to));
  return element("td", {}, button);
}

function fill(target, value, where, mark) {
  const button = target.firstElementChild;
  const [share, count] = button.children;
  const known = value && value.rounded !== null;
  target.dataset.step = known ? Math.min(4, Math.floor(value.rounded / 20)) : "none";
  write(share, known ? `${value.rounded}%` : "–", mark);
  write(count, value ? `${value.yes}/${value.n}${value.small ? "†" : ""}` : "no cases");
  button.setAttribute("aria-label", value ? `${where}: ${known ? `${value.rounded}%, ` : ""}${value.yes} of ${value.n}${value.small ? ", small number" : ""}. Show the cases.` : `${where}: no cases`);
}
