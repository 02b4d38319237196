// The part of the page with each widget, including space for shadows.
() =>
  [...document.querySelectorAll(".slot")].map((slot) => {
    const { top, bottom } = slot.getBoundingClientRect();
    const y = Math.floor(top) - 12;
    return { x: 0, y, width: innerWidth, height: Math.ceil(bottom) + 12 - y, scale: 1 };
  })
