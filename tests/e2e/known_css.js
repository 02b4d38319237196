// Reports everything in these style sheets that this browser does not support.
//
// It asks the engine itself (CSS.supports, matchMedia), because a browser reports no
// unsupported CSS and tables of features are incomplete for a version as old as 103. A
// parser is needed because the CSSOM drops what the engine does not understand. `supports`
// cannot judge a value with var(), so its functions and units are checked by name.
((sheets) => {
  const FUNCTIONS = `var env attr calc min max clamp url rgb rgba hsl hsla linear-gradient radial-gradient
    conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient translate translateX
    translateY translateZ translate3d scale scaleX scaleY rotate skew skewX skewY matrix perspective cubic-bezier steps
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia minmax repeat fit-content
    inset circle ellipse polygon path counter counters`.split(/\s+/);
  const UNITS = ["deg", "turn", "rad", "s", "ms", "fr", "dpi", "dppx"];
  const faults = [];
  let declarations = 0;

  // Calls `visit` for each part of a block: with its head and body for a rule, with its text
  // and null for a declaration.
  const walk = (text, visit) => {
    let [start, open, depth, parens, quote] = [0, 0, 0, 0, ""];
    for (let at = 0; at < text.length; at++) {
      const letter = text[at];
      if (letter === "\\") at++;
      else if (quote) quote = letter === quote ? "" : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === "(" || letter === "[") parens++;
      else if (letter === ")" || letter === "]") parens--;
      else if (parens) continue;
      else if (letter === "{" && depth++ === 0) open = at;
      else if ((letter === "}" && --depth === 0) || (letter === ";" && depth === 0)) {
        const isBlock = letter === "}";
        visit(text.slice(start, isBlock ? open : at).trim(), isBlock ? text.slice(open + 1, at) : null);
        start = at + 1;
      }
    }
    if (depth || parens || quote) faults.push(`unexpected end: ${text.slice(start)}`);
    else if (text.slice(start).trim()) visit(text.slice(start).trim(), null);
  };

  const splitAtCommas = (text) => {
    let parens = 0;
    const marked = [...text].map((letter) => {
      parens += "([".includes(letter) - ")]".includes(letter);
      return letter === "," && parens === 0 ? "\0" : letter;
    });
    return marked.join("").split("\0").map((part) => part.trim());
  };

  const checkSelector = (text) => {
    if (!CSS.supports(`selector(${text})`)) faults.push(`selector ${text}`);
    // These lists ignore unsupported selectors, so each one is checked.
    for (const list of text.matchAll(/:(?:is|where)\(/g)) {
      let [at, parens] = [list.index + list[0].length, 1];
      const start = at;
      for (; parens && at < text.length; at++) parens += (text[at] === "(") - (text[at] === ")");
      splitAtCommas(text.slice(start, at - 1)).forEach(checkSelector);
    }
  };

  const checkDeclaration = (text, body) => {
    const [, name, value] = text.match(/^([\w-]+)\s*:(.*)$/s) ?? [];
    if (body !== null || !name) return faults.push(`not a declaration: ${text}`);
    declarations++;
    const withoutStrings = value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, "");
    for (const [, called] of withoutStrings.matchAll(/([\w-]+)\(/g))
      if (!FUNCTIONS.includes(called)) faults.push(`function ${called} in ${text}`);
    for (const [, unit] of withoutStrings.matchAll(/(?<![\w#.-])[-+]?[\d.]+([a-z]+)/gi))
      if (!UNITS.includes(unit) && !CSS.supports("width", `1${unit}`)) faults.push(`unit ${unit} in ${text}`);
    if (name.startsWith("--")) return;
    const testable = value.includes("var(") ? "inherit" : value.replace(/!\s*important\s*$/, "");
    if (!CSS.supports(name, testable)) faults.push(`declaration ${text}`);
  };

  const checkRule = (head, body) => {
    const [, at, rest] = head.match(/^@([\w-]+)\s*(.*)$/s) ?? [];
    if (at === "layer") return body === null || walk(body, checkRule);
    if (at === "property" || at === "font-face") return;
    if (at === "supports") return CSS.supports(rest) && walk(body, checkRule);
    if (at === "keyframes") {
      return walk(body, (stops, frame) => {
        if (!/^((from|to|[\d.]+%)(,\s*)?)+$/.test(stops)) faults.push(`keyframe ${stops}`);
        walk(frame, checkDeclaration);
      });
    }
    if (at === "media") {
      if (matchMedia(rest).media.includes("not all")) faults.push(`query ${rest}`);
      return walk(body, checkRule);
    }
    if (at || body === null) return faults.push(`rule ${head}`);
    splitAtCommas(head).forEach(checkSelector);
    walk(body, checkDeclaration);
  };

  for (const sheet of sheets) walk(sheet.replace(/\/\*.*?\*\//gs, ""), checkRule);
  return { sheets: sheets.length, declarations, faults };
})
