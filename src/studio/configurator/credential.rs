//! What opens the session: the credential, when it ends, and where it is kept.

use super::state::ConfiguratorState;
use crate::api::credential_store;
use crate::browser::clock;
use crate::config::credential::{ChannelId, Credential, CredentialKind, pasted};
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::html::Input;
use leptos::prelude::*;

/// The credential, and what is said of what was pasted as one.
#[component]
pub(super) fn CredentialField(state: ConfiguratorState) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let told = RwSignal::new("");
    let typed = move |event| {
        let text: String = event_target_value(&event);
        if text.trim().is_empty() {
            told.set("");
            return state.credential.set(None);
        }
        let Some(found) = pasted(&text) else {
            told.set("That is no token yet: it is one long word of letters, digits and signs. Copy it whole.");
            return state.credential.set(None);
        };
        told.set(found.words);
        state.credential.set(Some(found.credential));
        // What was around the token is left nowhere.
        if let Some(input) = input.get_untracked().filter(|_| text.contains("://")) {
            input.set_value("");
        }
    };
    let remove = move |_| {
        state.credential.set(None);
        told.set("");
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let stands = move || {
        state.credential.with(|credential| {
            credential
                .as_ref()
                .map(|credential| (credential.kind(), expiry(credential)))
        })
    };
    view! {
        <div class="field" data-option="credential">
            <label for="credential">"Overlay token"</label>
            <div class="pair">
                <input type="password" id="credential" autocomplete="off" spellcheck="false" aria-describedby="credential-told" node_ref=input
                    placeholder=live(move || if state.credential.read().is_some() { "••••••••" } else { "paste it here" }) on:input=entry(typed) />
                <button type="button" disabled=live(move || state.credential.read().is_none()) on:click=click(remove)>"Remove"</button>
            </div>
            <p class="help" id="credential-told" role="status">
                {live(move || words(told.get(), stands().map(|(kind, _)| kind)))}
                {parts(move || stands().and_then(|(_, expiry)| expiry).map(|expiry| view! { <span class=if expiry.is_warning { "warned" } else { "well" }>" "{expiry.message}</span> }))}
            </p>
        </div>
    }
}

/// What is told of the credential: what was said of what was pasted, or how it
/// stands.
fn words(told: &'static str, stands: Option<CredentialKind>) -> &'static str {
    match stands {
        _ if !told.is_empty() => told,
        None => {
            "The last part of an overlay’s address on StreamElements: open My overlays, copy the address of any, and paste it here whole."
        }
        Some(CredentialKind::OverlayToken) => "An overlay token is set.",
        Some(CredentialKind::Jwt) => {
            "A JWT is set: it can do everything on the account, and it expires. For an overlay the overlay token is better."
        }
    }
}

fn expiry(credential: &Credential) -> Option<JwtExpiry> {
    let expires = credential.expires()?;
    let date = clock::to_iso_date(expires);
    Some(JwtExpiry::new(&date, expires.since(clock::now())))
}

/// Whether it is kept in the browser instead of the address.
#[component]
pub(super) fn SaveCredential(state: ConfiguratorState) -> impl IntoView {
    // What is kept follows what is set.
    Effect::new(move |before: Option<Option<ChannelId>>| {
        let (channel, credential, credential_saved) = (
            state.channel.get(),
            state.credential.get(),
            state.credential_saved.get(),
        );
        if let Some(channel) = &channel
            && (credential_saved || before.flatten().as_ref() == Some(channel))
        {
            credential_store::save(channel, credential.as_ref().filter(|_| credential_saved));
        }
        channel.filter(|_| credential_saved)
    });
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=live(move || state.credential_saved.get()) disabled=live(move || state.channel.read().is_none() || state.credential.read().is_none())
                on:change=entry(move |event| state.credential_saved.set(event_target_checked(&event))) />
            "Save the token in this browser, not in the address"
        </label>
        <p class="help">"OBS has a browser of its own: for an address without the token, open this page once in OBS (as a source or a dock) and save the token there."</p>
    }
}
