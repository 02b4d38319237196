//! The credential: its field, its expiry, and whether this browser saves it.

use super::state::ConfiguratorState;
use crate::api::credential_store;
use crate::browser::clock;
use crate::config::credential::{
    ChannelId, Credential, CredentialKind, PastedCredential, extract_credential,
};
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::html::Input;
use leptos::prelude::*;

/// The field for the credential. The set credential is never shown in it.
#[component]
pub(super) fn CredentialField(state: ConfiguratorState) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    // About the last input; empty without one.
    let message = RwSignal::new("");
    let clear_input = move || {
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        let pasted = extract_credential(&text);
        message.set(input_message(&text, pasted.as_ref()));
        let is_address = pasted.is_some() && text.contains("://");
        state.credential.set(pasted.map(|pasted| pasted.credential));
        if is_address {
            clear_input();
        }
    };
    let remove = move |_| {
        state.credential.set(None);
        message.set("");
        clear_input();
    };
    let has_credential = move || state.credential.read().is_some();
    let placeholder = move || {
        if has_credential() {
            "••••••••"
        } else {
            "Paste the token"
        }
    };
    view! {
        <div class="field" data-option="credential">
            <label for="credential">"Overlay token"</label>
            <div class="pair">
                <input
                    type="password"
                    id="credential"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="credential-help"
                    node_ref=input
                    placeholder=live(placeholder)
                    on:input=entry(typed)
                />
                <button
                    type="button"
                    disabled=live(move || !has_credential())
                    on:click=click(remove)
                >
                    "Remove"
                </button>
            </div>
            <CredentialHelp state message />
        </div>
    }
}

fn input_message(text: &str, pasted: Option<&PastedCredential>) -> &'static str {
    match pasted {
        Some(pasted) => pasted.notice,
        None if text.trim().is_empty() => "",
        None => {
            "This does not look like a token. Copy all of it: one long word of letters, digits \
             and signs."
        }
    }
}

/// The message about the last input, or about the set credential, and its expiry.
#[component]
fn CredentialHelp(state: ConfiguratorState, message: RwSignal<&'static str>) -> impl IntoView {
    let text = move || match message.get() {
        "" => help(state.credential.read().as_ref().map(Credential::kind)),
        message => message,
    };
    let expiry = move || {
        let expiry = state.credential.read().as_ref().and_then(expiry)?;
        let class = if expiry.is_warning {
            "warning"
        } else {
            "success"
        };
        Some(view! { <span class=class>" "{expiry.message}</span> })
    };
    view! {
        <p class="help" id="credential-help" role="status">
            {live(text)}
            {parts(expiry)}
        </p>
    }
}

fn help(kind: Option<CredentialKind>) -> &'static str {
    match kind {
        None => {
            "The last part of an overlay’s address on StreamElements: open My overlays, copy \
             the address of an overlay and paste the whole address here."
        }
        Some(CredentialKind::OverlayToken) => "An overlay token is set.",
        Some(CredentialKind::Jwt) => {
            "A JWT is set. It gives full access to the account, and it expires. An overlay \
             token is safer."
        }
    }
}

fn expiry(credential: &Credential) -> Option<JwtExpiry> {
    let expires = credential.expires()?;
    let date = clock::to_iso_date(expires);
    Some(JwtExpiry::new(&date, expires.since(clock::now())))
}

/// A check box that saves the credential in this browser instead of the address.
#[component]
pub(super) fn SaveCredential(state: ConfiguratorState) -> impl IntoView {
    // Keeps the storage up to date. The value of the effect is the channel whose
    // credential is saved.
    Effect::new(move |saved: Option<Option<ChannelId>>| {
        let channel = state.channel.get();
        let credential = state.credential.get();
        let is_saved = state.credential_saved.get();
        if let Some(channel) = &channel
            && (is_saved || saved.flatten().as_ref() == Some(channel))
        {
            credential_store::save(channel, credential.as_ref().filter(|_| is_saved));
        }
        channel.filter(|_| is_saved)
    });
    let is_ready = move || state.channel.read().is_some() && state.credential.read().is_some();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=live(move || state.credential_saved.get())
                disabled=live(move || !is_ready())
                on:change=entry(move |event| {
                    state.credential_saved.set(event_target_checked(&event));
                })
            />
            "Save the token in this browser, not in the address"
        </label>
        <p class="help">
            "OBS has its own browser. To use an address without the token, open this page once \
             in OBS, as a source or a dock, and save the token there."
        </p>
    }
}
