// Chooses the page that the address asks for and loads what it needs.
//
// The build puts it into the page and allows its very text in the page's policy.
// What it loads stands in the page as links that are hashed and signed.

import { ask } from "./early.js";
import { card, memory, tell } from "./loader.js";

const query = new URLSearchParams(location.search);
const named = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");
const page = named === "dock" || named === "configurator" ? named : "overlay";

const links = (id) => [...document.getElementById(id).content.children];

// Adds one of the style sheets that not every page wants. A name that is none is
// no matter here; the address is judged elsewhere.
function dress(name) {
  const link = links("styles").find((link) => link.getAttribute("href").includes(`/${name}-`));
  return new Promise((done) => {
    if (!link) return done();
    // A preview takes over what every overlay has, and not this.
    link.dataset.own = "";
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

const retried = memory("retried");

async function run([glue, wasm], styles) {
  // By the link, the module's integrity is checked.
  document.head.append(glue);
  // Compiled while it comes in, whatever else is still awaited.
  const module_or_path = WebAssembly.compileStreaming(fetch(wasm.href, { integrity: wasm.dataset.integrity }));
  // Whatever fails first is told once.
  module_or_path.catch(() => {});
  const dressed = Promise.all(styles.map(dress));
  const { default: init } = await import(glue.href);
  // What is drawn before it is dressed would jump.
  await dressed;
  await init({ module_or_path: await module_or_path });
}

// A page from before a renewal names files that are gone, and what a cache holds
// may be broken: once, all of it is asked for past the cache.
async function start(program, styles) {
  const was_retried = retried.take();
  try {
    await run(program, styles);
  } catch (why) {
    tell(console.error, "could not start", why);
    if (!was_retried && retried.keep("yes")) {
      const files = [location.pathname + location.search, ...program.map((link) => link.href)];
      await Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" })));
      return location.reload();
    }
    card(
      "This page could not be loaded whole",
      "A part of it is missing or blocked. Refresh it; in OBS: Properties, Refresh cache of current page. " +
        "If that does not help, check what blocks this site on your network.",
    );
    // Nobody may be there to do so.
    setTimeout(() => location.reload(), 60_000);
  }
}

document.documentElement.dataset.page = page;
if (page === "overlay") {
  ask(query);
  start(links("overlay"), [query.get("theme") ?? "plate"]);
} else {
  start(links("studio"), ["studio", page]);
}
