// Trunk's hook after a build: works on the page and its scripts while they are
// still in the staging folder.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stage = process.env.TRUNK_STAGING_DIR;
const page = join(stage, "index.html");
let html = readFileSync(page, "utf8");
const sign = (file) => "sha384-" + createHash("sha384").update(readFileSync(file)).digest("base64");

// Trunk's own minifier cannot read the glue that wasm-bindgen writes.
if (process.env.TRUNK_PROFILE === "release") {
  for (const name of readdirSync(stage).filter((name) => name.endsWith(".js"))) {
    const file = join(stage, name);
    const signed = sign(file);
    const options = ["--minify", "--format=esm", "--target=chrome103", "--log-level=warning", "--allow-overwrite"];
    execFileSync("esbuild", [file, ...options, `--outfile=${file}`], { stdio: "inherit" });
    html = html.replaceAll(signed, sign(file));
  }

  // The style sheets that every page wants are one download; those of the
  // template stay apart.
  const [head, rest] = html.split("</head>");
  const links = head.match(/<link[^>]* rel="?stylesheet[^>]*>/g);
  const files = links.map((link) => join(stage, link.match(/href="?\.\/([^" ]+)/)[1]));
  const style = files.map((file) => readFileSync(file, "utf8")).join("");
  const name = `style-${createHash("sha256").update(style).digest("hex").slice(0, 16)}.css`;
  writeFileSync(join(stage, name), style);
  files.forEach((file) => rmSync(file));
  const link = `<link href="./${name}" integrity="${sign(join(stage, name))}" rel="stylesheet">`;
  html = [links.reduce((head, old, at) => head.replace(old, at ? "" : link), head), rest].join("</head>");
}

// The browser would warn that it does not check the integrity of a preload, and
// the warning names the page's address, credential and all. src/boot.js checks
// it, so only the attribute's name is in the way.
html = html.replace(/<link[^>]* as="?fetch[^>]*>/, (link) => link.replace(" integrity=", " data-integrity="));
if (!html.includes(" data-integrity=")) {
  throw new Error("the wasm's preload is not where it was");
}
writeFileSync(page, html);
