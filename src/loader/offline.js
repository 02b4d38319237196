// Starts the offline copy: one file that holds the overlay and its address.
//
// OBS opens a local file by its path, without a query. The address is therefore
// in the file: {"query": "channel=…&widget=…", "fragment": "apikey=…"}. A query
// after the path takes precedence.

import init from "overlay";
import { log, showError } from "./crash.js";

const text = (id) => document.getElementById(id).textContent;

function readConfig() {
  try {
    return JSON.parse(text("settings"));
  } catch {
    return {};
  }
}

async function unpackProgram() {
  const packed = Uint8Array.from(atob(text("program")), (letter) => letter.charCodeAt(0));
  document.getElementById("program").remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const { query, fragment } = readConfig();
if (location.search.length < 2 && typeof query === "string") {
  const saved = typeof fragment === "string" ? fragment : "";
  history.replaceState(location.hash ? null : saved, "", `?${query}${location.hash}`);
}
document.documentElement.dataset.page = "overlay";
if (location.search.length < 2) {
  showError(
    "This copy has no widgets yet",
    "Make an address on the site that this file comes from, and save the copy there: then it contains the address.",
  );
} else {
  const theme = new URLSearchParams(location.search).get("theme") ?? "plate";
  const style = document.getElementById("styles").content.getElementById(theme);
  if (style) document.head.append(style);
  unpackProgram()
    .then((module_or_path) => init({ module_or_path }))
    .catch((error) => {
      log(console.error, "could not start", error);
      showError(
        "This copy could not be read completely",
        "A part of the file is missing. Save it again on the site that it comes from.",
      );
    });
}
