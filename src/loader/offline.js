// Starts the offline copy: one file that holds the overlay, and the address that
// it is to show.
//
// A copy has no address of its own in OBS, which opens a local file by its path
// alone, so that stands in the file: {"query": "channel=…&widget=…", "fragment":
// "apikey=…"}. What stands behind the path all the same goes first.

import init from "overlay";
import { card, tell } from "./crash.js";

const text = (id) => document.getElementById(id).textContent;

function settings() {
  try {
    return JSON.parse(text("settings"));
  } catch {
    return {};
  }
}

async function program() {
  const packed = Uint8Array.from(atob(text("program")), (letter) => letter.charCodeAt(0));
  document.getElementById("program").remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const { query, fragment } = settings();
if (location.search.length < 2 && typeof query === "string") {
  const kept = typeof fragment === "string" ? fragment : "";
  history.replaceState(location.hash ? null : kept, "", `?${query}${location.hash}`);
}
document.documentElement.dataset.page = "overlay";
if (location.search.length < 2) {
  card(
    "This copy shows nothing yet",
    "Make an address on the site it comes from, and save the copy there: then it holds the address.",
  );
} else {
  const styles = [...document.getElementById("styles").content.children];
  const theme = new URLSearchParams(location.search).get("theme") ?? "plate";
  const style = styles.find((style) => style.dataset.theme === theme);
  if (style) document.head.append(style);
  program()
    .then((module_or_path) => init({ module_or_path }))
    .catch((why) => {
      tell(console.error, "could not start", why);
      card("This copy could not be read whole", "A part of it is missing. Save it anew on the site it comes from.");
    });
}
