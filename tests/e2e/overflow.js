// What on the page is cut off, lies on something else, or stands outside.
(() => {
  const faults = [];
  const SLACK = 1;
  const pen = document.createElement("canvas").getContext("2d");
  const name = (node) => `${node.closest("[data-kind]").dataset.kind} .${node.className || node.tagName}`;
  const within = (inner, outer) =>
    inner.left >= outer.left - SLACK && inner.right <= outer.right + SLACK &&
    inner.top >= outer.top - SLACK && inner.bottom <= outer.bottom + SLACK;
  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > SLACK;

  // How high and deep letters really reach, which is neither their line's
  // height nor their font's.
  const inkOf = (text) => {
    const style = getComputedStyle(text.parentElement);
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const size = pen.measureText(style.textTransform === "uppercase" ? text.data.toUpperCase() : text.data);
    return {
      left, right,
      top: top + size.fontBoundingBoxAscent - size.actualBoundingBoxAscent,
      bottom: bottom - size.fontBoundingBoxDescent + size.actualBoundingBoxDescent,
    };
  };

  // What an element lets be seen of what is in it.
  const windowOf = (node) => {
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    const [left, top] = [box.left + node.clientLeft, box.top + node.clientTop];
    const seen = { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6, dots: style.textOverflow === "ellipsis" };
    // Dots stand within the padding, which other overflow runs into.
    const [before, after] = seen.dots ? [parseFloat(style.paddingLeft), parseFloat(style.paddingRight)] : [0, 0];
    if (style.overflowX !== "visible") [seen.left, seen.right] = [left + before, left + node.clientWidth - after];
    if (style.overflowY !== "visible") [seen.top, seen.bottom] = [top, top + node.clientHeight];
    if (style.clipPath.startsWith("inset(")) {
      const [above, , below = above] = style.clipPath.match(/-?[\d.]+(?=px)/g).map(Number);
      [seen.top, seen.bottom] = [Math.max(seen.top, box.top + above), Math.min(seen.bottom, box.bottom - below)];
    }
    return seen;
  };

  // What can be seen of a text; that it is cut off is a fault, unless it ends in
  // dots or runs on the road of a ticker.
  const seenOf = (text, widget) => {
    const ink = inkOf(text);
    const fault = (how) => faults.push(`${name(text.parentElement)} is cut off ${how}: ${text.data}`);
    for (let around = text.parentElement; around !== widget.parentElement; around = around.parentElement) {
      const seen = windowOf(around);
      const mayRunOut = (seen.dots && around === text.parentElement) || around.matches(".road");
      if (!mayRunOut && (ink.left < seen.left - SLACK || ink.right > seen.right + SLACK)) fault("at a side");
      [ink.left, ink.right] = [Math.max(ink.left, seen.left), Math.min(ink.right, seen.right)];
      if (ink.right - ink.left <= SLACK) return null;
      if (ink.top < seen.top - SLACK) fault("above");
      if (ink.bottom > seen.bottom + SLACK) fault("below");
    }
    return { ...ink, name: `${name(text.parentElement)} “${text.data}”` };
  };

  const isThere = (node) => !node.closest("[aria-hidden=true]") && getComputedStyle(node).visibility === "visible" &&
    node.getClientRects().length > 0;
  const widgets = [...document.querySelectorAll(".widget")].filter(isThere);
  const frames = widgets.map((widget) => {
    const { left, right, top, bottom } = widget.getBoundingClientRect();
    return { left, right, top, bottom, name: widget.dataset.kind };
  });
  widgets.forEach((widget, at) => {
    const boxes = [];
    const texts = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || !isThere(text.parentElement)) continue;
      const seen = seenOf(text, widget);
      if (seen) boxes.push(seen);
    }
    for (const bar of widget.querySelectorAll(".bar")) {
      const { left, right, top, bottom } = bar.getBoundingClientRect();
      boxes.push({ left, right, top, bottom, name: name(bar) });
    }
    for (const box of boxes) if (!within(box, frames[at])) faults.push(`${box.name} stands outside its widget`);
    boxes.forEach((one, place) => {
      for (const other of boxes.slice(place + 1)) if (meet(one, other)) faults.push(`${one.name} lies on ${other.name}`);
    });
  });
  const page = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  frames.forEach((frame, at) => {
    if (!within(frame, page)) faults.push(`${frame.name} stands outside the page`);
    for (const other of frames.slice(at + 1)) if (meet(frame, other)) faults.push(`${frame.name} lies on ${other.name}`);
  });
  if (frames.length === 0) faults.push("there is no widget");
  return faults;
})()
