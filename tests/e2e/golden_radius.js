// A style that changes the radius by two pixels: larger if the element is tall enough.
(selector) => {
  const { borderTopLeftRadius, height } = getComputedStyle(document.querySelector(selector));
  const [radius, max] = [parseFloat(borderTopLeftRadius), parseFloat(height) / 2];
  const visible = Math.min(radius, max);
  return `${selector} { border-radius: ${visible + 2 > max ? visible - 2 : visible + 2}px }`;
}
