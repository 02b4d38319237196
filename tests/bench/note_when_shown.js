// Notes when each change of the goal's figure is painted.
() => {
  window.shownAt = [];
  const note = () => requestAnimationFrame(() =>
    scheduler.postTask(() => shownAt.push(Date.now()), { priority: "user-blocking" }));
  const figure = document.querySelector("[data-widget=tip-goal] .value");
  new MutationObserver(note).observe(figure, { characterData: true, childList: true, subtree: true });
}
