// A screen in the browser: it holds the viewer's filters, asks for their slice, and shows it in place.
import { filtersOf, writeAddress } from "./address.js";
import { drawChart } from "./chart.js";
import { heard, showClocks } from "./clocks.js";
import { morph } from "./morph.js";

const LOST = 3000; // milliseconds after which a question without an answer is asked again

/** Show the screen that `model` speaks for; `shown` is what the page came with, if it came with figures. */
export function start(model, shown = null) {
  const content = document.getElementById("content");
  let filters = filtersOf(location.search);
  let next = null; // the part of the page to go to with the next answer
  let asked = null; // when the question was sent that is still open
  let told = null; // the last pulse

  function ask() {
    asked = Date.now();
    model.send({ ask: filters });
  }

  /** Change the filters of the address; `part` is where the viewer wants to look next. */
  function choose(changed, part = null) {
    filters = changed;
    next = part;
    writeAddress(filters);
    ask();
  }

  function show(answer) {
    const newer = Boolean(shown?.snapshot) && answer.snapshot !== shown.snapshot;
    const fresh = new DOMParser().parseFromString(answer.html, "text/html").body;
    const moved = [];
    morph(content, fresh, newer ? (target) => moved.push(target) : undefined);
    if (moved.length) markMoved(moved);
    shown = answer;
    settle(newer);
    asked = null;
    confirm();
    if (next) goTo(next);
    next = null;
  }

  function settle(announce) {
    for (const select of content.querySelectorAll("form.choices select")) select.value = select.querySelector("[selected]")?.value ?? "";
    const moment = content.querySelector("#filter-as_at");
    if (moment && document.activeElement !== moment) moment.value = moment.getAttribute("value");
    document.getElementById("inspection").textContent = shown.inspection;
    document.getElementById("screen").dataset.snapshot = shown.snapshot;
    showClocks(shown.as_at, announce);
    drawCharts(false);
  }

  /** Draw the charts whose figure has changed; `all`: the others too. Each is seen before the next is drawn. */
  async function drawCharts(all) {
    for (const chart of content.querySelectorAll(".chart")) {
      const figure = shown.figures[chart.dataset.figure];
      const described = JSON.stringify(figure);
      if (!all && chart.described === described) continue;
      chart.described = described;
      const drawn = "drawn" in chart.dataset; // else its drawing stands there meanwhile
      await drawChart(chart, figure);
      if (drawn) await painted();
    }
  }

  function hear(news) {
    if (news.kind === "pulse") {
      told = news;
      if (asked ? Date.now() - asked > LOST : behind()) ask();
      confirm();
    } else if (asked && JSON.stringify(news.asked) === JSON.stringify(filters)) {
      show(news);
    }
  }

  /** There are newer figures than those on the page. */
  function behind() {
    return !filters.as_at && told.snapshot !== (shown?.snapshot ?? "");
  }

  /** A page is live while it lacks nothing: a kernel that speaks is not enough where its figures do not come. */
  function confirm() {
    if (told && !asked && !behind()) heard(told.overdue);
  }

  content.addEventListener("change", (event) => {
    const form = event.target.closest("form.choices");
    if (form) choose(chosenIn(form));
  });
  content.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(chosenIn(event.target));
  });
  content.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filters]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab: the browser's own way
    event.preventDefault();
    choose(filtersOf(link.search), link.hash.slice(1));
  });
  document.addEventListener("looks", () => drawCharts(true)); // plotly takes the colours of the page
  model.on("msg:custom", hear);
  if (shown) settle(false);
  else ask();
  const capture = content.querySelector("[data-capture]");
  if (capture) import("./capture.js").then(({ bring }) => bring(capture));
  if (document.querySelector("[data-rotates]")) {
    import("./rotation.js").then(({ rotate }) => rotate(document.getElementById("screen")), () => document.body.classList.add("all-at-once"));
  }
  return () => model.off("msg:custom", hear);
}

/** The filters of the form that differ from their defaults, which stand first. */
function chosenIn(form) {
  const differs = (field) => field.value && field.value !== field.options?.[0]?.value;
  return Object.fromEntries([...form.elements].filter((field) => field.name && differs(field)).map((field) => [field.name, field.value]));
}

/** A small mark beside what moved with the newest snapshot, and beside the headings of its panels. */
function markMoved(targets) {
  const marked = new Set(targets.flatMap((target) => [target, target.closest(".panel")?.querySelector("h2") ?? target]));
  for (const one of marked) one.classList.remove("moved");
  void document.body.offsetWidth; // once for all of them: starts the marks' animations again
  for (const one of marked) one.classList.add("moved");
}

function painted() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

function goTo(id) {
  const target = document.getElementById(id);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "start" });
}
