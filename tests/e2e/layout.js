// Measures how the widgets of a page are laid out. All lengths are in pixels.
({
  // What is outside of the page or of its widget, and which names and figures are cut off.
  measure() {
    const isWithin = (inner, outer) => inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5;
    const box = (element) => element.getBoundingClientRect();
    // The part of an element that its ancestors do not clip.
    const visibleBox = (element, widget) => {
      let { left, right } = box(element);
      for (let parent = element.parentElement; parent !== widget; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflowX === "visible") continue;
        [left, right] = [Math.max(left, box(parent).left), Math.min(right, box(parent).right)];
      }
      return left < right ? { left, right } : box(widget);
    };
    const outside = [];
    for (const widget of document.querySelectorAll(".widget")) {
      const { left, right } = box(widget);
      const name = widget.dataset.widget;
      if (!isWithin({ left, right }, { left: 0, right: innerWidth })) outside.push(`${name} ${left} ${right}`);
      for (const element of widget.querySelectorAll("*")) {
        if (isWithin(visibleBox(element, widget), { left, right })) continue;
        outside.push(`${name} ${element.className} ${element.textContent}`);
      }
    }
    const isCut = (element) => element.scrollWidth > element.clientWidth + 1;
    const hasEllipsis = (element) => {
      const style = getComputedStyle(element);
      return style.textOverflow === "ellipsis" && style.overflowX === "hidden";
    };
    const names = [...document.querySelectorAll("[data-kind=label] .value .name, [data-kind=list] .name")];
    const figures = [...document.querySelectorAll(".amount, .current, .target, .percent, .count")];
    const isComplete = (figure) => !isCut(figure) && isWithin(box(figure), box(figure.closest(".widget")));
    return {
      outside,
      names: names.length,
      shortened: names.filter((name) => isCut(name) && hasEllipsis(name)).map((name) => name.textContent),
      cut_figures: figures.filter((figure) => !isComplete(figure)).map((figure) => figure.textContent),
      page_overflow: document.documentElement.scrollWidth - innerWidth,
    };
  },

  // How many rows the widgets take, and how far they reach below the page.
  rows() {
    const boxes = [...document.querySelectorAll(".widget")].map((widget) => widget.getBoundingClientRect());
    return {
      count: new Set(boxes.map((box) => Math.round(box.top))).size,
      below: Math.max(...boxes.map((box) => box.bottom)) - innerHeight,
    };
  },

  // The styles that the custom CSS of `custom_css_wins` sets.
  customStyles() {
    const style = (selector, name) =>
      getComputedStyle(document.querySelector(selector)).getPropertyValue(name).trim();
    return [
      style(".widget", "border-top-left-radius"), style(".widget", "background-color"), style(".widget", "padding-left"),
      style(".title", "color"), style(".value", "font-size"), style(".name", "color"), style(".bar", "height"),
      style(".bar", "--accent"), style("li.event", "display"),
    ];
  },
})
