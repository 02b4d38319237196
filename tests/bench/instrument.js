// Runs before the scripts of a page. Records when the first value is shown, runs the clock
// and the timers $SPEED times as fast, and exposes the wasm memory.
(() => {
  const [realNow, realSetTimeout, speed] = [Date.now.bind(Date), setTimeout.bind(window), $SPEED];
  if (speed > 1) {
    const start = realNow();
    Date.now = () => start + (realNow() - start) * speed;
    window.setTimeout = (callback, delay = 0, ...rest) => realSetTimeout(callback, delay / speed, ...rest);
  }

  const checkFirstValue = (_, observer) => {
    const isLive = ["live", "stale"].includes(document.documentElement?.dataset.status);
    const value = document.querySelector("[data-widget=follower-latest] .name, [data-widget=tip-goal] .value");
    // While its face is loading the text is invisible.
    if (!isLive || !value?.textContent || document.documentElement.dataset.face) return;
    window.firstValueAt = performance.now();
    observer.disconnect();
  };
  const everything = { attributes: true, childList: true, characterData: true, subtree: true };
  new MutationObserver(checkFirstValue).observe(document, everything);

  const realInstantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const result = await realInstantiate(...args);
    const { exports } = result.instance ?? result;
    window.memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    return result;
  };
})();
