// What the loaders of the site and of the offline copy have in common.

// What is remembered across a reload; where that is forbidden, nothing.
export const memory = (name) => {
  const place = `session-overlay:${name}`;
  return {
    take() {
      try {
        const text = sessionStorage.getItem(place);
        sessionStorage.removeItem(place);
        return text;
      } catch {
        return null;
      }
    },
    keep(text) {
      try {
        sessionStorage.setItem(place, text);
        return true;
      } catch {
        return false;
      }
    },
  };
};

// An error's words hold the page's address, and that may hold a credential.
const words = (why) => String(why?.stack ?? why).replace(/#[^\s:)]*/g, "");

export const tell = (how, what, why) => how(`Session Overlay ${what}: ${words(why)}`);

// What stands there instead of a picture when nothing can be loaded.
export function card(heading, words) {
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const card = element("section", "");
  card.className = "problem";
  card.setAttribute("role", "alert");
  const list = element("ul", "");
  list.append(element("li", words));
  card.append(element("h2", heading), list);
  document.body.append(card);
}

// A program that broke stays broken, the last picture standing. It is loaded
// anew, though no more than once a minute, and says afterwards why.
const crash = memory("crash");
const MINUTE = 60_000;
let broke = false;
function watch(event) {
  const why = event.error ?? event.reason;
  if (broke || !(why instanceof WebAssembly.RuntimeError)) return;
  broke = true;
  crash.keep(words(why));
  setTimeout(() => location.reload(), Math.max(0, MINUTE - performance.now()));
}
addEventListener("error", watch);
addEventListener("unhandledrejection", watch);
const why = crash.take();
if (why) tell(console.warn, "was loaded anew, for it broke", why);
