// What of these style sheets this browser does not know.
((sheets) => {
  const FUNCTIONS = `var env attr calc min max clamp url rgb rgba hsl hsla linear-gradient radial-gradient
    conic-gradient repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient translate translateX
    translateY translateZ translate3d scale scaleX scaleY rotate skew skewX skewY matrix perspective cubic-bezier steps
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia minmax repeat fit-content
    inset circle ellipse polygon path counter counters`.split(/\s+/);
  const UNITS = ["deg", "turn", "rad", "s", "ms", "fr", "dpi", "dppx"];
  const faults = [];
  let declarations = 0;

  // Calls back for each part of a block: what stands before its own block or its
  // end, and what is in the block.
  const walk = (text, visit) => {
    let [start, open, depth, round, quote] = [0, 0, 0, 0, ""];
    for (let at = 0; at < text.length; at++) {
      const letter = text[at];
      if (letter === "\\") at++;
      else if (quote) quote = letter === quote ? "" : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === "(" || letter === "[") round++;
      else if (letter === ")" || letter === "]") round--;
      else if (round) continue;
      else if (letter === "{" && depth++ === 0) open = at;
      else if ((letter === "}" && --depth === 0) || (letter === ";" && depth === 0)) {
        const isBlock = letter === "}";
        visit(text.slice(start, isBlock ? open : at).trim(), isBlock ? text.slice(open + 1, at) : null);
        start = at + 1;
      }
    }
    if (depth || round || quote) faults.push(`it breaks off: ${text.slice(start)}`);
    else if (text.slice(start).trim()) visit(text.slice(start).trim(), null);
  };

  const commas = (text) => {
    let round = 0;
    const marked = [...text].map((letter) => {
      round += "([".includes(letter) - ")]".includes(letter);
      return letter === "," && round === 0 ? "\0" : letter;
    });
    return marked.join("").split("\0").map((part) => part.trim());
  };

  const selector = (text) => {
    if (!CSS.supports(`selector(${text})`)) faults.push(`selector ${text}`);
    // Lists that forgive whatever they do not know.
    for (const list of text.matchAll(/:(?:is|where)\(/g)) {
      let [at, round] = [list.index + list[0].length, 1];
      const start = at;
      for (; round && at < text.length; at++) round += (text[at] === "(") - (text[at] === ")");
      commas(text.slice(start, at - 1)).forEach(selector);
    }
  };

  const declaration = (text, body) => {
    const [, name, value] = text.match(/^([\w-]+)\s*:(.*)$/s) ?? [];
    if (body !== null || !name) return faults.push(`no declaration: ${text}`);
    declarations++;
    const bare = value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, "");
    for (const [, called] of bare.matchAll(/([\w-]+)\(/g))
      if (!FUNCTIONS.includes(called)) faults.push(`function ${called} in ${text}`);
    for (const [, unit] of bare.matchAll(/(?<![\w#.-])[-+]?[\d.]+([a-z]+)/gi))
      if (!UNITS.includes(unit) && !CSS.supports("width", `1${unit}`)) faults.push(`unit ${unit} in ${text}`);
    if (name.startsWith("--")) return;
    const tried = value.includes("var(") ? "inherit" : value.replace(/!\s*important\s*$/, "");
    if (!CSS.supports(name, tried)) faults.push(`declaration ${text}`);
  };

  const rule = (head, body) => {
    const [, at, rest] = head.match(/^@([\w-]+)\s*(.*)$/s) ?? [];
    if (at === "layer") return body === null || walk(body, rule);
    if (at === "property" || at === "font-face") return;
    if (at === "supports") return CSS.supports(rest) && walk(body, rule);
    if (at === "keyframes") {
      return walk(body, (stops, moment) => {
        if (!/^((from|to|[\d.]+%)(,\s*)?)+$/.test(stops)) faults.push(`keyframe ${stops}`);
        walk(moment, declaration);
      });
    }
    if (at === "media") {
      if (matchMedia(rest).media.includes("not all")) faults.push(`query ${rest}`);
      return walk(body, rule);
    }
    if (at || body === null) return faults.push(`rule ${head}`);
    commas(head).forEach(selector);
    walk(body, declaration);
  };

  for (const sheet of sheets) walk(sheet.replace(/\/\*.*?\*\//gs, ""), rule);
  return { sheets: sheets.length, declarations, faults };
})
