// The keys of the visible widgets.
[...document.querySelectorAll(".widget")]
  .filter((widget) => {
    const { visibility, display } = getComputedStyle(widget);
    const { width, height } = widget.getBoundingClientRect();
    let opacity = 1;
    for (let element = widget; element; element = element.parentElement) opacity *= getComputedStyle(element).opacity;
    return visibility === "visible" && display !== "none" && opacity > 0.01 && width * height > 0;
  })
  .map((widget) => widget.dataset.widget)
