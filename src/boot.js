// Chooses the page that the address asks for and loads what it needs.
//
// The build puts it into the page and allows its very text in the page's policy.
// What it loads stands in the page as links that are hashed and signed.

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

async function run(program, styles) {
  const [glue, wasm] = links(program);
  // By the link, the module's integrity is checked.
  document.head.append(glue);
  const module_or_path = fetch(wasm.href, { integrity: wasm.dataset.integrity });
  const dressed = Promise.all(styles.map(dress));
  const { default: init } = await import(glue.href);
  // What is drawn before it is dressed would jump.
  await dressed;
  await init({ module_or_path });
}

document.documentElement.dataset.page = page;
if (page === "overlay") {
  run("overlay", [query.get("theme") ?? "plate"]);
} else {
  run("studio", ["studio", page]);
}
