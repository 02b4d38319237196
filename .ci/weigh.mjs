// Prints the size of each part of a program as a Markdown table: functions by crate, or by
// module for this crate. A generic function counts for the part that instantiates it.
import { functions, sections } from "./wasm.mjs";

// Folders whose modules are listed one by one.
const LARGE = ["browser", "components", "options", "session", "studio", "widget"];

function part(name) {
  // Mangled crate names contain a hash.
  const plain = name.replace(/\[[0-9a-f]+\]/g, "");
  const own = plain.match(/session_overlay::(\w+)(?:::(\w+))?/);
  if (own) return "session_overlay::" + (LARGE.includes(own[1]) ? `${own[1]}::${own[2]}` : own[1]);
  return plain.match(/\b([a-z]\w*)::/)?.[1] ?? "glue code";
}

export function weigh(program) {
  const sizes = new Map();
  for (const { from, to, name } of functions(program)) {
    sizes.set(part(name), (sizes.get(part(name)) ?? 0) + to - from);
  }
  const data = sections(program).get(11);
  sizes.set("data", data.to - data.from);
  const rows = [...sizes].sort(([, one], [, other]) => other - one);
  const large = rows.filter(([, size]) => size >= 1_000);
  const rest = rows.slice(large.length).reduce((sum, [, size]) => sum + size, 0);
  return [
    "| part | bytes |",
    "|---|--:|",
    ...large.map(([name, size]) => `| ${name} | ${size} |`),
    `| ${rows.length - large.length} smaller parts | ${rest} |`,
  ].join("\n");
}
