// Asks for the session while the program is still on its way: by the time that it
// could ask itself, the answer is there.
//
// Only where the program is sure to ask for the same. Whether an address is right
// is judged there, so this wants less than it takes: what it does not know is not
// asked for early, and that is all.

const one_of = (...words) => new RegExp(`^(${words.join("|")})$`);
const KNOWN = {
  channel: /^[0-9a-f]{24}$/,
  source: one_of("live"),
  api: /^https?:\/\/[a-z0-9.-]+(:[1-9]\d{3,4})?$/,
  interval: /^([5-9]|[1-9]\d{1,2}|[12]\d{3})$/,
  layout: one_of("column", "row", "rotate"),
  every: /^([2-9]|[1-9]\d{1,2})$/,
  align: one_of("start", "center", "end"),
  theme: one_of("plate", "clear", "neon", "paper", "pixel", "glass"),
  scale: /^[1-7](\.\d{1,4})?$/,
  locale: /^[a-z]{2}(-[A-Z]{2})?$/,
  currency: one_of("AUD", "BRL", "CAD", "CHF", "EUR", "GBP", "JPY", "SEK", "USD"),
  motion: one_of("auto", "on", "off"),
  debug: one_of("on", "off"),
  page: one_of("overlay"),
};
// Of widgets it knows nothing, for what is wrong with one takes that one alone.
function surely(query) {
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

function credential() {
  const pairs = [...new URLSearchParams(location.hash.slice(1) || history.state || "")];
  const [name, secret] = pairs.length === 1 ? pairs[0] : [];
  if (!/^[\w.~+/=-]+$/.test(secret)) return null;
  return { apikey: `apikey ${secret}`, token: `Bearer ${secret}` }[name] ?? null;
}

// How long others of one start leave it to this page, in milliseconds.
const START = 5_000;
const NAME = "session-overlay:";

// What this comes to where no page polls already, nor another asks early; else
// nothing.
function alone(then) {
  const { locks } = navigator;
  if (!locks) return then();
  return new Promise((done) => {
    const asked = locks.request(`${NAME}early`, { ifAvailable: true }, async (lock) => {
      if (!lock) return done();
      const { held } = await locks.query();
      if (held.some(({ name }) => name.startsWith(NAME) && name !== lock.name)) return done();
      done(then());
      await new Promise((over) => setTimeout(over, START));
    });
    asked.catch(() => done());
  });
}

// Leaves its answer where the program finds it, or that there will be none.
export function ask(query) {
  const page = surely(query);
  const Authorization = credential();
  if (!page || !Authorization || document.hidden) return;
  const api = page.api ?? "https://api.streamelements.com";
  const url = `${api}/kappa/v2/sessions/${page.channel}`;
  const signal = AbortSignal.timeout(10_000);
  const answer = Promise.resolve(
    alone(() => {
      // A redirect to anywhere else is cut off before a header is sent.
      const policy = document.createElement("meta");
      Object.assign(policy, { httpEquiv: "Content-Security-Policy", content: `connect-src 'self' ${api}` });
      document.head.append(policy);
      return fetch(url, { headers: { Authorization }, cache: "no-store", credentials: "omit", signal });
    }),
  );
  const early = { url, answer, signal, asked: Date.now() };
  const learn = (answer) => void (early.elsewhere = answer === undefined);
  // What fails is told where it is taken up.
  answer.then(learn, () => {});
  globalThis.early = early;
}
