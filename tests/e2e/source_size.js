// Chooses a source size of the configurator's preview by its name.
(name) => {
  const labels = [...document.querySelectorAll("label")];
  const menu = labels.find((label) => label.textContent.startsWith("Source size")).querySelector("select");
  menu.value = [...menu.options].find((option) => option.text.startsWith(name)).value;
  menu.dispatchEvent(new Event("change", { bubbles: true }));
}
