// Records the names of broadcast channels and the messages that the page sends.
window.channels = [];
window.broadcasts = [];
window.NativeBroadcastChannel = BroadcastChannel;
window.BroadcastChannel = class extends NativeBroadcastChannel {
  constructor(name) {
    super(name);
    channels.push(name);
  }
  postMessage(message) {
    broadcasts.push(JSON.stringify(message));
    super.postMessage(message);
  }
};
