// A screen in the browser: it holds the viewer's filters, asks for their slice, and shows it in place.
import { filtersOf, writeAddress } from "./address.js";
import { drawCharts } from "./chart.js";
import { heard, showClocks } from "./clocks.js";
import { morph } from "./morph.js";

const LOST = 3000; // milliseconds after which a question without an answer is asked again
const MOMENT = "filter-as_at"; // the field

/** Show the screen that `model` speaks for; `shown` is what the page came with, if it came with figures. */
export function start(model, shown = null) {
  const content = document.getElementById("content");
  let filters = filtersOf(location.search);
  let next = null; // the part of the page to go to with the next answer
  let asked = null; // when the question was sent that is still open
  let told = null; // the last pulse
  let turning = false; // its panels follow each other
  const besides = new WeakSet(); // links beside which there are forms

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
    const newer = isLater(answer, shown);
    const fresh = new DOMParser().parseFromString(answer.html, "text/html").body;
    const choices = content.querySelector("form.choices");
    if (choices && answer.kind !== "slice") fresh.prepend(choices.cloneNode(true)); // what is refused can be chosen otherwise
    const moved = [];
    morph(content, fresh, newer ? (target) => moved.push(target) : undefined);
    if (moved.length) markMoved(moved);
    shown = answer;
    settle(newer);
    asked = null;
    sayLive();
    if (next) goTo(next);
    next = null;
  }

  function settle(announce) {
    for (const select of content.querySelectorAll("form.choices select")) select.value = select.querySelector("[selected]")?.value ?? "";
    const moment = document.getElementById(MOMENT);
    if (moment && document.activeElement !== moment) moment.value = moment.getAttribute("value");
    if (shown.inspection) document.getElementById("inspection").textContent = shown.inspection;
    document.getElementById("screen").dataset.snapshot = shown.snapshot;
    showClocks(shown.as_at, announce);
    draw(false);
    bringTheRest();
  }

  function draw(all) {
    drawCharts(content, () => shown.figures, all);
  }

  /** What a screen may have beside its figures: forms to write into, and panels that follow each other. */
  function bringTheRest() {
    const link = content.querySelector("[data-capture]");
    if (link && !besides.has(link)) {
      besides.add(link);
      import("./capture.js").then(({ bring }) => bring(link)).catch(() => {}); // the link still leads to them
    }
    if (!turning && content.querySelector("[data-rotates]")) {
      turning = true;
      import("./rotation.js").then(({ rotate }) => rotate(document.getElementById("screen")), () => document.body.classList.add("all-at-once"));
    }
  }

  function hear(news) {
    if (news.kind === "pulse") {
      told = news;
      if (asked ? Date.now() - asked > LOST : behind()) ask();
      sayLive();
    } else if (asked && same(news.asked, filters)) {
      show(news);
    }
  }

  /** There are newer figures than those on the page. */
  function behind() {
    return !filters.as_at && told.snapshot !== (shown?.snapshot ?? "");
  }

  /** A page is live while it lacks nothing: a kernel that speaks is not enough where its figures do not come. */
  function sayLive() {
    if (told && !asked && !behind()) heard(told.overdue);
  }

  content.addEventListener("change", ({ target }) => {
    const form = target.closest("form.choices");
    if (form && target.id !== MOMENT) choose(chosenIn(form));
  });
  // A moment changes with every digit that is typed: it counts when its field is left, or with Enter.
  function typed({ target }) {
    if (target.id === MOMENT && target.value !== (filters.as_at ?? "")) choose(chosenIn(target.form));
  }
  content.addEventListener("focusout", typed);
  content.addEventListener("keydown", (event) => event.key === "Enter" && typed(event));
  content.addEventListener("submit", (event) => {
    if (!event.target.matches("form.choices")) return; // another's, such as what is typed in the meeting
    event.preventDefault();
    choose(chosenIn(event.target));
  });
  content.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filters]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab: the browser's own way
    event.preventDefault();
    choose(filtersOf(link.search), link.hash.slice(1));
  });
  document.addEventListener("looks", () => draw(true)); // plotly takes the colours of the page
  model.on("msg:custom", hear);
  if (shown) settle(false);
  else ask();
  return () => model.off("msg:custom", hear);
}

/** Whether `answer` is a later state of what is shown, so that what differs has moved: the same question, of no earlier moment. */
function isLater(answer, shown) {
  const slices = answer.kind === "slice" && shown?.kind === "slice";
  return slices && same(answer.asked, shown.asked) && !answer.asked.as_at && answer.snapshot > shown.snapshot;
}

function same(filters, others) {
  return JSON.stringify(Object.entries(filters).sort()) === JSON.stringify(Object.entries(others).sort());
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

function goTo(id) {
  const target = document.getElementById(id);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "start" });
}
