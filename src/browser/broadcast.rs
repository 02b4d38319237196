//! Words between the pages of one browser, which OBS is too.

use crate::config::credential::ChannelId;
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "session-overlay";

/// Tells every other page that the session of this channel was written.
pub fn tell_written(channel: &ChannelId) {
    if let Ok(words) = BroadcastChannel::new(NAME) {
        let _ = words.post_message(&channel.as_str().into());
        words.close();
    }
}

/// Calls back whenever another page has written the session of this channel,
/// until the owner of this call ends.
pub fn on_written(channel: &ChannelId, told: impl Fn() + 'static) {
    let Ok(words) = BroadcastChannel::new(NAME) else {
        return;
    };
    let channel = channel.as_str().to_owned();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(&channel) {
            told();
        }
    });
    words.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    let kept = SendWrapper::new((words, hear));
    on_cleanup(move || kept.0.close());
}
