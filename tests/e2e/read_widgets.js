// The widgets of a page: their text, and a goal's bar as a screen reader gets it.
[...document.querySelectorAll(".widget")].map((widget) => {
  const text = (node, name) => node.querySelector(name)?.textContent ?? "";
  const line = (node) => ({ name: text(node, "bdi.name"), amount: text(node, ".amount"), message: text(node, ".message") });
  const bar = widget.querySelector("[role=progressbar]");
  const aria = (name) => bar.getAttribute(`aria-value${name}`);
  return {
    key: widget.dataset.widget,
    kind: widget.dataset.kind,
    isEmpty: "empty" in widget.dataset,
    isReached: "reached" in widget.dataset,
    value: widget.querySelector(".value")?.textContent ?? null,
    line: line(widget),
    events: [...widget.querySelectorAll("ul > li.event")].map(line),
    bar: bar && {
      min: Number(aria("min")),
      max: Number(aria("max")),
      now: aria("now") && Number(aria("now")),
      text: aria("text"),
      progress: Number(getComputedStyle(bar).getPropertyValue("--progress")),
    },
  };
});
