// Trunk's post_build hook. It edits the page and its scripts in the staging
// folder: minifies and renames both programs, joins style sheets, writes the
// offline copy, inlines the loader and adds its hash to the page's policy.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { lean } from "./lean.mjs";

const stage = process.env.TRUNK_STAGING_DIR;
const isRelease = process.env.TRUNK_PROFILE === "release";
const page = join(stage, "index.html");
let html = readFileSync(page, "utf8");
const file = (name) => join(stage, name);
const hash = (content) => createHash("sha256").update(content);
const sign = (name) => "sha256-" + hash(readFileSync(file(name))).digest("base64");
const address = (link) => link.match(/href="?\.\/([^" ]+)/)[1];
const styleLinks = /<link[^>]* rel="?stylesheet[^>]*>/g;
const idOf = (link) => link.match(/ id="?(\w+)/)?.[1];
const short = (content) => hash(content).digest("hex").slice(0, 16);

const scripts = ["--target=chrome103", "--log-level=warning"];
const bundle = (script, ...more) => {
  const options = ["--bundle", ...scripts, ...(isRelease ? ["--minify"] : []), ...more];
  return execFileSync("esbuild", [script, ...options], { encoding: "utf8" }).trim();
};
const policy = (page, script) =>
  page.replace("script-src 'self'", `script-src 'self' 'sha256-${hash(script).digest("base64")}'`);

const names = readdirSync(stage);
const glue = names.find((name) => /^overlay-\w+\.js$/.test(name));
const programs = { overlay: [glue, glue.replace(".js", "_bg.wasm")], studio: ["studio.js", "studio_bg.wasm"] };

if (isRelease) {
  for (const [glue, wasm] of Object.values(programs)) {
    const input = lean(readFileSync(file(glue), "utf8"), file(wasm));
    const options = ["--minify", "--tree-shaking=true", "--format=esm", ...scripts];
    writeFileSync(file(glue), execFileSync("esbuild", options, { input }));
  }

  // The style sheets that every page needs become one file. Those with an id
  // stay as they are.
  const links = html.match(styleLinks).filter((link) => !idOf(link));
  const names = links.map(address);
  const style = names.map((name) => readFileSync(file(name), "utf8")).join("");
  const name = `style-${short(style)}.css`;
  writeFileSync(file(name), style);
  names.forEach((name) => rmSync(file(name)));
  const link = `<link href="./${name}" integrity="${sign(name)}" rel="stylesheet">`;
  html = links.reduce((html, old, at) => html.replace(old, at ? "" : link), html);
}

// A program's name contains a hash of its files.
for (const [id, files] of Object.entries(programs)) {
  const own = `${id}-${short(files.map((name) => readFileSync(file(name), "latin1")).join(""))}`;
  programs[id] = [`${own}.js`, `${own}_bg.wasm`];
  files.forEach((name, at) => renameSync(file(name), file(programs[id][at])));
}

// The loader gets the names and hashes of both programs. Trunk's own preloads
// would make every page load the overlay.
html = html.replace(/<link[^>]* rel="?(modulepreload|preload)[^>]*>/g, "");
const signed = Object.fromEntries(
  Object.entries(programs).map(([id, files]) => [id, files.flatMap((name) => [`./${name}`, sign(name)])]),
);

const [tag, boot] = html.match(/<script[^>]* src="?\.\/(boot-\w+\.js)[^>]*><\/script>/);
rmSync(file(boot));

// The offline copy is one file: it holds the style sheets and the compressed
// overlay.
const inline = (link) => {
  const id = idOf(link);
  if (["studio", "configurator", "dock"].includes(id)) return "";
  return `<style${id ? ` id="${id}"` : ""}>${readFileSync(file(address(link)), "utf8")}</style>`;
};
const [overlay, wasm] = programs.overlay;
const offline = bundle("src/loader/offline.js", "--format=esm", `--alias:overlay=${file(overlay)}`);
const copy = html
  .replace(tag, "")
  .replace(styleLinks, inline)
  .replace("</body>", () =>
    [
      `<script type="application/json" id="settings">{}</script>`,
      `<script type="text/plain" id="program">${gzipSync(readFileSync(file(wasm)), { level: 9 }).toString("base64")}</script>`,
      `<script type="module">${offline}</script>`,
      "</body>",
    ].join("\n"),
  );
writeFileSync(file("offline.html"), policy(copy, offline));

// The loader is inline and comes before the style sheets, which it would wait for
// otherwise. The page's policy allows it by its hash.
const loader = bundle("src/loader/boot.js", "--format=iife", `--define:PROGRAMS=${JSON.stringify(signed)}`);
html = html.replace(tag, () => `<script>${loader}</script>`);
writeFileSync(page, policy(html, loader));
