// Sends what no page of ours sends to all channels that record_broadcasts.js has recorded.
() => {
  const result = (outcome, ended, next) => JSON.stringify({ Result: { outcome, ended, next } });
  const fault = (fault, retry_after) => ({ Err: { fault, retry_after } });
  const messages = [
    null, 7, "", "x", {}, [], new Array(1e6), new ArrayBuffer(8), document.title, "[]", "7", "{}",
    '{"Result":{}}', '"Lead"', "[".repeat(1e5), result({ Ok: 7 }, 1, 2), result({ Ok: "{}" }, null, 2),
    result({ Ok: "{}" }, 1e400, "x"), result(fault("toString", null), 0, 0), result(fault("Server", "x"), 0, 0),
    result(fault("RateLimited", 1e300), 1e300, 1e300), result({ Ok: "{}" }, 0, 0),
    result({ Ok: "[]" }, -1e300, 1e300), result({ Ok: "x" }, 1e300, -1e300),
    result(fault("Server", null), 1e300, 1e300),
  ];
  for (const name of channels) {
    const channel = new NativeBroadcastChannel(name);
    for (const message of messages) channel.postMessage(message);
  }
  return messages.length;
}
