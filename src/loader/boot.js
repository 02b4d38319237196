// Chooses the page that the address asks for and loads what it needs.
//
// The build puts it at the beginning of the page, before anything that it would
// have to wait for, and allows its very text in the page's policy. It also says
// what there is to load: names that are hashed, and signatures.

import { ask } from "./early.js";
import { card, memory, tell } from "./crash.js";

/* global BUILD */
const { programs, styles } = BUILD;

const query = new URLSearchParams(location.search);
const named = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");
const page = named === "dock" || named === "configurator" ? named : "overlay";

const link = (how) => Object.assign(document.createElement("link"), how);

// Adds one of the style sheets that not every page wants. A name that is none is
// no matter here; the address is judged elsewhere.
function dress(name) {
  if (!Object.hasOwn(styles, name)) return;
  const [href, integrity] = styles[name];
  return new Promise((done) => {
    const style = link({ rel: "stylesheet", href, integrity, onload: done, onerror: done });
    // A preview takes over what every overlay has, and not this.
    style.dataset.own = "";
    document.head.append(style);
  });
}

const whole = new Promise((done) => addEventListener("DOMContentLoaded", done));
const retried = memory("retried");

async function run([glue, glueIntegrity, wasm, wasmIntegrity], styles) {
  // By the link, the module's integrity is checked.
  document.head.append(link({ rel: "modulepreload", crossOrigin: "", href: glue, integrity: glueIntegrity }));
  const module = WebAssembly.compileStreaming(fetch(wasm, { integrity: wasmIntegrity }));
  // Whatever fails first is told once.
  module.catch(() => {});
  const dressed = styles.map(dress);
  const { default: init } = await import(glue);
  // What is drawn before it is dressed would jump.
  await Promise.all([...dressed, whole]);
  await init({ module_or_path: await module });
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
      const files = [location.pathname + location.search, program[0], program[2]];
      await Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" })));
      return location.reload();
    }
    await whole;
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
  start(programs.overlay, [query.get("theme") ?? "plate"]);
} else {
  start(programs.studio, ["studio", page]);
}
