// Replaces the clock of the page: it starts at a time, and runs `factor` times as fast.
((start, factor) => {
  const real = Date.now.bind(Date);
  const realSetTimeout = setTimeout.bind(window);
  const opened = real();
  let skipped = 0;
  Date.now = () => start + (real() - opened) * factor + skipped;
  window.setTimeout = (callback, delay = 0, ...rest) => realSetTimeout(callback, delay / factor, ...rest);
  window.skip = (milliseconds) => void (skipped += milliseconds);
})
