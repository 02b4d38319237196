//! The event that a page of this browser has written a channel's session.

use crate::browser::broadcast::Broadcast;
use crate::config::credential::ChannelId;

const NAME: &str = "session-written";

/// Notifies all other pages that this page has written the channel's session.
pub fn broadcast(channel: &ChannelId) {
    if let Some(pages) = Broadcast::open(NAME) {
        pages.send(&channel.as_str().into());
        pages.close();
    }
}

/// Calls back when another page has written the channel's session, until the owner of
/// this call ends.
pub fn subscribe(channel: &ChannelId, on_written: impl Fn() + 'static) {
    let channel = channel.clone();
    if let Some(pages) = Broadcast::open(NAME) {
        pages.subscribe(move |message| {
            if message == *channel.as_str() {
                on_written();
            }
        });
    }
}
