// Chooses the page that the address asks for and loads what it needs.
//
// A file of its own, so that the page's policy allows no inline script. What it
// loads stands in the page as links that trunk writes, hashes and signs.

const query = new URLSearchParams(location.search);
const page = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");

// Adds one of the style sheets that not every page wants. A name that is none is
// no matter here; the address is judged elsewhere.
function dress(name) {
  const links = [...document.getElementById("styles").content.children];
  const link = links.find((link) => link.getAttribute("href").includes(`/${name}-`));
  return new Promise((done) => {
    if (!link) return done();
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

async function overlay() {
  const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
  const glue = document.querySelector('link[rel="modulepreload"]');
  const dressed = dress(query.get("theme") ?? "plate");
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
  dress("start");
  import("./start.js").then((start) => start.default());
}
