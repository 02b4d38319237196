// Records a value in each frame, right after it was painted.
(read) => {
  const records = (window.records = []);
  const record = () => records.push(read());
  const next = () => {
    scheduler.postTask(record, { priority: "user-blocking" });
    requestAnimationFrame(next);
  };
  next();
}
