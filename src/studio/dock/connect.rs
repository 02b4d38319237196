//! What a dock asks for that its address does not say.

use crate::api::credential_store;
use crate::config::credential::{ChannelId, Credential, extract_credential};
use crate::studio::bind::{entry, live};
use leptos::prelude::*;

/// Asks for channel and credential.
#[component]
pub(super) fn Open(
    channel: Option<ChannelId>,
    opened: RwSignal<Option<(ChannelId, Credential)>>,
) -> impl IntoView {
    let id = RwSignal::new(
        channel
            .map(|channel| channel.as_str().to_owned())
            .unwrap_or_default(),
    );
    let secret = RwSignal::new(String::new());
    let keeps = RwSignal::new(true);
    let told = RwSignal::new("");
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(channel) = ChannelId::parse(id.get_untracked().trim()) else {
            return told.set("A channel’s id has 24 digits from 0 to 9 and a to f; the configurator finds it by your name.");
        };
        let Some(found) = extract_credential(&secret.get_untracked()).or_else(|| {
            told.set("That is no token: it is one long word of letters, digits and signs. Copy it whole.");
            None
        }) else {
            return;
        };
        if keeps.get_untracked() && !credential_store::save(&channel, Some(&found.credential)) {
            return told.set("This browser keeps nothing for this page. Take the mark away from “Save”, or put the token behind # in the address.");
        }
        opened.set(Some((channel, found.credential)));
    };
    view! {
        <main class="dock">
            <h1>"Session dock"</h1>
            <form class="edit" on:submit=submit>
                <label>"Channel"<input type="text" autocomplete="off" spellcheck="false" prop:value=live(move || id.get()) on:input=entry(move |event| id.set(event_target_value(&event))) /></label>
                <label>"Overlay token, or JWT to write"<input type="password" autocomplete="off" on:input=entry(move |event| secret.set(event_target_value(&event))) /></label>
                <label class="check"><input type="checkbox" prop:checked=live(move || keeps.get()) on:change=entry(move |event| keeps.set(event_target_checked(&event))) />"Save it in this browser"</label>
                <p class="help">"Saved, every dock and overlay of this channel in the same OBS finds it, and so could whoever uses this computer’s OBS."</p>
                <p class="wrong" role="alert">{live(move || told.get())}</p>
                <button type="submit" class="main">"Open"</button>
            </form>
        </main>
    }
}
