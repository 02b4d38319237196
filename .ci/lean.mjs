// What trunk made of a program, made smaller: by the optimiser, and by what no
// tool of its own may do to one half alone, for both name the other's parts.
//
// The glue is taken as wasm-bindgen writes it in the version that is pinned; where
// it is written otherwise, the build fails here and says what was looked for.
import { execFileSync } from "node:child_process";

const FEATURES = [
  "--enable-bulk-memory",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-reference-types",
  "--enable-multivalue",
];

// Leptos brings a crate for the streams of a server. It exports what it has, so no
// linker drops it, and nothing here calls it.
const UNCALLED = "--remove-exports=*intounderlying*";

// Its own way to start, with all that it might be given; our loaders give it what
// they have fetched.
const START = `
let wasm;
export default async function ({ module_or_path }) {
  const made = await WebAssembly.instantiate(module_or_path, __wbg_get_imports());
  wasm = (made.instance ?? made).exports;
  wasm.__wbindgen_start();
}
`;

const split = (text, at) => {
  const found = text.indexOf(at);
  if (found < 0) throw new Error(`the glue has no ${at}`);
  return [text.slice(0, found), text.slice(found)];
};

// Optimises the program in place; gives its glue.
export function lean(glue, wasm) {
  const options = [UNCALLED, "-Oz", "--one-caller-inline-max-function-size=50", "--low-memory-unused", ...FEATURES];
  const names = "--minify-imports-and-exports-and-modules";
  const map = JSON.parse(execFileSync("wasm-opt", [wasm, "-o", wasm, ...options, names], { encoding: "utf8" }));
  const imports = new Map(map.imports.map(([, name, short]) => [name, short]));
  const exports = new Map(map.exports.map(([name, short]) => [name, short]));

  const [, functions] = split(glue, "function __wbg_get_imports()");
  const [body] = split(functions, "let wasmModule, wasmInstance, wasm;");
  let kept = 0;
  const imported = body
    .replace(/^ {8}(__wb\w+): function[^]*?^ {8}\}(?:, arguments\); \})?,\n/gm, (part, name) => {
      if (!imports.has(name)) return "";
      kept += 1;
      return part.replace(name, `"${imports.get(name)}"`);
    })
    .replace(/"\.\/\w+_bg\.js": import0/, "a: import0")
    .replace(/^const IntoUnderlying\w+ = [^;]*;\n/gm, "");
  if (kept !== imports.size) throw new Error(`of ${imports.size} imports the glue has ${kept}`);
  return (imported + START).replace(/\bwasm\.(\w+)/g, (_, name) => {
    if (!exports.has(name)) throw new Error(`the program exports no ${name}`);
    return `wasm["${exports.get(name)}"]`;
  });
}
