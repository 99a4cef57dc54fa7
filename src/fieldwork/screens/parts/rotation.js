// Pages of a shared screen that follow each other by themselves, until somebody touches anything.
const EACH = 20_000; // milliseconds
const OWN_KEYS = 'input, textarea, select, button, summary, a, [contenteditable], [tabindex="0"]'; // what has the focus gets them

/** Show one panel of `main` at a time. The id of one that a person has turned to stands in the address behind #:
 * a link leads to it, and the page stays there when it is loaded again. */
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
    show(all[(all.indexOf(shown()) + step + all.length) % all.length]);
  }

  function write(hash) {
    history.replaceState(null, "", `${location.pathname}${location.search}${hash}`);
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
    if (!shown()) return;
    write(`#${shown().dataset.key}`);
    shown().querySelector("h2").focus({ preventScroll: true });
  }

  function startOrStop() {
    if (!timer) write("");
    run(!timer);
    play.focus({ preventScroll: true }); // in a panel it would be hidden with it
  }

  const bar = main.appendChild(document.createElement("nav"));
  bar.className = "rotation";
  bar.setAttribute("aria-label", "Pages of this screen");
  const back = button(bar, "←", "The page before (←)", () => turn(-1));
  const play = button(bar, "", "", startOrStop);
  const forth = button(bar, "→", "The next page (→)", () => turn(1));
  const place = bar.appendChild(document.createElement("span"));

  document.addEventListener("keydown", (event) => {
    const ours = bar.contains(event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || (!ours && event.target.closest(OWN_KEYS))) return run(false);
    if (document.documentElement.dataset.keys === "off") return;
    if (event.key === "ArrowLeft") back.click();
    else if (event.key === "ArrowRight") forth.click();
    else if (event.key === " " && !ours) play.click();
    else return;
    event.preventDefault();
  });
  for (const touch of ["pointerdown", "wheel"]) main.addEventListener(touch, ({ target }) => bar.contains(target) || run(false), { passive: true });
  main.addEventListener("focusin", ({ target }) => target.closest(".panel") && run(false)); // what has the focus is not turned away
  addEventListener("hashchange", () => {
    if (!named()) return; // such as the link that skips to the figures
    run(false);
    show(named());
  });
  // A newer snapshot may have brought the panels: they come as they were sent, and the one that is looked at stays.
  new MutationObserver(() => panels().some((one) => one.hasAttribute("data-shown")) || first()).observe(main, { childList: true, subtree: true });

  function named() {
    return panels().find((panel) => panel.dataset.key === location.hash.slice(1));
  }

  function first() {
    const panel = named() ?? panels()[0];
    if (panel) show(panel);
  }

  first();
  run(!still && !named());
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
