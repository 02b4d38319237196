// The start page: examples that live, and how to make them one's own.

const examples = [
  ["A goal and the latest follower", "widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest"],
  ["Recent events", "widget=recent&limit=4"],
  [
    "Top tippers, one at a time",
    "layout=rotate&every=5&accent=ffb347&widget=tip-session-top-donator&widget=tip-weekly-top-donator&widget=tip-alltime-top-donator",
  ],
  ["A ticker, without a plate", "theme=clear&widget=recent&as=ticker&limit=10&title="],
];

export default function start() {
  const content = document.getElementById("start").content.cloneNode(true);
  const list = content.querySelector(".examples");
  for (const [title, widgets] of examples) {
    const address = `?source=demo&currency=EUR&${widgets}`;
    const frame = Object.assign(document.createElement("iframe"), { src: address, title });
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    const item = document.createElement("li");
    item.append(frame, link);
    list.append(item);
  }
  document.body.append(content);
}
