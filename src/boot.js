// Chooses the page that the address asks for and loads what it needs.
//
// A file of its own, so that the page's policy allows no inline script. What it
// loads stands in the page as links that trunk writes, hashes and signs.

const query = new URLSearchParams(location.search);
const page = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");

// The style sheet of the theme; the address is judged elsewhere.
function dress() {
  const theme = query.get("theme") ?? "plate";
  const links = [...document.getElementById("themes").content.children];
  const link = links.find((link) => link.getAttribute("href").includes(`/${theme}-`));
  return new Promise((done) => {
    if (!link) return done();
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

async function overlay() {
  const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
  const glue = document.querySelector('link[rel="modulepreload"]');
  const dressed = dress();
  // The module's integrity was checked when it was preloaded; the wasm's is
  // checked by this fetch, which takes up the preload.
  const module_or_path = fetch(wasm.href, { integrity: wasm.dataset.integrity });
  const { default: init } = await import(glue.href);
  // A widget that is drawn before it is dressed would jump.
  await dressed;
  await init({ module_or_path });
}

document.documentElement.dataset.page = page === "dock" || page === "configurator" ? page : "overlay";
if (document.documentElement.dataset.page === "overlay") {
  overlay();
} else {
  import("./start.js").then((start) => start.default());
}
