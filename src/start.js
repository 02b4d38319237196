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

const page = `
<main class="start">
    <header>
      <h1>Session Overlay</h1>
      <p>
        Goals, latest followers, top tippers and recent events of your StreamElements session, as one page for an
        OBS browser source. These examples are alive: they play a demo stream.
      </p>
    </header>
    <ul class="examples"></ul>
    <section>
      <h2>Put your own on air</h2>
      <ol>
        <li>
          Open an example and copy its address. Replace <code>source=demo</code> by <code>channel=</code> and your
          channel’s id.
        </li>
        <li>
          Add <code>#apikey=</code> and your overlay token at the very end. The token is the last part of an
          overlay’s address on StreamElements; it only reads.
        </li>
        <li>In OBS: Sources, +, Browser. Paste the address, press OK. The background is transparent.</li>
      </ol>
    </section>
  </main>`;

export default function start() {
  document.body.innerHTML = page;
  const list = document.querySelector(".examples");
  for (const [title, widgets] of examples) {
    const address = `?source=demo&currency=EUR&${widgets}`;
    const frame = Object.assign(document.createElement("iframe"), { src: address, title });
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    const item = document.createElement("li");
    item.append(frame, link);
    list.append(item);
  }
}
