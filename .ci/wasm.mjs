// A WebAssembly program in its parts, as far as its size is concerned: which
// functions it has, how they are called, and where they stand.

const times = (count, does) => Array.from({ length: count }, (_, each) => does(each));

// Reads a program from some place on.
class Reader {
  constructor(program, at) {
    Object.assign(this, { program, at });
  }

  byte() {
    return this.program[this.at++];
  }

  number() {
    let [value, unit, byte] = [0, 1, 0];
    do {
      byte = this.byte();
      value += (byte & 127) * unit;
      unit *= 128;
    } while (byte > 127);
    return value;
  }

  text() {
    const length = this.number();
    return this.program.toString("utf8", this.at, (this.at += length));
  }
}

export const bytes = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...bytes(number >>> 7)]);

// The sections, each by the number of its kind, and those of kind 0 by their names.
export function sections(program) {
  const read = new Reader(program, 8);
  const found = new Map();
  while (read.at < program.length) {
    const [from, kind, length] = [read.at, read.byte(), read.number()];
    const to = read.at + length;
    const name = kind === 0 ? read.text() : kind;
    found.set(name, { from, body: read.at, to });
    read.at = to;
  }
  return found;
}

// The program's own functions in order: from where to where, with their length
// before them, and their names.
export function functions(program) {
  const parts = sections(program);
  const enter = (kind) => {
    if (!parts.has(kind)) throw new Error(`the program has no section ${kind}`);
    return new Reader(program, parts.get(kind).body);
  };

  // An import of kind 0 is a function, and those come first in the count.
  const imports = enter(2);
  const kinds = times(imports.number(), () => {
    imports.text();
    imports.text();
    const kind = imports.byte();
    if (kind === 0) imports.number();
    else if (kind === 3) imports.at += 2;
    else throw new Error(`an import of kind ${kind}`);
    return kind;
  });
  const imported = kinds.filter((kind) => kind === 0).length;

  const named = enter("name");
  const names = new Map();
  while (named.at < parts.get("name").to) {
    const [part, length] = [named.byte(), named.number()];
    const end = named.at + length;
    // Of functions.
    if (part === 1) times(named.number(), () => names.set(named.number() - imported, named.text()));
    named.at = end;
  }

  const code = enter(10);
  return times(code.number(), (index) => {
    const from = code.at;
    const length = code.number();
    code.at += length;
    return { from, to: code.at, name: names.get(index) ?? "" };
  });
}
