// A chart: plotly draws what the kernel describes, over the drawing that came with the page, in the same box.
const NORMAL = 16; // pixels of a letter where the page has normal ones
let library = null;

/** Draw the charts in `content` whose figure has changed; `all`: the others too. Each is seen before the next is drawn.
 * `figures()`: the newest, {id: plotly JSON}; they may change meanwhile. */
export async function drawCharts(content, figures, all) {
  for (const chart of content.querySelectorAll(".chart")) {
    const figure = figures()[chart.dataset.figure];
    const described = JSON.stringify(figure);
    if (!all && chart.described === described) continue;
    chart.described = described;
    const drawn = "drawn" in chart.dataset; // else its drawing stands there meanwhile
    await draw(chart, figure).catch((error) => {
      chart.described = null; // with what is shown next it is drawn again
      console.error(error);
    });
    if (drawn) await painted();
  }
}

function painted() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

/** `figure`: plotly JSON whose colours may be var(--token). Resolves when it is on the page. */
async function draw(target, figure) {
  target.figure = figure;
  const plotly = await load();
  if (target.figure !== figure) return; // a newer one came meanwhile
  const plot = target.querySelector(":scope > .plot") ?? target.appendChild(made());
  const probe = plot.appendChild(document.createElement("i")); // with nothing in it: what is drawn need not be styled again
  const { data, layout } = asThePage(figure, probe);
  probe.remove();
  await plotly.react(plot, data, { ...layout, autosize: true, showlegend: false }, // the drawing's legend stays
    { displayModeBar: false, responsive: true });
  target.dataset.drawn = ""; // from now on the drawing shows on paper only
}

function made() {
  const plot = document.createElement("div");
  plot.className = "plot";
  plot.dataset.own = ""; // no newer HTML replaces it
  return plot;
}

function load() {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.base + document.body.dataset.plotly;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      library = null; // the drawing stands meanwhile
      failed(new Error("the chart library did not come"));
    };
    document.head.append(script);
  });
  return library;
}

/** The same JSON with every var(--token) looked up, and with letters as large as the page's. */
function asThePage(value, probe, name = "") {
  if (typeof value === "string") return value.replace(/var\((--[\w-]+)\)/g, (_, token) => meaning(token, probe));
  if (Array.isArray(value)) return value.map((one) => asThePage(one, probe));
  if (!value || typeof value !== "object") return value;
  const same = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asThePage(one, probe, key)]));
  const larger = name.endsWith("font") && same.size;
  return larger ? { ...same, size: (same.size * parseFloat(getComputedStyle(document.documentElement).fontSize)) / NORMAL } : same;
}

/** A token's value here. Of a colour that is one in the light and another in the dark, only what wears it knows which. */
function meaning(token, probe) {
  const value = getComputedStyle(probe).getPropertyValue(token).trim();
  if (!value.startsWith("light-dark(")) return value;
  probe.style.color = value;
  return getComputedStyle(probe).color;
}
