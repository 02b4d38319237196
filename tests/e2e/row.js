// How many rows the slots take, which names of labels are shortened, and how far
// the widgets reach below the page.
(() => {
  const tops = [...document.querySelectorAll(".slot")].map((slot) => Math.round(slot.getBoundingClientRect().top));
  const widgets = [...document.querySelectorAll(".widget")];
  const names = [...document.querySelectorAll("[data-kind=label] .value .name")];
  const isCut = (name) => name.scrollWidth > name.clientWidth;
  const hasEllipsis = (name) => {
    const style = getComputedStyle(name);
    return style.textOverflow === "ellipsis" && style.overflowX === "hidden";
  };
  return {
    rows: new Set(tops).size,
    shortened: names.filter((name) => isCut(name) && hasEllipsis(name)).map((name) => name.textContent),
    below: Math.max(...widgets.map((widget) => widget.getBoundingClientRect().bottom)) - innerHeight,
  };
})()
