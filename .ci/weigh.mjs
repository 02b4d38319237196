// What each part of a program weighs, as a Markdown table: of its functions by the
// crate that they stand in, ours by their module, each with what was made for it
// out of other crates.
import { functions, sections } from "./wasm.mjs";

const OURS = "session_overlay::";

function part(name) {
  // wasm-bindgen writes names in full, with a hash behind each crate.
  const plain = name.replace(/\[[0-9a-f]+\]/g, "");
  const own = plain.match(/session_overlay::(\w+)(?:::(\w+))?/);
  if (own) return OURS + (["view", "page", "browser", "widget"].includes(own[1]) ? `${own[1]}::${own[2]}` : own[1]);
  return plain.match(/\b([a-z]\w*)::/)?.[1] ?? "start and glue";
}

export function weigh(program) {
  const weights = new Map();
  for (const { from, to, name } of functions(program)) {
    weights.set(part(name), (weights.get(part(name)) ?? 0) + to - from);
  }
  const data = sections(program).get(11);
  weights.set("texts and tables", data.to - data.from);
  const rows = [...weights].sort(([, one], [, other]) => other - one);
  const large = rows.filter(([, weight]) => weight >= 1_000);
  const rest = rows.slice(large.length).reduce((sum, [, weight]) => sum + weight, 0);
  return [
    "| part | bytes |",
    "|---|--:|",
    ...large.map(([name, weight]) => `| ${name} | ${weight} |`),
    `| ${rows.length - large.length} smaller ones | ${rest} |`,
  ].join("\n");
}
