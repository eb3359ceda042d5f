// Starts the application. A file of its own, because the page's content security policy forbids inline scripts.
// The addresses carry the hash of their content and stand in the page that loads this file.
const page = document.querySelector("script[data-js]");
const units = "/api/public/units/";
const text = async (answer) => {
  const { ok } = (answer = await answer);
  if (!ok) throw answer;
  return answer.text();
};
// What a unit's name means, in the browser: the part that knows how, and the roll of names, are fetched when a place is
// first typed. Where they do not come, the functions are asked.
let parts;
globalThis.unitNamed = async (name) => {
  try {
    parts ??= Promise.all([import(page.dataset.find), text(fetch(units + "names"))]);
    const [find, roll] = await parts;
    await find.default({ module_or_path: page.dataset.names });
    const found = find.resolve(roll, name);
    if (found) return found;
  } catch {
    parts = undefined;
  }
  return text(fetch(units + "resolve?name=" + encodeURIComponent(name)));
};
const { default: start } = await import(page.dataset.js);
await start({ module_or_path: page.dataset.wasm });
