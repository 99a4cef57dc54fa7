// How the page looks on this viewer's screen: text size, colours, full screen, and whether single keys do anything.
// All but full screen live in the address.
import { filtersOf, looks, writeAddress } from "./address.js";

const form = document.getElementById("looks");
const fullScreen = document.getElementById("full-screen");

function show() {
  const chosen = looks();
  for (const [name, value] of Object.entries(chosen)) {
    form.elements[name].value = value;
    if (value) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
  }
  for (const link of document.querySelectorAll(".top-pages a")) {
    link.search = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value)).toString();
  }
}

function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

form.addEventListener("change", () => {
  writeAddress(filtersOf(location.search), Object.fromEntries(new FormData(form)));
  show();
  document.dispatchEvent(new Event("looks"));
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("looks")));
fullScreen.addEventListener("click", toggleFullScreen);
document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return;
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key.toLowerCase() === "f" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) toggleFullScreen();
});
document.getElementById("print").addEventListener("click", () => print());
fullScreen.hidden = !document.fullscreenEnabled;
delete document.getElementById("display").dataset.waiting; // without scripts it would do nothing
show();
