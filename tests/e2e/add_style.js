// Adds a style sheet as OBS adds its custom CSS: a style element at the end of the head.
(css) => {
  const style = document.createElement("style");
  style.innerHTML = css;
  document.querySelector("head").appendChild(style);
}
