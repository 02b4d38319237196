// Advances the clock to the next timer as soon as no poll is in flight, so that a day takes
// minutes. Only Date.now and the timers are replaced; requests are real.
(() => {
  const [realNow, realSetTimeout] = [Date.now.bind(Date), setTimeout.bind(window)];
  let [skipped, inFlight, lastId] = [0, 0, 0];
  const timers = new Map();
  Date.now = () => realNow() + skipped;
  window.setTimeout = (callback, delay = 0, ...rest) => {
    timers.set(++lastId, { due: Date.now() + Number(delay), run: () => callback(...rest) });
    return lastId;
  };
  window.clearTimeout = (id) => timers.delete(id);

  const realFetch = window.fetch.bind(window);
  window.fetch = async (...args) => {
    if (!(args[0].url ?? args[0]).includes("/sessions/")) return realFetch(...args);
    inFlight++;
    const done = () => void inFlight--;
    try {
      const response = await realFetch(...args);
      const text = response.text.bind(response);
      if (response.ok) response.text = () => text().finally(done);
      else done();
      return response;
    } catch (error) {
      done();
      throw error;
    }
  };

  const realInstantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...args) => {
    const result = await realInstantiate(...args);
    const { exports } = result.instance ?? result;
    window.memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    return result;
  };

  // A welcome or an answer of the gateway is waited for like that to a poll.
  window.WebSocket = class extends WebSocket {
    waiting = 0;
    wait(count) {
      this.waiting += count;
      inFlight += count;
    }
    constructor(...args) {
      super(...args);
      this.wait(1);
      this.addEventListener("message", ({ data }) => {
        if (this.waiting && /"type":"(welcome|response)"/.test(data)) this.wait(-1);
      });
      this.addEventListener("close", () => this.wait(-this.waiting));
    }
    send(data) {
      this.wait(1);
      super.send(data);
    }
    close(...args) {
      this.wait(-this.waiting);
      super.close(...args);
    }
  };

  const runNextTimer = () => {
    realSetTimeout(runNextTimer, 1);
    if (inFlight) return;
    const next = [...timers].sort(([, one], [, other]) => one.due - other.due)[0];
    if (!next) return;
    const [id, { due, run }] = next;
    skipped += Math.max(0, due - Date.now());
    timers.delete(id);
    run();
  };
  realSetTimeout(runNextTimer, 1);

  window.skip = (milliseconds) => void (skipped += milliseconds);
  window.skippedTime = () => skipped;
})();
