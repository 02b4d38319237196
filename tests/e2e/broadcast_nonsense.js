// Sends what no page of ours sends to all channels that record_broadcasts.js has recorded.
() => {
  const result = (ended, next, text, fault = null, retryAfter = null) => [ended, next, text, fault, retryAfter];
  const messages = [
    null, 7, "", "x", {}, [], [1], [1, 2], [1, 2, 7], [null, null, null], new Array(1e6), new ArrayBuffer(8),
    document.title, "[]", '{"Result":{}}', result(1, 2, 7), result(null, 2, "{}"), result(NaN, 2, "{}"),
    result(Infinity, 2, "{}"), result(1, "x", "{}"), result(1, -Infinity, "{}"), result(0, 0, null),
    result(0, 0, null, "toString"), result(0, 0, null, 7), result(0, 0, null, "server", "x"),
    result(1e300, 1e300, null, "rate-limited", 1e300), result(1e300, 1e300, null, "server", NaN),
    "push-lost", ["tip-goal", "{"], ["tip-goal", 7], [null, "x"], [null, "[]"], [{}, "{"],
    [...result(1, 2, "{}"), "x", 7], [...result(1, 2, null, "server"), true, [7, ["tip-goal"], [null, "[]"]]],
    result(0, 0, "{}"), result(-1e300, 1e300, "[]"), result(1e300, -1e300, "x"), result(1e300, 1e300, null, "server"),
  ];
  for (const name of channels) {
    const channel = new NativeBroadcastChannel(name);
    for (const message of messages) channel.postMessage(message);
  }
  return messages.length;
}
