//! The credential: its field, its expiry, and whether this browser saves it.

use super::state::ConfiguratorState;
use crate::api::credential_store;
use crate::browser::clock;
use crate::config::credential::{
    ChannelId, Credential, CredentialKind, PastedCredential, extract_credential,
};
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::html::Input;
use leptos::prelude::*;

/// The field for the credential. The set credential is never shown in it.
#[component]
pub(super) fn CredentialField() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let input = NodeRef::<Input>::new();
    // About the last input; empty without one.
    let message = RwSignal::new("");
    let clear_input = move || {
        if let Some(input) = input.get() {
            input.set_value("");
        }
    };
    let enter = move |text: String| {
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
    let is_set = move || state.credential.read().is_some();
    let placeholder = move || {
        if is_set() {
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
                    placeholder=placeholder
                    on:input:target=move |event| enter(event.target().value())
                />
                <button type="button" disabled=move || !is_set() on:click=remove>
                    "Remove"
                </button>
            </div>
            <CredentialHelp message />
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
fn CredentialHelp(message: RwSignal<&'static str>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
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
            {text}
            {expiry}
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
pub(super) fn SaveCredential() -> impl IntoView {
    let state = ConfiguratorState::from_context();
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
                bind:checked=state.credential_saved
                disabled=move || !is_ready()
            />
            "Save the token in this browser, not in the address"
        </label>
        <p class="help">
            "OBS has its own browser. To use an address without the token, open this page once \
             in OBS, as a source or a dock, and save the token there."
        </p>
    }
}
