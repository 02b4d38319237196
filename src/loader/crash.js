// Reloads the page after its program has crashed, and what the loaders of the
// site and of the offline copy share.

// A text that survives one reload. Where storage is blocked there is none.
export const sessionFlag = (name) => {
  const key = `session-overlay:${name}`;
  return {
    take() {
      try {
        const text = sessionStorage.getItem(key);
        sessionStorage.removeItem(key);
        return text;
      } catch {
        return null;
      }
    },
    set(text) {
      try {
        sessionStorage.setItem(key, text);
        return true;
      } catch {
        return false;
      }
    },
  };
};

// An error's text contains the page's address, whose fragment may hold a
// credential.
const redact = (error) => String(error?.stack ?? error).replace(/#[^\s:)]*/g, "");

export const log = (method, message, error) => method(`Session Overlay ${message}: ${redact(error)}`);

// Shows an error card, in the markup of an overlay's problem card.
export function showError(heading, text) {
  const element = (name, textContent) => Object.assign(document.createElement(name), { textContent });
  const card = element("section", "");
  card.className = "problem";
  card.setAttribute("role", "alert");
  const list = element("ul", "");
  list.append(element("li", text));
  card.append(element("h2", heading), list);
  document.body.append(card);
}

// A crashed program cannot continue, and its last picture stays on screen. The
// page is reloaded, at most once a minute, and then logs the crash.
const crash = sessionFlag("crash");
const MINUTE = 60_000;
let hasCrashed = false;
function onError(event) {
  const error = event.error ?? event.reason;
  if (hasCrashed || !(error instanceof WebAssembly.RuntimeError)) return;
  hasCrashed = true;
  crash.set(redact(error));
  setTimeout(() => location.reload(), Math.max(0, MINUTE - performance.now()));
}
addEventListener("error", onError);
addEventListener("unhandledrejection", onError);
const lastCrash = crash.take();
if (lastCrash) log(console.warn, "was reloaded after a crash", lastCrash);
