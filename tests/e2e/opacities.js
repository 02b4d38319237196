// The texts and opacities of a label's new and old value.
[".value", ".leaving"].map((selector) => {
  const element = document.querySelector(selector);
  return element ? [element.textContent, Number(getComputedStyle(element).opacity)] : ["", 0];
})
