// The baseline: the same widgets in plain JavaScript without a framework, as small and fast
// as reasonable code gets. It uses the same addresses, markup and style sheets, but it
// validates nothing and caches nothing.

const query = new URLSearchParams(location.search);
const root = document.documentElement;
const locale = query.get("locale") ?? undefined;
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat(locale, { style: "percent" });
const element = (name, kind, ...children) => {
  const node = document.createElement(name);
  node.className = kind;
  node.append(...children);
  return node;
};
const line = ({ name, amount }) => {
  const parts = [element("bdi", "name", name)];
  if (amount) parts.push(element("span", "text", " "), element("span", "amount", number.format(amount)));
  return parts;
};

const goal = (section, value, { target }) => {
  const parts = ["current", "text", "target", "text", "percent"].map((kind) => element("span", kind));
  const [current, , goalTarget, , share] = parts;
  parts[1].textContent = " / ";
  parts[3].textContent = " ";
  goalTarget.textContent = number.format(target);
  value.append(...parts);
  const bar = element("div", "bar", element("div", "fill"));
  bar.role = "progressbar";
  section.append(bar);
  return ({ amount }) => {
    const done = Math.min(1, amount / target);
    current.textContent = number.format(amount);
    share.textContent = percent.format(amount < target ? Math.min(0.99, done) : 1);
    bar.ariaValueNow = amount;
    bar.style.setProperty("--progress", done);
    section.toggleAttribute("data-reached", amount >= target);
  };
};
const text = (render) => (section, value) => {
  const leaving = section.appendChild(element("p", "leaving"));
  return (entry) => {
    leaving.replaceChildren(...value.childNodes);
    value.replaceChildren(...render(entry));
  };
};
const label = text(line);
const counter = text(({ amount, count }) => [element("span", "count", number.format(amount ?? count))]);
const list = (section, value, { limit = 5 }) => {
  const events = element("ul", "events");
  value.replaceWith(events);
  return (entry) => {
    const items = entry.slice(0, limit).map((event) => element("li", "event", element("span", "line", ...line(event))));
    events.replaceChildren(...items);
  };
};

const widgets = [];
for (const [name, value] of query) {
  if (name === "widget") widgets.push({ key: value });
  else if (widgets.length) widgets.at(-1)[name] = value;
}
const main = document.body.appendChild(element("main", "widgets"));
for (const widget of widgets) {
  const [kind, make] = widget.key.endsWith("-goal") ? ["goal", goal]
    : widget.key.endsWith("-recent") ? ["list", list]
    : /-(latest|top-)/.test(widget.key) ? ["label", label] : ["counter", counter];
  const title = widget.key[0].toUpperCase() + widget.key.slice(1).replaceAll("-", " ");
  const value = element("p", "value");
  const section = element("section", "widget", element("h2", "title", title), value);
  Object.assign(section.dataset, { widget: widget.key, kind });
  const draw = make(section, value, widget);
  main.append(element("div", kind === "label" || kind === "counter" ? "slot" : "slot wide", section));
  widget.update = (entry) => {
    const json = JSON.stringify(entry);
    if (!entry || json === widget.json) return;
    draw(entry);
    if (widget.json) {
      section.dataset.changed = "";
      clearTimeout(widget.highlight);
      widget.highlight = setTimeout(() => section.removeAttribute("data-changed"), 1500);
    }
    widget.json = json;
  };
}

const channel = query.get("channel");
const api = `${query.get("api") ?? "https://api.streamelements.com"}/kappa/v2/sessions/${channel}`;
const token = new URLSearchParams(location.hash.slice(1)).get("apikey");
const headers = { Authorization: `apikey ${token}` };
const interval = Number(query.get("interval") ?? 15) * 1000;
root.dataset.motion = query.get("motion") ?? "on";
let [last, failures] = ["", 0];
async function refresh() {
  try {
    const response = await fetch(api, { headers, cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw response.status;
    const text = await response.text();
    if (text !== last) {
      const { data } = JSON.parse(text);
      for (const widget of widgets) widget.update(data[widget.key]);
      last = text;
    }
    failures = 0;
  } catch {
    failures++;
  }
  const status = failures ? (last ? "stale" : "down") : "live";
  if (root.dataset.status !== status) root.dataset.status = status;
}
async function poll() {
  if (document.hidden) return document.addEventListener("visibilitychange", poll, { once: true });
  await refresh();
  const wait = Math.min(300_000, interval * 2 ** Math.max(0, failures - 1));
  setTimeout(poll, wait * (0.9 + 0.2 * Math.random()));
}
// The gateway's changes, beside the polls. A request follows them, because they do not carry lists.
const topics = ["channel.session.update", "channel.session.reset"];
function connect(gateway) {
  const socket = new WebSocket(gateway);
  let [answers, firstFrame, followUp] = [0];
  const subscribe = (topic, index) => {
    const data = { topic, room: channel, token, token_type: "apikey" };
    setTimeout(() => socket.send(JSON.stringify({ type: "subscribe", nonce: topic, data })), 150 * index);
  };
  socket.onmessage = ({ data: frame }) => {
    const { type, topic, data } = JSON.parse(frame);
    if (type === "welcome") topics.forEach(subscribe);
    if (type === "response" && ++answers === topics.length) root.dataset.updates = "push";
    if (type !== "message" || topic !== topics[0]) return;
    const { activityId, ...entry } = data.data;
    for (const widget of widgets) if (widget.key === data.key) widget.update(entry);
    const now = Date.now();
    firstFrame ??= now;
    clearTimeout(followUp);
    followUp = setTimeout(() => {
      firstFrame = undefined;
      refresh();
    }, Math.min(1_500, firstFrame + 5_000 - now));
  };
}

await poll();
if (query.has("gateway")) connect(query.get("gateway"));
