// Put into every page before its own scripts, the same for all competitors. It finds out what is painted.
//
// bench.begin(first): {texts, bars, plots, socket}; bench.opened resolves to {readable, interactive} in
//     milliseconds since navigation began.
// bench.choose(unit, wanted): change the filter; resolves to the milliseconds until `wanted` is painted.
// bench.next(wanted): resolves to the wall-clock milliseconds at which `wanted` is painted.
// `wanted`: {texts: each the whole of a text node that is laid out, bars: the texts on the bars of a live plot}.
(() => {
  if (window.top !== window) return;
  const LIMIT = 60_000;
  const roots = [document]; // and every shadow root: two of the peers draw inside them
  const waiting = new Set();
  let stale = true; // something may have changed since the last frame
  let heard = false; // a WebSocket of the page has delivered a message

  const touch = () => (stale = true);
  const observer = new MutationObserver(touch);
  const observe = (root) => observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  observe(document);
  document.addEventListener("load", touch, true); // a style sheet shows what was hidden

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    observe(root);
    return root;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", () => (heard = stale = true), { once: true });
    }
  };

  function* textNodes() {
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) yield walker.currentNode;
    }
  }

  function laidOut(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return node.isConnected && node.parentElement?.checkVisibility({ visibilityProperty: true }) && range.getClientRects().length > 0;
  }

  function textsPainted(texts) {
    const missing = new Set(texts);
    for (const node of textNodes()) {
      const text = node.data.trim();
      if (missing.has(text) && laidOut(node)) missing.delete(text);
      if (!missing.size) return true;
    }
    return false;
  }

  const livePlots = () =>
    roots
      .flatMap((root) => [...root.querySelectorAll(".js-plotly-plot")])
      .filter((plot) => plot.isConnected && plot._fullLayout && typeof plot.on === "function" && plot.querySelector(".main-svg"));

  function barsDrawn(bars) {
    const wanted = bars.join("\n");
    return livePlots().some((plot) => [...plot.querySelectorAll(".bartext")].map((text) => text.textContent).join("\n") === wanted);
  }

  const painted = ({ texts, bars }) => textsPainted(texts) && barsDrawn(bars);

  const optionOf = (select, unit) => [...select.options].find((option) => option.textContent.trim() === unit);

  /** A <select> of the page, or the label or button that says `unit`; null while there is none that works. */
  function control(unit) {
    const select = document.querySelector("select[name=tier1]");
    if (select) return select.disabled || !optionOf(select, unit) ? null : select;
    for (const node of textNodes()) {
      const found = node.data.trim() === unit && node.parentElement.closest("label, button");
      if (found && !found.matches(":disabled, [aria-disabled=true]")) return found;
    }
    return null;
  }

  function change(unit) {
    const found = control(unit);
    if (found.localName !== "select") return found.click();
    found.value = optionOf(found, unit).value;
    found.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Resolves once the frame in which `test` first held has been painted. */
  function when(test) {
    return new Promise((done, failed) => {
      const one = { test, done };
      waiting.add(one);
      stale = true;
      setTimeout(() => waiting.delete(one) && failed(new Error("not painted within a minute")), LIMIT);
    });
  }

  function frame() {
    if (stale) {
      stale = false;
      for (const one of [...waiting].filter(({ test }) => test())) {
        waiting.delete(one);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => one.done(performance.now()); // comes after this frame's paint
        port2.postMessage(0);
      }
    }
    requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);

  window.bench = {
    begin({ texts, bars, plots, socket, unit }) {
      const live = () => (heard || !socket) && livePlots().length === plots && control(unit) && painted({ texts, bars });
      this.opened = Promise.all([when(() => textsPainted(texts)), when(live)]).then(([readable, interactive]) => ({ readable, interactive }));
      this.opened.catch(() => {}); // whoever awaits it hears of it
    },
    async choose(unit, wanted) {
      const begun = performance.now();
      const done = when(() => painted(wanted));
      change(unit);
      return (await done) - begun;
    },
    next(wanted) {
      this.following = when(() => painted(wanted)).then((at) => performance.timeOrigin + at);
      this.following.catch(() => {});
    },
  };
})();
