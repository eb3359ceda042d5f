// Starts the application. A file of its own, because the page's content security policy forbids inline scripts.
// The addresses carry the hash of their content and stand in the page that loads this file.
const page = document.querySelector("script[data-js]");
const { default: start } = await import(page.dataset.js);
await start({ module_or_path: page.dataset.wasm });
