//! What a pasted text is: a credential, an address, or neither.

use super::state::ConfiguratorState;
use crate::config::credential::{ChannelId, extract_credential};
use crate::config::query::Query;
use crate::options;
use leptos::prelude::Set;

const UNKNOWN: &str = "This does not look like a token. Copy all of it: one long word of letters, \
    digits and signs.";

const UNKNOWN_ADDRESS: &str = "This address has no widget and no token. The address of an overlay \
    contains widget=, or ends with its token on StreamElements.";

/// Takes a pasted text into the draft, and a credential in it. Returns what it was, in a
/// sentence; empty for an empty text.
pub(super) fn paste(state: ConfiguratorState, text: &str) -> &'static str {
    let text = text.trim();
    let found = extract_credential(text);
    let has_widgets = import_address(state, text);
    if found.is_none() && has_widgets {
        return "Address imported. Undo restores the previous one.";
    }
    let message = match &found {
        Some(_) if has_widgets => {
            "Address imported, with its token. Undo restores the previous one."
        }
        Some(found) => found.notice,
        None if text.is_empty() => "",
        None if text.contains("://") => return UNKNOWN_ADDRESS,
        None => UNKNOWN,
    };
    state.credential.set(found.map(|found| found.credential));
    state.credential_saved.set(false);
    message
}

/// Replaces the draft with an overlay's address, and the credential with the one in it.
/// Returns whether the text has a widget; without one the draft gets its channel at most.
fn import_address(state: ConfiguratorState, text: &str) -> bool {
    let (before, _) = text.split_once('#').unwrap_or((text, ""));
    let query = match before.split_once('?') {
        Some((_, query)) => query,
        None if text.contains("://") => return false,
        None => before,
    };
    if state.import_query(query, None) {
        return true;
    }
    // The address of a dock.
    let mut pairs = Query::parse(query).0.into_iter();
    let channel = pairs.find(|(name, _)| name == options::CHANNEL.name);
    if let Some(channel) = channel.and_then(|(_, id)| ChannelId::parse(&id)) {
        state.set_channel(Some(channel.as_str()));
    }
    false
}
