// Tries to get something foreign in, or something of ours out; gives what the
// page's policy stopped.
(async () => {
  const FOREIGN = "$FOREIGN/kappa/v2/x";
  const add = (name, fields) => {
    const node = Object.assign(document.createElement(name), fields);
    document.body.append(node);
    return node;
  };
  const style = (text) => add("style", { textContent: text });
  const attacks = {
    "base-uri": () => add("base", { href: FOREIGN }),
    "connect-src beacon": () => navigator.sendBeacon(FOREIGN, "x"),
    "connect-src event source": () => new EventSource(FOREIGN),
    "connect-src fetch": () => fetch(FOREIGN).catch(() => {}),
    "connect-src socket": () => new WebSocket(FOREIGN.replace("http", "ws")),
    "media-src": () => add("audio", { src: FOREIGN }).load(),
    "object-src": () => add("object", { data: FOREIGN }),
    "font-src": () => {
      style(`@font-face { font-family: foreign; src: url(${FOREIGN}) } .foreign { font-family: foreign }`);
      add("p", { className: "foreign", textContent: "x" });
    },
    "form-action": () => add("form", { action: FOREIGN }).submit(),
    "frame-src": () => add("iframe", { src: FOREIGN }),
    "img-src image": () => add("img", { src: FOREIGN }),
    "img-src style": () => {
      style(`.painted { background: url(${FOREIGN}?painted) }`);
      add("p", { className: "painted", textContent: "x" });
    },
    "script-src handler": () => {
      const node = add("p", {});
      node.setAttribute("onclick", "window.pwned = true");
      node.click();
    },
    "script-src inline": () => add("script", { textContent: "window.pwned = true" }),
    "script-src foreign": () => add("script", { src: FOREIGN }),
    "script-src javascript:": () => add("a", { href: "javascript:window.pwned = true" }).click(),
    "script-src worker": () => {
      try {
        new Worker(URL.createObjectURL(new Blob(["1"])));
      } catch {
        /* its event comes all the same */
      }
    },
    "style-src foreign": () => add("link", { rel: "stylesheet", href: FOREIGN }),
    "style-src import": () => style(`@import url(${FOREIGN}?import);`),
  };
  const stopped = [];
  // One after the other, so that what was stopped is known by when.
  for (const [name, attack] of Object.entries(attacks)) {
    const directive = name.split(" ")[0];
    const heard = new Promise((done) => {
      const hear = (event) => {
        const own = event.effectiveDirective;
        // A worker's own rule falls back to those of scripts.
        const fits = own.startsWith(directive) || (own === "worker-src" && name.endsWith("worker"));
        if (fits) done(name);
      };
      document.addEventListener("securitypolicyviolation", hear);
      setTimeout(() => done(null), 1500);
    });
    attack();
    stopped.push(await heard);
  }
  try {
    new Function("window.pwned = true")();
  } catch {
    stopped.push("eval");
  }
  return stopped.filter(Boolean);
})()
