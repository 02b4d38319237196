//! Messages between the pages of this origin.

use super::prefixed;
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A `BroadcastChannel`. OBS sources and docks of one OBS share it, too.
#[derive(Clone)]
pub struct Broadcast(BroadcastChannel);

impl Broadcast {
    /// Opens the channel of this name; `None` if the browser has no such channels.
    pub fn open(name: &str) -> Option<Broadcast> {
        BroadcastChannel::new(&prefixed(name)).ok().map(Broadcast)
    }

    /// Sends a message to all other pages that have opened the channel.
    pub fn send(&self, message: &JsValue) {
        // Fails after the channel is closed.
        let _ = self.0.post_message(message);
    }

    /// Calls back for every message of another page. When the owner of this call ends,
    /// so do the calls, and the channel is closed.
    pub fn subscribe(&self, on_message: impl Fn(JsValue) + 'static) {
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            on_message(event.data());
        });
        self.0
            .set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let subscription = SendWrapper::new((self.clone(), listener));
        on_cleanup(move || subscription.0.close());
    }

    /// Closes the channel.
    pub fn close(&self) {
        self.0.close();
    }
}
