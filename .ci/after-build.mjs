// Trunk's hook after a build: works on the page and its scripts while they are
// still in the staging folder.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { lean } from "./lean.mjs";

const stage = process.env.TRUNK_STAGING_DIR;
const is_release = process.env.TRUNK_PROFILE === "release";
const page = join(stage, "index.html");
let html = readFileSync(page, "utf8");
const file = (name) => join(stage, name);
const hash = (kind, content) => createHash(kind).update(content);
const sign = (name) => "sha256-" + hash("sha256", readFileSync(file(name))).digest("base64");
const address = (link) => link.match(/href="?\.\/([^" ]+)/)[1];
const short = (content) => hash("sha256", content).digest("hex").slice(0, 16);
const only = (pattern) => {
  const found = html.match(pattern);
  if (!found) throw new Error(`the built page has no ${pattern}`);
  return found;
};

const scripts = ["--target=chrome103", "--log-level=warning"];
const bundle = (script, ...more) => {
  const options = ["--bundle", ...scripts, ...(is_release ? ["--minify"] : []), ...more];
  return execFileSync("esbuild", [script, ...options], { encoding: "utf8" }).trim();
};
const policy = (page, script) =>
  page.replace("script-src 'self'", `script-src 'self' 'sha256-${hash("sha256", script).digest("base64")}'`);

const names = readdirSync(stage);
const glue = names.find((name) => /^overlay-\w+\.js$/.test(name));
const programs = { overlay: [glue, glue.replace(".js", "_bg.wasm")], studio: ["studio.js", "studio_bg.wasm"] };

if (is_release) {
  for (const [glue, wasm] of Object.values(programs)) {
    const input = lean(readFileSync(file(glue), "utf8"), file(wasm));
    const options = ["--minify", "--tree-shaking=true", "--format=esm", ...scripts];
    writeFileSync(file(glue), execFileSync("esbuild", options, { input }));
  }

  // The style sheets that every page wants are one download; those of the
  // template stay apart.
  const [head, rest] = html.split("</head>");
  const links = head.match(/<link[^>]* rel="?stylesheet[^>]*>/g);
  const names = links.map(address);
  const style = names.map((name) => readFileSync(file(name), "utf8")).join("");
  const name = `style-${short(style)}.css`;
  writeFileSync(file(name), style);
  names.forEach((name) => rmSync(file(name)));
  const link = `<link href="./${name}" integrity="${sign(name)}" rel="stylesheet">`;
  html = [links.reduce((head, old, at) => head.replace(old, at ? "" : link), head), rest].join("</head>");
}

// Each program is named by what it holds.
for (const [id, files] of Object.entries(programs)) {
  const own = `${id}-${short(files.map((name) => readFileSync(file(name), "latin1")).join(""))}`;
  programs[id] = [`${own}.js`, `${own}_bg.wasm`];
  files.forEach((name, at) => renameSync(file(name), file(programs[id][at])));
}

// The loader has them and the style sheets of the template by name, for a page
// must fetch none but its own.
html = html.replace(/<link[^>]* rel="?(modulepreload|preload)[^>]*>/g, "");
const [template, links] = only(/<template>(.*?)<\/template>/s);
html = html.replace(template, "");
const signed = (name) => [`./${name}`, sign(name)];
const styles = Object.fromEntries(
  links.match(/<link[^>]*>/g).map((link) => [address(link).match(/^\w+/)[0], signed(address(link))]),
);
const build = {
  programs: Object.fromEntries(Object.entries(programs).map(([id, files]) => [id, files.flatMap(signed)])),
  styles,
};

const [tag, boot] = only(/<script[^>]* src="?\.\/(boot-\w+\.js)[^>]*><\/script>/);
rmSync(file(boot));

// The offline copy holds everything, its program packed.
const inline = (link) => readFileSync(file(address(link)), "utf8");
const themes = Object.entries(styles).filter(([name]) => !["studio", "configurator", "dock"].includes(name));
const [overlay, wasm] = programs.overlay;
const offline = bundle("src/loader/offline.js", "--format=esm", `--alias:overlay=${file(overlay)}`);
const copy = html
  .replace(tag, "")
  .replace(/<link[^>]* rel="?stylesheet[^>]*>/g, (link) => `<style>${inline(link)}</style>`)
  .replace("</body>", () =>
    [
      `<template id="styles">${themes.map(([name, [style]]) => `<style data-theme="${name}">${readFileSync(file(style), "utf8")}</style>`).join("")}</template>`,
      `<script type="application/json" id="settings">{}</script>`,
      `<script type="text/plain" id="program">${gzipSync(readFileSync(file(wasm)), { level: 9 }).toString("base64")}</script>`,
      `<script type="module">${offline}</script>`,
      "</body>",
    ].join("\n"),
  );
writeFileSync(file("offline.html"), policy(copy, offline));

// The loader stands in the page, before the style sheets, for it would wait for
// those: so what it loads is asked for at once. The page's policy allows this very
// text.
const loader = bundle("src/loader/boot.js", "--format=iife", `--define:BUILD=${JSON.stringify(build)}`);
html = html.replace(tag, () => `<script>${loader}</script>`);
writeFileSync(page, policy(html, loader));
