// Three clocks: data as at, last refreshed, connection. And the bar that says when the page is not live.
const SILENT = 6000; // milliseconds without a word from the kernel, or without the figures it told of: not live
const PATIENCE = 15000; // a page that has just been opened may wait this long for its first word

const two = (number) => String(number).padStart(2, "0");
const hours = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;

// The watch starts with the page, before anything else: a page whose kernel never speaks must say so too.
const opened = Date.now();
let last = null;
let live = null;
let why = ""; // the server's own words
document.body.dataset.watched = ""; // else the style says that nobody watches

/** Write what an answer with figures says about time; `announce` it to those who listen instead of looking. */
export function showClocks(asAt, announce) {
  if (!asAt) return;
  const now = new Date();
  document.getElementById("as-at").textContent = asAt;
  document.getElementById("refreshed").textContent = `${hours(now)}:${two(now.getSeconds())}`;
  if (announce) document.getElementById("status").textContent = `Figures as at ${asAt}.`;
}

/** To be called at every word from the kernel while the page lacks nothing; `overdue` says that no newer figures came for too long. */
export function heard(overdue) {
  last = Date.now();
  why = "";
  setLive(true);
  const notice = document.getElementById("overdue");
  if (notice.textContent !== overdue) notice.textContent = overdue;
  notice.hidden = !overdue;
}

/** The server has closed the line with these words, or with none: the page says them while it is not live. */
export function refused(words) {
  why = words;
  if (words) setLive(false);
}

function setLive(now) {
  const bar = document.getElementById("not-live");
  const since = hours(new Date(last ?? opened));
  const words = `Not live since ${since}. ${why || "The figures below may be old; this page comes back by itself."}`;
  bar.hidden = now;
  if (!now && bar.textContent !== words) bar.textContent = words; // it is read out
  if (live === now) return;
  live = now;
  const clock = document.getElementById("connection");
  clock.textContent = live ? "● Live" : "✕ Not live";
  clock.dataset.state = live ? "live" : "lost";
  document.body.classList.toggle("stale", !live);
}

setInterval(() => {
  if (Date.now() - (last ?? opened) > (last ? SILENT : PATIENCE)) setLive(false);
}, 500);
