//! The form for the channel and the credential, if the address has none.

use crate::api::credential_store;
use crate::config::credential::{ChannelId, Credential, extract_credential};
use leptos::prelude::*;

#[component]
pub(super) fn ConnectForm(
    channel: Option<ChannelId>,
    connection: RwSignal<Option<(ChannelId, Credential)>>,
) -> impl IntoView {
    let channel = channel.map(|channel| channel.as_str().to_owned());
    let id = RwSignal::new(channel.unwrap_or_default());
    let token = RwSignal::new(String::new());
    let is_saved = RwSignal::new(true);
    let error = RwSignal::new("");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (id, token) = (id.get_untracked(), token.get_untracked());
        match connect(&id, &token, is_saved.get_untracked()) {
            Ok(connected) => connection.set(Some(connected)),
            Err(message) => error.set(message),
        }
    };
    view! {
        <main class="dock">
            <h1>"Session dock"</h1>
            <form class="edit" on:submit=submit>
                <label>
                    "Channel ID"
                    <input type="text" autocomplete="off" spellcheck="false" bind:value=id />
                </label>
                <label>
                    "Overlay token to read, or JWT to edit"
                    <input type="password" autocomplete="off" bind:value=token />
                </label>
                <label class="check">
                    <input type="checkbox" bind:checked=is_saved />
                    "Save in this browser"
                </label>
                <p class="help">
                    "Every dock and overlay of this channel in the same OBS can then use it, and so \
                    can anyone who uses OBS on this computer."
                </p>
                <p class="error" role="alert">
                    {error}
                </p>
                <button type="submit" class="main">
                    "Connect"
                </button>
            </form>
        </main>
    }
}

const INVALID_ID: &str = "A channel ID has 24 digits from 0 to 9 and a to f. The configurator \
    finds it by your name.";
const INVALID_TOKEN: &str = "This is not a token: a token is one long word of letters, digits and \
    signs. Copy it in full.";
const NOT_SAVED: &str = "This browser cannot save anything for this page. Uncheck “Save in this \
    browser”, or put the token behind # in the address.";

/// The channel and the credential from the form, or what is wrong with the input.
fn connect(id: &str, token: &str, is_saved: bool) -> Result<(ChannelId, Credential), &'static str> {
    let channel = ChannelId::parse(id.trim()).ok_or(INVALID_ID)?;
    let credential = extract_credential(token).ok_or(INVALID_TOKEN)?.credential;
    if is_saved && !credential_store::save(&channel, Some(&credential)) {
        return Err(NOT_SAVED);
    }
    Ok((channel, credential))
}
