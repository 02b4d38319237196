// Records every alert that is shown, and every sound that is played.
(() => {
  window.alerts = [];
  window.sounds = [];
  const note = () => {
    const section = document.querySelector("[data-kind=alert]");
    const shown = section?.dataset.alert !== undefined && !("empty" in section.dataset);
    const text = shown ? `${section.querySelector(".title")?.textContent}: ${section.querySelector(".value").textContent}` : "";
    if (text && text !== window.lastAlert) window.alerts.push(text);
    window.lastAlert = text;
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const node = (connect = () => {}) => ({ connect, gain: { setValueAtTime: (value) => (window.loudness = value), exponentialRampToValueAtTime() {} } });
  window.AudioContext = class {
    currentTime = 0;
    destination = node();
    createGain = node;
    createOscillator() {
      const tone = { ...node(), frequency: {}, start() { window.sounds.push(`${tone.type} ${Math.round(tone.frequency.value)}`); }, stop() {} };
      return tone;
    }
    close = async () => {};
  };
})();
