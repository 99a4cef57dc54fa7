// What the kernel sends: only a pointer. The page's real script is a file that the server gives and the browser keeps.
async function render({ model }) {
  const { base, parts } = document.body.dataset;
  const { start } = await import(new URL(`${base}${parts}/screen.js`, location.origin).href);
  return start(model);
}

export default { render };
