// What trunk made of a program, made smaller: by the optimiser, and by what no
// tool of its own may do to one half alone, for both name the other's parts.
//
// The glue is taken as wasm-bindgen writes it in the version that is pinned; where
// it is written otherwise, the build fails here and says what was looked for.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { bytes, functions, sections } from "./wasm.mjs";
import { weigh } from "./weigh.mjs";

const FEATURES = [
  "--enable-bulk-memory",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-reference-types",
  "--enable-multivalue",
];

// Leptos brings a crate for the streams of a server. It exports what it has, so no
// linker drops it, and nothing here calls it. Even without its exports its functions
// stand in the table of those that are called by number, which no optimiser looks
// through; so the large ones are emptied first. Not the small ones: the compiler
// makes one of those that are alike, and may have called it by this name.
const UNCALLED = { exports: "--remove-exports=*intounderlying*", functions: "wasm_streams", least: 300 };

// The program with nothing in those functions.
function emptied(program) {
  const all = functions(program);
  const is_uncalled = ({ from, to, name }) => name.includes(UNCALLED.functions) && to - from >= UNCALLED.least;
  if (!all.some(is_uncalled)) throw new Error(`the program has no ${UNCALLED.functions} any more: take this out`);
  // Three bytes: no locals, what must not be reached, and the end.
  const empty = Buffer.from([3, 0, 0x00, 0x0b]);
  const bodies = all.map((one) => (is_uncalled(one) ? empty : program.subarray(one.from, one.to)));
  const body = Buffer.concat([Buffer.from(bytes(all.length)), ...bodies]);
  const { from, to } = sections(program).get(10);
  const code = Buffer.concat([Buffer.from([10, ...bytes(body.length)]), body]);
  return Buffer.concat([program.subarray(0, from), code, program.subarray(to)]);
}

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

// A text goes in whole and not letter by letter, which takes long where it is long;
// and what Safari has to be helped with after two gigabytes is left out. So nothing
// asks for more room any longer.
const OWN = {
  passStringToWasm0: `function passStringToWasm0(text) {
    const bytes = cachedTextEncoder.encode(text);
    const at = wasm.__wbindgen_malloc(WASM_VECTOR_LEN = bytes.length, 1) >>> 0;
    getUint8ArrayMemory0().set(bytes, at);
    return at;
}
`,
  decodeText: `function decodeText(at, length) {
    return cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(at, at + length));
}
`,
};
const WAYS = "wasm.__wbindgen_malloc, wasm.__wbindgen_realloc";
const UNASKED = "--remove-exports=__wbindgen_realloc";

// The glue with these functions of ours.
function replaced(glue) {
  let replaced = glue.replaceAll(`, ${WAYS})`, ")").replace(/^if \(!\('encodeInto' in cachedTextEncoder[^]*?^}\n/m, "");
  for (const [name, own] of Object.entries(OWN)) {
    const [before, rest] = split(replaced, `function ${name}(`);
    replaced = before + own + rest.replace(/^[^]*?^}\n/m, "");
  }
  return replaced;
}

const split = (text, at) => {
  const found = text.indexOf(at);
  if (found < 0) throw new Error(`the glue has no ${at}`);
  return [text.slice(0, found), text.slice(found)];
};

// Optimises the program in place; gives its glue.
export function lean(glue, wasm) {
  writeFileSync(wasm, emptied(readFileSync(wasm)));
  const options = [UNCALLED.exports, UNASKED, "-Oz", "-Oz", "--one-caller-inline-max-function-size=50", "--low-memory-unused"];
  const optimise = (...more) =>
    execFileSync("wasm-opt", [wasm, ...options, ...FEATURES, ...more], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (process.env.WEIGH) {
    const named = `${wasm}.named`;
    optimise("--debuginfo", "-o", named);
    console.log(`\n${weigh(readFileSync(named))}\n`);
    rmSync(named);
  }
  const map = JSON.parse(optimise("--strip-debug", "--strip-target-features", "--minify-imports-and-exports-and-modules", "-o", wasm));
  const imports = new Map(map.imports.map(([, name, short]) => [name, short]));
  const exports = new Map(map.exports.map(([name, short]) => [name, short]));

  const [, functions] = split(replaced(glue), "function __wbg_get_imports()");
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
