// Loads the page that the address asks for: its program and its style sheets.
//
// The build puts this script inline before the style sheets, so that it does not
// wait for them, and adds its hash to the page's policy. It also replaces
// PROGRAMS by the file names and integrity hashes of both programs.

import { requestEarly } from "./early.js";
import { log, sessionFlag, showError } from "./crash.js";

/* global PROGRAMS */

const query = new URLSearchParams(location.search);
const requestedPage = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");
const page = requestedPage === "dock" || requestedPage === "configurator" ? requestedPage : "overlay";

// Loads an optional style sheet. Unknown names are ignored here; the overlay
// reports them.
function loadStyle(name) {
  const link = document.getElementById("styles").content.getElementById(name)?.cloneNode();
  if (!link) return;
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

const domReady = new Promise((done) => addEventListener("DOMContentLoaded", done));
const retried = sessionFlag("retried");

async function run([glue, glueIntegrity, wasm, wasmIntegrity], styles) {
  // import() cannot check integrity, a modulepreload link can.
  const preload = { rel: "modulepreload", crossOrigin: "", href: glue, integrity: glueIntegrity };
  document.head.append(Object.assign(document.createElement("link"), preload));
  const module = WebAssembly.compileStreaming(fetch(wasm, { integrity: wasmIntegrity }));
  // The await below reports this failure, unless something else failed first.
  module.catch(() => {});
  const loadedStyles = styles.map(loadStyle);
  const { default: init } = await import(glue);
  // Without its style sheets the page would jump.
  await Promise.all([...loadedStyles, domReady]);
  await init({ module_or_path: await module });
}

// After an update a cached page names files that no longer exist, and a cached
// file may be damaged. The first failure therefore reloads everything past the
// cache.
async function start(program, styles) {
  const wasRetried = retried.take();
  try {
    await run(program, styles);
  } catch (error) {
    log(console.error, "could not start", error);
    if (!wasRetried && retried.set("yes")) {
      const files = [location.pathname + location.search, program[0], program[2]];
      await Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" })));
      return location.reload();
    }
    await domReady;
    showError(
      "This page could not be loaded completely",
      "A part of it is missing or blocked. Refresh it; in OBS: Properties, Refresh cache of current page. " +
        "If that does not help, check what blocks this site on your network.",
    );
    // An unattended source recovers by itself.
    setTimeout(() => location.reload(), 60_000);
  }
}

document.documentElement.dataset.page = page;
if (page === "overlay") {
  requestEarly(query);
  start(PROGRAMS.overlay, [query.get("theme") ?? "plate"]);
} else {
  start(PROGRAMS.studio, ["studio", page]);
}
