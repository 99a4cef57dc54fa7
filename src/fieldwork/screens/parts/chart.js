// A chart: plotly draws what the kernel describes. Colours and type come from the design tokens.
let library = null;

/** `panel.figure`: plotly JSON whose colours may be var(--token); `panel.sentence` is its text alternative. */
export async function drawChart(target, panel) {
  target.setAttribute("aria-label", `Chart: ${panel.title}. ${panel.sentence} The table below has the same figures.`);
  target.style.minHeight = `${panel.figure.layout.height}px`;
  target.figure = panel.figure;
  await painted(); // the words and numbers first: plotly takes longer than everything else on the page
  const Plotly = await load();
  if (target.figure !== panel.figure) return; // a newer one came meanwhile
  const { data, layout } = withTokens(panel.figure, getComputedStyle(document.documentElement));
  await Plotly.react(target, data, layout, { displayModeBar: false, responsive: true });
}

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

function load() {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.body.dataset.base + document.body.dataset.plotly;
    script.onload = () => done(window.Plotly);
    script.onerror = () => failed(new Error("the chart library did not come"));
    document.head.append(script);
  });
  return library;
}

/** The same JSON with every var(--token) looked up. */
function withTokens(value, style) {
  if (typeof value === "string") return value.replace(/var\((--[\w-]+)\)/g, (_, token) => style.getPropertyValue(token).trim());
  if (Array.isArray(value)) return value.map((one) => withTokens(one, style));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTokens(one, style)]));
  return value;
}
