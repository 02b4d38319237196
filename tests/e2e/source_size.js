// Chooses a source size of the configurator's preview by its name.
(name) => {
  const menu = document.querySelector("#source-size");
  menu.value = name;
  menu.dispatchEvent(new Event("change", { bubbles: true }));
}
