// Requests the session while the program still loads, so that the response is
// there when the program starts.
//
// It does so only if the program is sure to send the same request. It accepts
// fewer addresses than the program; for the others there is no early request.

const oneOf = (...words) => new RegExp(`^(${words.join("|")})$`);
const KNOWN = {
  channel: /^[0-9a-f]{24}$/,
  source: oneOf("live"),
  api: /^https?:\/\/[a-z0-9.-]+(:[1-9]\d{3,4})?$/,
  interval: /^([5-9]|[1-9]\d{1,2}|[12]\d{3})$/,
  layout: oneOf("column", "row", "rotate"),
  every: /^([2-9]|[1-9]\d{1,2})$/,
  align: oneOf("start", "center", "end"),
  theme: oneOf("plate", "clear", "neon", "paper", "pixel", "glass"),
  scale: /^[1-7](\.\d{1,4})?$/,
  locale: /^[a-z]{2}(-[A-Z]{2})?$/,
  currency: oneOf("AUD", "BRL", "CAD", "CHF", "EUR", "GBP", "JPY", "SEK", "USD"),
  motion: oneOf("auto", "on", "off"),
  debug: oneOf("on", "off"),
  page: oneOf("overlay"),
};

// The page options, or null if they may be invalid. Widget options are not
// checked, because a problem with a widget does not stop the request.
function parsePageOptions(query) {
  const page = {};
  let widgets = 0;
  for (const [name, value] of query) {
    if (name === "widget") widgets++;
    else if (name in KNOWN) {
      if (name in page || !KNOWN[name].test(value)) return null;
      page[name] = value;
    } else if (!widgets || /^(apikey|token)$/i.test(name)) return null;
  }
  return widgets && page.channel ? page : null;
}

function authorization() {
  const pairs = [...new URLSearchParams(location.hash.slice(1) || history.state || "")];
  const [name, secret] = pairs.length === 1 ? pairs[0] : [];
  if (!/^[\w.~+/=-]+$/.test(secret)) return null;
  return { apikey: `apikey ${secret}`, token: `Bearer ${secret}` }[name] ?? null;
}

// Milliseconds for which other pages that start now send no early request.
const LOCK_TIME = 5_000;
const PREFIX = "session-overlay:";

// Calls the function if no other page polls or sends an early request, and
// resolves to its result; else to undefined.
function ifAlone(send) {
  const { locks } = navigator;
  if (!locks) return send();
  return new Promise((done) => {
    const request = locks.request(`${PREFIX}early`, { ifAvailable: true }, async (lock) => {
      if (!lock) return done();
      const { held } = await locks.query();
      if (held.some(({ name }) => name.startsWith(PREFIX) && name !== lock.name)) return done();
      done(send());
      await new Promise((done) => setTimeout(done, LOCK_TIME));
    });
    request.catch(() => done());
  });
}

// Sends the early request and leaves its response in globalThis.early, where the
// program looks for it.
export function requestEarly(query) {
  const page = parsePageOptions(query);
  const Authorization = authorization();
  if (!page || !Authorization || document.hidden) return;
  const api = page.api ?? "https://api.streamelements.com";
  const url = `${api}/kappa/v2/sessions/${page.channel}`;
  const signal = AbortSignal.timeout(10_000);
  const answer = Promise.resolve(
    ifAlone(() => {
      // The browser then blocks a redirect to another origin before it sends headers.
      const policy = document.createElement("meta");
      Object.assign(policy, { httpEquiv: "Content-Security-Policy", content: `connect-src 'self' ${api}` });
      document.head.append(policy);
      return fetch(url, { headers: { Authorization }, cache: "no-store", credentials: "omit", signal });
    }),
  );
  const early = { url, answer, signal, asked: Date.now() };
  const onResponse = (response) => void (early.elsewhere = response === undefined);
  // The program reports failures.
  answer.then(onResponse, () => {});
  globalThis.early = early;
}
