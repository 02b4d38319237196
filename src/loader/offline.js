// Starts the offline copy: one file that holds the overlay and its address.
//
// OBS opens a local file by its path, without a query. The address is therefore
// in the file: {"query": "channel=…&widget=…", "fragment": "apikey=…"}. A query
// after the path takes precedence.

import init from "overlay";
import { log, showError } from "./crash.js";
import { loadFace } from "./face.js";

const text = (id) => document.getElementById(id).textContent;

function unpackProgram() {
  const packed = Uint8Array.from(atob(text("program")), (letter) => letter.charCodeAt(0));
  document.getElementById("program").remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function start() {
  const { query, fragment } = JSON.parse(text("settings"));
  if (location.search.length < 2 && query) {
    history.replaceState(location.hash ? null : fragment, "", `?${query}${location.hash}`);
  }
  if (location.search.length < 2) {
    return showError(
      "This copy has no widgets yet",
      "Make an address on the site that this file comes from, and save the copy there: then it contains the address.",
    );
  }
  loadFace();
  await init({ module_or_path: await unpackProgram() });
}

document.documentElement.dataset.page = "overlay";
start().catch((error) => {
  log(console.error, "could not start", error);
  showError(
    "This copy could not be read completely",
    "A part of the file is missing. Save it again on the site that it comes from.",
  );
});
