// Finds elements and operates those parts of them that CDP input events cannot reach.
// A target is `{ name }`, the label that a user reads or hears, or `{ selector }`.
(() => {
  const isVisible = (element) => element.getClientRects().length > 0;
  const findByName = (name) => {
    const matches = (text) => (text ?? "").replace(/\s+/g, " ").trim() === name;
    const all = [...document.querySelectorAll("button, a, summary, input, select, .drag, label")].filter(isVisible);
    const found =
      all.find((element) => matches(element.getAttribute("aria-label"))) ?? all.find((element) => matches(element.innerText));
    return found?.matches("label") ? (found.control ?? found) : found;
  };
  const find = ({ name, selector }) => (selector ? document.querySelector(selector) : findByName(name));
  const center = (element) => {
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };

  return {
    center: (target) => center(find(target)),

    // Scrolls to an element. Gives its centre and whether nothing covers it; null if it does not exist.
    scrollTo: (target) => {
      const element = find(target);
      if (!element) return null;
      element.scrollIntoView({ block: "center", behavior: "instant" });
      const [x, y] = center(element);
      const top = document.elementFromPoint(x, y);
      return [x, y, !!top && (element.contains(top) || !!top.closest("label")?.contains(element))];
    },

    selectText: (target) => void find(target).select?.(),

    selectOption: (target, value) => {
      const list = find(target);
      list.value = value;
      list.dispatchEvent(new Event("input", { bubbles: true }));
      list.dispatchEvent(new Event("change", { bubbles: true }));
    },

    // The data that a drag of this element carries, by type.
    dragData: (target) => {
      const dataTransfer = new DataTransfer();
      find(target).dispatchEvent(new DragEvent("dragstart", { dataTransfer, bubbles: true }));
      return Object.fromEntries([...dataTransfer.types].map((type) => [type, dataTransfer.getData(type)]));
    },

    dropText: (target, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/uri-list", text);
      for (const type of ["dragenter", "dragover", "drop"])
        find(target).dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
  };
})()
