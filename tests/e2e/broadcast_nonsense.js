// Sends what no page of ours sends to all channels that record_broadcasts.js has recorded.
() => {
  const messages = [
    null, 7, "x", {}, [], [1], ["", 7], ["x", "", null, 1, 2], ["", "{}"], ["", "{}", null, NaN, "x"],
    ["", "[]", null, NaN, NaN], ["", "x", null, -1e300, 1e300], ["server", "", null, 1e300, 1e300],
    ["toString", "", null, 0, 0], new Array(1e6), new ArrayBuffer(8), document.title,
  ];
  for (const name of channels) {
    const channel = new NativeBroadcastChannel(name);
    for (const message of messages) channel.postMessage(message);
  }
  return messages.length;
}
