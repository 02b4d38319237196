// Navigates to an address; `window.left` stays until a new document replaces this one.
(address) => {
  const target = new URL(address, location);
  const isSameDocument = target.hash && target.href.split("#")[0] === location.href.split("#")[0];
  if (!isSameDocument) window.left = true;
  location.assign(target);
}
