// Loads the page that the address asks for: its program and its style sheets.
//
// The build puts this script inline, before the style sheets, and replaces
// PROGRAMS by the file names and integrity hashes of the programs.

import { log, sessionFlag, showError } from "./crash.js";
import { addAllFaces, loadFace } from "./face.js";

/* global PROGRAMS */

const query = new URLSearchParams(location.search);
const requestedPage = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");
const page = ["dock", "configurator"].includes(requestedPage) ? requestedPage : "overlay";
// What only the full overlay has, see src/options/full.rs.
const inFull = /^(widget=[\s\x85]*(timer|alerts|credits)[\s\x85]*|(plus|milestones)=.*|source=demo)$/s;
const needsFull = [...query].some((pair) => inFull.test(pair.join("=")));
const [glue, glueIntegrity, wasm, wasmIntegrity] = PROGRAMS[page === "overlay" && needsFull ? "full" : page];
const styles = page === "overlay" ? [] : ["studio", page];

// With the style sheets of the studio, without which the page would jump. Those of the overlay
// are inline, and it does not wait for its face.
const pageLoaded = new Promise((done) => addEventListener(page === "overlay" ? "DOMContentLoaded" : "load", done));
const retried = sessionFlag("retried");

async function run() {
  // import() cannot check integrity, a modulepreload link can.
  const preload = { rel: "modulepreload", crossOrigin: "", href: glue, integrity: glueIntegrity };
  document.head.append(Object.assign(document.createElement("link"), preload));
  const module = WebAssembly.compileStreaming(fetch(wasm, { integrity: wasmIntegrity }));
  // The await below reports this failure, unless something else failed first.
  module.catch(() => {});
  const { content } = document.getElementById("styles");
  document.head.append(...styles.map((id) => content.getElementById(id)));
  const { default: init } = await import(glue);
  await pageLoaded;
  await init({ module_or_path: await module });
}

// After an update a cached page names files that no longer exist, and a cached
// file may be damaged. The first failure therefore reloads everything past the
// cache.
async function start() {
  const wasRetried = retried.take();
  try {
    await run();
  } catch (error) {
    log(console.error, "could not start", error);
    if (!wasRetried && retried.set("yes")) {
      const files = [location.pathname + location.search, glue, wasm];
      await Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" })));
      return location.reload();
    }
    await pageLoaded;
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
if (page === "overlay") loadFace();
else addAllFaces();
start();
