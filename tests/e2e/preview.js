// Looks at the first widget of a page and of the configurator's preview.
({
  // The computed styles that themes set, as JSON.
  look(page) {
    const properties = [
      "backgroundColor", "backgroundImage", "borderRadius", "boxShadow", "clipPath",
      "color", "fontFamily", "textShadow", "textTransform",
    ];
    const styles = [".widget", ".title", ".value"].map((selector) => {
      const element = page.querySelector(selector);
      const style = element && page.defaultView.getComputedStyle(element);
      return style && properties.map((property) => style[property]);
    });
    return JSON.stringify(styles);
  },

  // The part of the window that shows the preview's first widget.
  clip() {
    scrollTo(0, 0);
    const iframe = document.querySelector("iframe");
    const outer = iframe.getBoundingClientRect();
    const scale = outer.width / iframe.offsetWidth;
    const inner = iframe.contentDocument.querySelector(".widget").getBoundingClientRect();
    return {
      x: Math.ceil(outer.x + inner.x * scale),
      y: Math.ceil(outer.y + inner.y * scale),
      width: Math.floor(inner.width * scale),
      height: Math.floor(inner.height * scale),
      scale: 1,
    };
  },
})
