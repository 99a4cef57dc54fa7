// The page of a kernel of its own (Voilà's ordinary way). Voilà's scripts do not find a lost kernel again: the page
// loads itself anew when the server answers.
import "./clocks.js";

const AGAIN = 15000; // a page that has just been loaded waits this long before it does so again
const { base } = document.body.dataset;
const opened = Date.now();

setInterval(async () => {
  if (!document.body.classList.contains("stale") || Date.now() - opened < AGAIN) return;
  const answer = await fetch(`${base}fieldwork/alive`, { cache: "no-store", redirect: "manual" }).catch(() => null);
  // Signed out meanwhile: the proxy leads to its sign-in page and back.
  if (answer?.status < 500 && document.body.classList.contains("stale")) location.reload();
}, 1000);
