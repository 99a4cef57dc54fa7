// Entries typed in a meeting. What is typed stays in the page, and in this tab's storage, until the server has said
// that it is saved; an entry keeps its id, so that sending it again saves nothing twice.
const PATIENCE = 10_000; // milliseconds after which the server does not answer
const HERE = "Your text is still here.";
const SILENT = `Not saved yet: the server does not answer. ${HERE}`;
const SIGN_IN = `Not saved yet: sign in again in another tab, then send again. ${HERE}`;
const REFUSED = `Not saved: the server does not understand this page. Load it again. ${HERE}`;
const CHANGED = "Saved as it was sent. What has been typed since is not saved yet.";
const NOT_BACK = "Not taken back yet: the server does not answer.";

for (const section of document.querySelectorAll("section.capture")) start(section);

/** Put the forms to which `link` leads beside it. Where they do not come, the link still leads to them. */
export async function bring(link) {
  const section = await formsAt(link.href);
  if (!section) return;
  section.dataset.own = "";
  link.after(section); // the style hides the link then
  start(section);
}

async function formsAt(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  if (!answer?.ok) return null;
  const section = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("section.capture");
  return section && document.importNode(section, true);
}

function start(section) {
  const undo = section.querySelector('form[data-kind="withdrawal"]');
  const said = section.querySelector(".capture-said");

  for (const form of section.querySelectorAll("details form")) {
    give(form, { id: "" });
    restore(form);
    form.addEventListener("input", () => keep(form));
    sends(form, () => save(form));
  }
  sends(undo, takeBack);

  async function save(form) {
    keep(form); // what was chosen by a script or a browser's own filling in
    const sent = typed(form);
    tell("Saving …");
    const answer = await post(form);
    mark(form, answer?.wrong ?? {});
    form.querySelector("button").textContent = answer?.saved || answer?.status === 422 ? form.dataset.save : "Send again";
    if (answer?.status === 409) give(form, { id: "" });
    if (!answer?.saved) return tell(answer?.said ?? SILENT);
    offerUndo(form.dataset.undo ? sent.id : "", form);
    const clean = same(sent, typed(form));
    forget(form, clean);
    tell(clean ? answer.said : CHANGED);
    if (clean) form.querySelector("textarea, input:not([type=hidden]), select").focus();
  }

  async function takeBack() {
    const answer = await post(undo);
    if (answer?.saved) offerUndo("");
    tell(answer?.said ?? NOT_BACK);
  }

  /** Undo speaks of the entry `id` of `form`, with an id of its own that it keeps however often it is sent. */
  function offerUndo(id, form) {
    give(undo, { id: newId(), withdraws: id });
    undo.hidden = !id;
    if (id) undo.querySelector("button").textContent = `Undo ${form.dataset.called}`;
  }

  /** What the server said: {status, saved, said, wrong}; null where it does not answer. */
  async function post(form, again = true) {
    const address = form.getAttribute("action"); // form.action may be a field of that name
    const request = { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } };
    const answer = await fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    const words = await answer?.json().catch(() => null);
    if (answer?.status === 403 && !words) {
      const fresh = again && (await formsAt(address));
      if (!fresh) return { status: 403, said: SIGN_IN };
      const token = fresh.querySelector("[name=_xsrf]").value;
      for (const one of section.querySelectorAll("form")) give(one, { _xsrf: token });
      return post(form, false);
    }
    if (!words) return answer?.status < 500 ? { status: answer.status, said: REFUSED } : null;
    return { status: answer.status, saved: answer.ok, ...words };
  }

  function tell(words) {
    said.textContent = words;
  }

  function mark(form, wrong) {
    for (const place of form.querySelectorAll("[data-wrong]")) {
      const field = form.elements[place.dataset.wrong];
      place.textContent = wrong[place.dataset.wrong] ?? "";
      field.toggleAttribute("aria-invalid", Boolean(place.textContent));
      if (place.textContent) field.setAttribute("aria-invalid", "true");
    }
    form.querySelector("[aria-invalid]")?.focus();
  }

  /** Where this tab keeps what is typed into `form`; another role that signs in does not find it. */
  function place(form) {
    return `capture ${form.getAttribute("action")} ${section.dataset.role} ${form.dataset.kind}`;
  }

  function keep(form) {
    if (!form.elements.id.value) give(form, { id: newId() });
    stored((tab) => tab.setItem(place(form), JSON.stringify(typed(form))));
  }

  function restore(form) {
    form.dataset.save = form.querySelector("button").textContent;
    const kept = stored((tab) => JSON.parse(tab.getItem(place(form))));
    if (!kept) return;
    give(form, kept);
    form.closest("details").open = true;
  }

  /** The entry is saved: the next one is another. `empty`: nothing has been typed meanwhile. */
  function forget(form, empty) {
    give(form, { id: "" });
    stored((tab) => tab.removeItem(place(form)));
    if (empty) for (const { name } of fields(form)) give(form, { [name]: "" });
    else keep(form);
  }
}

/** What `use` gives of this tab's storage; null where that is full or forbidden: the page itself still holds the text. */
function stored(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}

/** One sending at a time; the screen round it, whose forms are filters, does not hear of it. */
function sends(form, act) {
  let sending = null;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    sending ??= act().finally(() => (sending = null));
  });
}

function fields(form) {
  return [...form.elements].filter(({ name, type }) => name && type !== "hidden");
}

/** The entry: its id and its fields. */
function typed(form) {
  return Object.fromEntries([form.elements.id, ...fields(form)].map(({ name, value }) => [name, value]));
}

function give(form, values) {
  for (const [name, value] of Object.entries(values)) if (form.elements[name]) form.elements[name].value = value;
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A random UUID; crypto.randomUUID is there over https and on this machine only. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/.exec(digits);
  return `${a}-${b}-4${c}-8${d}-${e}`;
}
