//! Credentials that the user chose to save in this browser, one a channel.

use crate::browser::storage;
use crate::config::credential::{ChannelId, Credential};

/// The credential saved for this channel.
pub fn load(channel: &ChannelId) -> Option<Credential> {
    Credential::from_authorization(&storage::read(&name(channel))?)
}

/// Saves a channel's credential, or removes it for `None`; false on failure.
pub fn save(channel: &ChannelId, credential: Option<&Credential>) -> bool {
    let name = name(channel);
    let Some(credential) = credential else {
        storage::remove(&name);
        return true;
    };
    storage::write(&name, &credential.authorization())
}

fn name(channel: &ChannelId) -> String {
    ["credential:", channel.as_str()].concat()
}
