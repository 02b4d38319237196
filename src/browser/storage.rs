//! What is kept in the browser's profile. Where that is forbidden, full or
//! foreign, nothing is kept, and nothing is said of it.

use super::clock;
use crate::account::{Channel, Credential};
use crate::poll;
use leptos::prelude::window;
use web_sys::Storage;

/// What is kept under this name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&own(name)).ok()?
}

/// Keeps something under this name; says whether it could.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&own(name), text).is_ok())
}

/// Keeps nothing under this name any more.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&own(name));
    }
}

/// The credential that somebody chose to keep for this channel.
pub fn credential(channel: &Channel) -> Option<Credential> {
    Credential::read(&read(&place(channel))?)
}

/// Keeps a credential for this channel, or none any more; says whether it could.
pub fn keep_credential(channel: &Channel, credential: Option<&Credential>) -> bool {
    let place = place(channel);
    let Some(credential) = credential else {
        forget(&place);
        return true;
    };
    write(&place, &credential.authorization())
}

/// Keeps the text of a good session for the next start.
pub fn keep_session(origin: &str, channel: &Channel, text: &str) {
    if let Some(kept) = poll::keep(text, clock::now()) {
        write(&session(origin, channel), &kept);
    }
}

/// The text of the session that was kept, unless it is too old.
pub fn recall_session(origin: &str, channel: &Channel) -> Option<String> {
    let kept = read(&session(origin, channel))?;
    poll::recall(&kept, clock::now()).map(str::to_owned)
}

/// Another server's channel of the same id is another channel.
fn session(origin: &str, channel: &Channel) -> String {
    ["session:", channel.as_str(), " ", origin].concat()
}

fn place(channel: &Channel) -> String {
    ["credential:", channel.as_str()].concat()
}

/// Names of ours among those of the host's other pages.
fn own(name: &str) -> String {
    ["session-overlay:", name].concat()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
