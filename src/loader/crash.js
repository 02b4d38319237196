// Reloads the page after its program has crashed, and what the loaders of the
// site and of the offline copy share.

function unlessBlocked(access) {
  try {
    return access();
  } catch {
    return null;
  }
}

// A text that survives one reload. Where storage is blocked there is none.
export function sessionFlag(name) {
  const key = `session-overlay:${name}`;
  const take = () => {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text;
  };
  const set = (text) => unlessBlocked(() => (sessionStorage.setItem(key, text), true));
  return { take: () => unlessBlocked(take), set };
}

// An error's text contains the page's address, whose fragment may hold a
// credential.
const redact = (error) => String(error?.stack ?? error).replace(/#[^\s:)]*/g, "");

export const log = (method, message, error) => method(`Session Overlay ${message}: ${redact(error)}`);

// Shows an error card, in the markup of an overlay's problem card.
export function showError(heading, text) {
  const card = `<section class="problem" role="alert"><h2>${heading}</h2><ul><li>${text}</li></ul></section>`;
  document.body.insertAdjacentHTML("beforeend", card);
}

// A crashed program cannot continue, and its last picture stays on screen. The
// page is reloaded, at most once a minute, and then logs the crash.
const crash = sessionFlag("crash");
let hasCrashed = false;
function onError(event) {
  const error = event.error ?? event.reason;
  if (hasCrashed || !(error instanceof WebAssembly.RuntimeError)) return;
  hasCrashed = true;
  crash.set(redact(error));
  setTimeout(() => location.reload(), Math.max(0, 60_000 - performance.now()));
}
addEventListener("error", onError);
addEventListener("unhandledrejection", onError);
const lastCrash = crash.take();
if (lastCrash) log(console.warn, "was reloaded after a crash", lastCrash);
