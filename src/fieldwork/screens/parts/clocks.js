// Three clocks: data as at, last refreshed, connection. And the bar that says when the page is not live.
const SILENT = 5000; // milliseconds without a word from the kernel: not live
const PATIENCE = 30000; // a page that has just been opened may wait this long for a kernel that is starting
const AGAIN = 15000; // a page that has come back reloads again only after this long

const two = (number) => String(number).padStart(2, "0");
const hours = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
const seconds = (date) => `${hours(date)}:${two(date.getSeconds())}`;

/** Write what the answer says about time. `as_at` is the inspection's own wall clock. */
export function showClocks(answer) {
  document.getElementById("as-at").textContent = answer.as_at ? inWords(answer.as_at) : "no file yet";
  document.getElementById("refreshed").textContent = seconds(new Date());
  document.getElementById("status").textContent = `Figures as at ${inWords(answer.as_at)}.`;
}

function inWords(stamp) {
  if (!stamp) return "–";
  const date = new Date(stamp);
  const day = date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" });
  return `${day}, ${hours(date)}`;
}

// The watch starts with the page, before anything else: a page whose kernel never speaks must say so too.
const opened = Date.now();
let last = null;
let asking = false;

/** To be called at every word from the kernel. */
export function heard() {
  last = Date.now();
  setLive(true);
}

async function look() {
  const quiet = Date.now() - (last ?? opened);
  if (quiet <= (last ? SILENT : PATIENCE)) return;
  setLive(false);
  if (asking || Date.now() - opened < AGAIN) return;
  asking = true;
  try {
    const answer = await fetch(`${document.body.dataset.base}fieldwork/alive`, { cache: "no-store" });
    if (answer.ok && Date.now() - (last ?? opened) > SILENT) location.reload();
  } catch {
    // the server does not answer yet: look again in a second
  } finally {
    asking = false;
  }
}

function setLive(live) {
  const bar = document.getElementById("not-live");
  const clock = document.getElementById("connection");
  const state = live ? "live" : "lost";
  if (clock.dataset.state === state) return;
  clock.dataset.state = state;
  clock.textContent = live ? "● Live" : "✕ Not live";
  document.body.classList.toggle("stale", !live);
  bar.hidden = live;
  const since = hours(new Date(last ?? opened));
  bar.textContent = live ? "" : `Not live since ${since}. The figures below may be old; this page comes back by itself.`;
}

setInterval(look, 1000);
