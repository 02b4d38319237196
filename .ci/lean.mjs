// What trunk made of a program, made smaller: by the optimiser, and by what no
// tool of its own may do to one half alone, for both name the other's parts.
//
// The glue is taken as wasm-bindgen writes it in the version that is pinned; where
// it is written otherwise, the build fails here and says what was looked for.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

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
// through; so they are emptied first.
const UNCALLED = { exports: "--remove-exports=*intounderlying*", functions: "wasm_streams" };

// The program with nothing in the functions whose names have this in them.
function without(program, uncalled) {
  let at = 8;
  const number = () => {
    let [value, shift, byte] = [0, 1, 0];
    do {
      byte = program[at++];
      value += (byte & 127) * shift;
      shift *= 128;
    } while (byte > 127);
    return value;
  };
  const text = () => {
    const length = number();
    return program.toString("latin1", at, (at += length));
  };
  const bytes = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...bytes(value >>> 7)]);
  const times = (count, does) => Array.from({ length: count }, (_, each) => does(each));

  // Sections by their kind, and that of names, which is one of the custom ones.
  const sections = [];
  while (at < program.length) {
    const [from, kind, length] = [at, program[at++], number()];
    const [body, to] = [at, at + length];
    sections.push({ kind: kind === 0 && text() === "name" ? "name" : kind, from, body: kind ? body : at, to });
    at = to;
  }
  const enter = (kind) => {
    const section = sections.find((section) => section.kind === kind);
    if (!section) throw new Error(`the program has no section ${kind}`);
    at = section.body;
    return section;
  };

  // An import's kind of 0 is a function; those come first in the count.
  enter(2);
  const imported = times(number(), () => {
    text();
    text();
    const kind = program[at++];
    if (kind === 0) number();
    else if (kind === 3) at += 2;
    else throw new Error(`an import of kind ${kind}`);
    return kind;
  }).filter((kind) => kind === 0).length;

  const { to } = enter("name");
  const empty = new Set();
  while (at < to) {
    const [part, length] = [program[at++], number()];
    const end = at + length;
    // Of functions.
    if (part === 1) {
      times(number(), () => {
        const index = number();
        if (text().includes(uncalled)) empty.add(index - imported);
      });
    }
    at = end;
  }
  if (!empty.size) throw new Error(`the program has no ${uncalled} any more: take this out`);

  const code = enter(10);
  const count = number();
  const bodies = times(count, (index) => {
    const from = at;
    const length = number();
    at += length;
    // No locals, and what must not be reached.
    return empty.has(index) ? Buffer.from([3, 0, 0x00, 0x0b]) : program.subarray(from, at);
  });
  const body = Buffer.concat([Buffer.from(bytes(count)), ...bodies]);
  const whole = [Buffer.from([10, ...bytes(body.length)]), body];
  return Buffer.concat([program.subarray(0, code.from), ...whole, program.subarray(code.to)]);
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

const split = (text, at) => {
  const found = text.indexOf(at);
  if (found < 0) throw new Error(`the glue has no ${at}`);
  return [text.slice(0, found), text.slice(found)];
};

// Optimises the program in place; gives its glue.
export function lean(glue, wasm) {
  writeFileSync(wasm, without(readFileSync(wasm), UNCALLED.functions));
  const options = [UNCALLED.exports, "--strip-debug", "-Oz", "-Oz", "--one-caller-inline-max-function-size=50", "--low-memory-unused", ...FEATURES];
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
