// Counts every mutation of the document in `window.mutations` from now on.
() => {
  window.mutations = 0;
  const count = (records) => void (window.mutations += records.length);
  const everything = { attributes: true, childList: true, characterData: true, subtree: true };
  new MutationObserver(count).observe(document, everything);
}
