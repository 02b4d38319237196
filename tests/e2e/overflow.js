// Lists what on the page is cut off, overlaps something else, or is outside of its widget
// or the page.
(() => {
  const found = [];
  const TOLERANCE = 1;
  const context = document.createElement("canvas").getContext("2d");
  const name = (element) => `${element.closest("[data-kind]").dataset.kind} .${element.className || element.tagName}`;
  const isWithin = (inner, outer) =>
    inner.left >= outer.left - TOLERANCE && inner.right <= outer.right + TOLERANCE &&
    inner.top >= outer.top - TOLERANCE && inner.bottom <= outer.bottom + TOLERANCE;
  const overlaps = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOLERANCE &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOLERANCE;

  // The box of the letters themselves, which is neither that of the line nor of the font.
  const inkBox = (text) => {
    const style = getComputedStyle(text.parentElement);
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const metrics = context.measureText(style.textTransform === "uppercase" ? text.data.toUpperCase() : text.data);
    return {
      left, right,
      top: top + metrics.fontBoundingBoxAscent - metrics.actualBoundingBoxAscent,
      bottom: bottom - metrics.fontBoundingBoxDescent + metrics.actualBoundingBoxDescent,
    };
  };

  // The box to which an element clips its content.
  const clipBox = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const [left, top] = [box.left + element.clientLeft, box.top + element.clientTop];
    const clip = { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6, hasEllipsis: style.textOverflow === "ellipsis" };
    // An ellipsis is within the padding, which other overflow may cover.
    const [start, end] = clip.hasEllipsis ? [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)] : [0, 0];
    if (style.overflowX !== "visible") [clip.left, clip.right] = [left + start, left + element.clientWidth - end];
    if (style.overflowY !== "visible") [clip.top, clip.bottom] = [top, top + element.clientHeight];
    if (style.clipPath.startsWith("inset(")) {
      const [above, , below = above] = style.clipPath.match(/-?[\d.]+(?=px)/g).map(Number);
      [clip.top, clip.bottom] = [Math.max(clip.top, box.top + above), Math.min(clip.bottom, box.bottom - below)];
    }
    return clip;
  };

  // The visible box of a text. A text may be cut off at its side only by an ellipsis or by a ticker's road.
  const visibleBox = (text, widget) => {
    const ink = inkBox(text);
    const report = (where) => found.push(`${name(text.parentElement)} is cut off ${where}: ${text.data}`);
    for (let parent = text.parentElement; parent !== widget.parentElement; parent = parent.parentElement) {
      const clip = clipBox(parent);
      const mayOverflow = (clip.hasEllipsis && parent === text.parentElement) || parent.matches(".road");
      if (!mayOverflow && (ink.left < clip.left - TOLERANCE || ink.right > clip.right + TOLERANCE)) report("at a side");
      [ink.left, ink.right] = [Math.max(ink.left, clip.left), Math.min(ink.right, clip.right)];
      if (ink.right - ink.left <= TOLERANCE) return null;
      // Credits roll behind the edges of their screen, and a long message ends after some lines.
      const mayEnd = parent.matches(".screen") || getComputedStyle(parent).webkitLineClamp !== "none";
      if (mayEnd) [ink.top, ink.bottom] = [Math.max(ink.top, clip.top), Math.min(ink.bottom, clip.bottom)];
      if (ink.bottom - ink.top <= TOLERANCE) return null;
      if (ink.top < clip.top - TOLERANCE) report("above");
      if (ink.bottom > clip.bottom + TOLERANCE) report("below");
    }
    return { ...ink, name: `${name(text.parentElement)} “${text.data}”` };
  };

  const isVisible = (element) => !element.closest("[aria-hidden=true]") &&
    getComputedStyle(element).visibility === "visible" && element.getClientRects().length > 0;
  const namedBox = (element, name) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom, name };
  };
  const widgets = [...document.querySelectorAll(".widget")].filter(isVisible);
  const cards = widgets.map((widget) => namedBox(widget, widget.dataset.kind));
  widgets.forEach((widget, index) => {
    const boxes = [];
    const texts = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || !isVisible(text.parentElement)) continue;
      const box = visibleBox(text, widget);
      if (box) boxes.push(box);
    }
    for (const bar of widget.querySelectorAll(".bar")) boxes.push(namedBox(bar, name(bar)));
    for (const box of boxes) if (!isWithin(box, cards[index])) found.push(`${box.name} is outside its widget`);
    boxes.forEach((one, index) => {
      for (const other of boxes.slice(index + 1)) if (overlaps(one, other)) found.push(`${one.name} overlaps ${other.name}`);
    });
  });
  const page = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  cards.forEach((card, index) => {
    if (!isWithin(card, page)) found.push(`${card.name} is outside the page`);
    for (const other of cards.slice(index + 1)) if (overlaps(card, other)) found.push(`${card.name} overlaps ${other.name}`);
  });
  if (cards.length === 0) found.push("there is no widget");
  return found;
})()
