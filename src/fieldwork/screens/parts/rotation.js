// Pages of a shared screen that follow each other by themselves, until somebody touches anything.
const EACH = 20_000; // milliseconds
const TYPING = "input, textarea, select, button, summary, a, [contenteditable]";

/** Show one panel of `main` at a time. Its id stands in the address behind #, so that a link leads to it. */
export function rotate(main) {
  const panels = () => [...main.querySelectorAll("[data-rotates] > .panel")];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let timer = null;

  function show(panel) {
    panel.parentElement.dataset.rotating = "";
    for (const one of panels()) one.toggleAttribute("data-shown", one === panel);
    const number = panels().indexOf(panel) + 1;
    place.textContent = `${number} of ${panels().length}`;
  }

  function shown() {
    return panels().find((panel) => panel.hasAttribute("data-shown")) ?? panels()[0];
  }

  function go(step) {
    const all = panels();
    if (!all.length) return;
    const next = all[(all.indexOf(shown()) + step + all.length) % all.length];
    history.replaceState(null, "", `${location.search}#${next.dataset.key}`);
    show(next);
  }

  function run(on) {
    clearInterval(timer);
    timer = on ? setInterval(() => go(1), EACH) : null;
    play.textContent = on ? "Stop" : "Rotate";
    play.title = on ? "Stop at this page (space)" : "Go on by itself (space)";
  }

  function turn(step) {
    run(false);
    go(step);
    shown()?.querySelector("h2")?.focus({ preventScroll: true });
  }

  const bar = main.appendChild(document.createElement("nav"));
  bar.className = "rotation";
  bar.setAttribute("aria-label", "Pages of this screen");
  const back = button(bar, "←", "The page before (←)", () => turn(-1));
  const play = button(bar, "", "", () => run(!timer));
  const forth = button(bar, "→", "The next page (→)", () => turn(1));
  const place = bar.appendChild(document.createElement("span"));

  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys === "off") return;
    if (event.target.closest(TYPING) || event.ctrlKey || event.metaKey || event.altKey) return run(false);
    if (event.key === "ArrowLeft") back.click();
    else if (event.key === "ArrowRight") forth.click();
    else if (event.key === " ") play.click();
    else return;
    event.preventDefault();
  });
  for (const touch of ["pointerdown", "wheel"]) main.addEventListener(touch, (event) => bar.contains(event.target) || run(false), { passive: true });
  addEventListener("hashchange", () => showNamed());
  // A newer snapshot may have brought the panels: they come as they were sent, and the one that is looked at stays.
  new MutationObserver(() => panels().length && !panels().some((one) => one.hasAttribute("data-shown")) && showNamed()).observe(main, { childList: true, subtree: true });

  function showNamed() {
    const named = panels().find((panel) => panel.dataset.key === location.hash.slice(1));
    if (named ?? panels()[0]) show(named ?? panels()[0]);
  }

  showNamed();
  run(!still && !location.hash);
}

function button(bar, text, title, act) {
  const made = bar.appendChild(document.createElement("button"));
  made.type = "button";
  made.textContent = text;
  made.title = title;
  if (title) made.setAttribute("aria-label", title);
  made.addEventListener("click", act);
  return made;
}
