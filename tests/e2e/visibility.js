// Makes the document report itself as visible or hidden.
(visible) =>
  void Object.defineProperties(document, {
    hidden: { configurable: true, get: () => !visible },
    visibilityState: { configurable: true, get: () => (visible ? "visible" : "hidden") },
  })
