// Trunk's post_build hook. It does what Trunk cannot do yet: four programs on one page, an
// inline loader that the page's policy allows, the faces, and the offline copy.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FAMILIES, SUBSETS, faces, licences, table } from "./faces.mjs";

const isRelease = process.env.TRUNK_PROFILE === "release";
const path = (name) => join(process.env.TRUNK_STAGING_DIR, name);
const text = (name) => readFileSync(path(name), "utf8");
const hash = (content) => createHash("sha256").update(content);
const integrity = (content) => `sha256-${hash(content).digest("base64")}`;

// The option with which the loader imports the faces.
function withFaces(subsets, address) {
  writeFileSync(path("faces.json"), JSON.stringify({ families: FAMILIES, faces: table(subsets, address) }));
  return `--alias:faces=${path("faces.json")}`;
}

function bundle(script, ...options) {
  const shared = ["--bundle", "--target=chrome103", "--log-level=warning", ...(isRelease ? ["--minify"] : [])];
  return execFileSync("esbuild", [script, ...shared, ...options], { encoding: "utf8" }).trim();
}

// The page with an inline script, which its policy allows by a hash.
function withScript(page, tag, type, script) {
  return page
    .replace("script-src 'self'", `script-src 'self' '${integrity(script)}'`)
    .replace(tag, () => `<script type="${type}">${script}</script>`);
}

// Trunk cannot minify the glue code of wasm-bindgen, and puts no hash into the names of the
// other programs. All names get the hash of the final files, so that each is safe to cache.
function program(id, glue) {
  const files = [glue, glue.replace(".js", "_bg.wasm")];
  writeFileSync(path(glue), bundle(path(glue), "--format=esm"));
  const contents = files.map((name) => readFileSync(path(name)));
  const own = `${id}-${hash(Buffer.concat(contents)).digest("hex").slice(0, 16)}`;
  const names = [`${own}.js`, `${own}_bg.wasm`];
  files.forEach((name, index) => renameSync(path(name), path(names[index])));
  return names;
}
const programs = {
  overlay: program("overlay", readdirSync(path("")).find((name) => /^overlay-\w+\.js$/.test(name))),
  full: program("full", "full.js"),
  configurator: program("configurator", "configurator.js"),
  dock: program("dock", "dock.js"),
};

// Trunk's minifier writes range syntax, which Chromium reads since version 104.
const html = text("index.html").replace(/\(width>=(\w+)\)/g, "(min-width:$1)");
const [bootTag, boot] = html.match(/<script[^>]* src="?\.\/(boot-\w+\.js)[^>]*><\/script>/);
rmSync(path(boot));

// The loader gets the names and integrity hashes of the programs.
const signed = ([id, names]) => [id, names.flatMap((name) => [`./${name}`, integrity(readFileSync(path(name)))])];
const signedPrograms = JSON.stringify(Object.fromEntries(Object.entries(programs).map(signed)));
const files = withFaces(SUBSETS, ({ name }) => `./faces/${name}`);
const loader = bundle("src/loader/boot.js", "--format=iife", `--define:PROGRAMS=${signedPrograms}`, files);
mkdirSync(path("faces"));
for (const { name, content } of faces.flatMap(({ files }) => files)) writeFileSync(path(`faces/${name}`), content);
writeFileSync(path("licences.txt"), `${licences}\n\n${readFileSync(".ci/lucide-licence.txt", "utf8")}`);
writeFileSync(path("index.html"), withScript(html, bootTag, "text/javascript", loader));

// The offline copy is one file. It has the compressed full overlay and the Latin faces, but not
// the style sheets of the studio.
const wasm = gzipSync(readFileSync(path(programs.full[1])), { level: 9 }).toString("base64");
const copy = html
  .replace(bootTag, "")
  .replace(/<template[^>]*>.*<\/template>/s, "")
  .replace("</body>", () =>
    ['<script type="application/json" id="settings">{}</script>', `<script type="text/plain" id="program">${wasm}</script>`, "$LOADER", "</body>"].join("\n"),
  );
const latin = withFaces(["latin"], ({ content }) => `data:font/woff2;base64,${content.toString("base64")}`);
const offlineLoader = bundle("src/loader/offline.js", "--format=esm", `--alias:overlay=${path(programs.full[0])}`, latin);
writeFileSync(path("offline.html"), withScript(copy, "$LOADER", "module", offlineLoader));
rmSync(path("faces.json"));
