// A table of a panel's rows, changed cell by cell.
import { element, keyed, write } from "./dom.js";

/** `panel.table`: {columns: [{title, numeric}], rows: [{key, cells}]}; the first column names the row. */
export function drawTable(details, panel, { mark }) {
  const [summary, frame] = details.children;
  const table = frame.firstElementChild;
  if (panel.table.open && !details.dataset.seen) details.open = true;
  details.dataset.seen = "yes";
  write(summary, panel.table.title ?? "These figures as a table");
  if (!table.tHead) table.append(element("caption", { class: "visually-hidden" }), element("thead", {}, element("tr")), element("tbody"));
  write(table.caption, panel.title);
  frame.setAttribute("aria-label", `${panel.title}: table`);
  const { columns, rows } = panel.table;
  const heads = keyed(table.tHead.rows[0], columns.map((column) => column.title), () => element("th", { scope: "col" }));
  columns.forEach((column, place) => {
    write(heads[place], column.title);
    heads[place].classList.toggle("numeric", column.numeric);
  });
  const lines = keyed(table.tBodies[0], rows.map((row) => row.key), () => element("tr"));
  rows.forEach((row, place) => drawRow(lines[place], row, columns, mark));
}

function drawRow(line, row, columns, mark) {
  const cells = keyed(line, columns.map((column) => column.title), (title) =>
    title === columns[0].title ? element("th", { scope: "row" }) : element("td"),
  );
  columns.forEach((column, place) => {
    cells[place].classList.toggle("numeric", column.numeric);
    write(cells[place], row.cells[place], mark);
  });
}
