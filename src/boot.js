// Chooses the page that the address asks for and loads what it needs.
//
// A file of its own, so that the page's policy allows no inline script. What it
// loads stands in the head as preloads that trunk writes, hashes and signs.

const query = new URLSearchParams(location.search);
const page = query.get("page") ?? (query.has("widget") ? "overlay" : "configurator");

const examples = [
  ["A goal and the latest follower", "widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest"],
  ["Recent events", "widget=recent&limit=4"],
  [
    "Top tippers, one at a time",
    "layout=rotate&every=5&accent=ffb347&widget=tip-session-top-donator&widget=tip-weekly-top-donator&widget=tip-alltime-top-donator",
  ],
  ["A ticker, without a plate", "theme=clear&widget=recent&as=ticker&limit=10&title="],
];

function start() {
  const content = document.getElementById("start").content.cloneNode(true);
  const list = content.querySelector(".examples");
  for (const [title, widgets] of examples) {
    const address = `?source=demo&currency=EUR&${widgets}`;
    const frame = Object.assign(document.createElement("iframe"), { src: address, title });
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    const item = document.createElement("li");
    item.append(frame, link);
    list.append(item);
  }
  document.body.append(content);
}

async function overlay() {
  const wasm = document.querySelector('link[rel="preload"][as="fetch"]');
  const glue = document.querySelector('link[rel="modulepreload"]');
  // The module's integrity was checked when it was preloaded; the wasm's is
  // checked by this fetch, which takes up the preload.
  const module_or_path = fetch(wasm.href, { integrity: wasm.integrity });
  const { default: init } = await import(glue.href);
  await init({ module_or_path });
}

document.documentElement.dataset.page = page === "dock" || page === "configurator" ? page : "overlay";
if (document.documentElement.dataset.page === "overlay") {
  overlay();
} else {
  start();
}
