// The page of a kernel that many pages share: figures come by HTTP, news by a websocket on which nothing is sent.
import { refused } from "./clocks.js"; // they watch from the start, whatever becomes of the rest

const AGAIN = 1000; // milliseconds before a lost line is tried again
const LATER = 10_000; // the same where the server has no more room
const FULL = 1013; // why it closes a line then (RFC 6455)
const SILENT = 6000; // milliseconds without a word: the line is dropped
const PATIENCE = 10_000; // milliseconds after which a question gets no answer any more
const WHOLE = 20_000; // milliseconds before a page that lacks a script is opened again: its clocks have said by then that it is not live
const { base, page, version } = document.body.dataset;

/** The same face as a widget's model: send a question, hear what comes. */
class Line {
  constructor() {
    this.hearers = new Set();
    this.connect();
  }

  on(_, hear) {
    this.hearers.add(hear);
  }

  off(_, hear) {
    this.hearers.delete(hear);
  }

  async send({ ask }) {
    const request = { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
    const answer = await fetch(`${base}${page}/figures?${new URLSearchParams(ask)}`, request).catch(() => null);
    // Signed out meanwhile: the server, or the proxy before it, leads to the sign-in page and back.
    if (answer?.type === "opaqueredirect" || [401, 403].includes(answer?.status)) location.reload();
    const content = answer?.ok && (await answer.json().catch(() => null));
    if (content) this.say({ ...content, asked: ask }); // else the clocks say so, and the next sign of life asks again
  }

  say(news) {
    for (const hear of this.hearers) hear(news);
  }

  connect() {
    const socket = new WebSocket(new URL(`${base}${page}/live`, location.href.replace(/^http/, "ws")));
    let opened = false;
    let silence;
    // A line that is cut may look open for minutes: one that says nothing is dropped.
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        socket.onmessage = socket.onclose = null;
        socket.close();
        this.connect();
      }, SILENT);
    };
    socket.onopen = () => (opened = true);
    socket.onmessage = ({ data }) => {
      listen();
      const news = JSON.parse(data);
      if (news.kind === "version" && news.version !== version) location.reload(); // fieldwork itself is newer
      else this.say(news);
    };
    socket.onclose = ({ code, reason }) => {
      clearTimeout(silence);
      const full = code === FULL;
      refused(full ? reason : "");
      if (!opened) this.send({ ask: {} }); // a line does not say why it is refused; the figures' own answer does
      setTimeout(() => this.connect(), full ? LATER : AGAIN);
    };
    listen();
  }
}

// What the page came with is painted first; the rest takes longer, and is not even fetched before.
requestAnimationFrame(() => setTimeout(async () => {
  const screen = await import("./screen.js").catch(() => null);
  const line = new Line();
  if (screen) screen.start(line, JSON.parse(document.getElementById("shown").textContent));
  else setTimeout(() => line.on("", () => location.reload()), WHOLE); // with the server's next word, so that it is there
}));
