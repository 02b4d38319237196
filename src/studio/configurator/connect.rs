//! The form that connects the overlay to a channel.
//!
//! One field takes whatever the person has. The rest follows from it.

use super::channel_field::ChannelField;
use super::connection::{Connection, Status};
use super::paste::paste;
use super::state::ConfiguratorState;
use crate::api::credential_store;
use crate::browser::clock;
use crate::config::credential::{ChannelId, Credential, CredentialKind};
use crate::options;
use crate::options::values::Source;
use crate::studio::draft::Scope;
use crate::studio::icon::{Icon, lucide};
use crate::studio::jwt_expiry::JwtExpiry;
use leptos::html::Input;
use leptos::prelude::*;

/// The credential and the channel, or the demo session instead.
#[component]
pub(super) fn Connect() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let use_demo = move |is_demo: bool| {
        let source = is_demo.then_some(Source::Demo.name());
        state.edit(|draft| draft.set(Scope::Page, options::SOURCE.name, source));
    };
    view! {
        <section class="pane connect" aria-labelledby="connection">
            <h2 id="connection">"Your channel"</h2>
            <CredentialField />
            <ChannelField />
            <SaveCredential />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || state.is_demo()
                    on:change:target=move |event| use_demo(event.target().checked())
                />
                "Use the demo session instead of my channel"
            </label>
        </section>
    }
}

/// The field for a credential or an address. What was entered is never shown in it.
#[component]
fn CredentialField() -> impl IntoView {
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
        message.set(paste(state, &text));
        if text.contains("://") {
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
            "Paste it here"
        }
    };
    view! {
        <div class="field" data-option="credential">
            <label for="credential">"Overlay token or address"</label>
            // For those who look for a place to paste.
            <label class="visually-hidden" for="credential">
                "Paste an address to edit it"
            </label>
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
                <Show when=is_set>
                    <button
                        type="button"
                        class="plain square"
                        aria-label="Remove the token"
                        title="Remove the token"
                        on:click=remove
                    >
                        <Icon icon=lucide::LuX />
                    </button>
                </Show>
            </div>
            <div class="credential-state">
                <CredentialHelp message />
                <ConnectionStatus />
            </div>
        </div>
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
            "On StreamElements, open My overlays, copy the address of any overlay, and paste it \
             here. A token, a JWT or one of your addresses from here does, too."
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

/// One line about the connection, which is tested by itself.
#[component]
fn ConnectionStatus() -> impl IntoView {
    let connection = Connection::from_context();
    let line = move || {
        let (class, icon, text) = match connection.status.get() {
            Status::None => return None,
            Status::Testing => ("busy", lucide::LuLoaderCircle, "Connecting…".to_owned()),
            Status::ChannelMissing => (
                "open",
                lucide::LuSearch,
                "Now type the name of your channel below.".to_owned(),
            ),
            Status::Connected(figures) => {
                let name = match connection.channel_name() {
                    name if name.is_empty() => "Connected.".to_owned(),
                    name => format!("Connected to {name}."),
                };
                ("success", lucide::LuCircleCheck, name + &figures)
            }
            Status::Failed(reason) => ("error", lucide::LuTriangleAlert, reason),
        };
        let retry = (class == "error").then(|| {
            view! {
                <button type="button" class="small" on:click=move |_| connection.retry()>
                    <Icon icon=lucide::LuRefreshCw />
                    "Try again"
                </button>
            }
        });
        Some(view! {
            <span class=class>
                <Icon icon />
                {text}
            </span>
            {retry}
        })
    };
    view! {
        <p class="connection" role="status">
            {line}
        </p>
    }
}

/// A check box that saves the credential in this browser instead of the address.
#[component]
fn SaveCredential() -> impl IntoView {
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
                aria-describedby="save-help"
                bind:checked=state.credential_saved
                disabled=move || !is_ready()
            />
            "Save the token in this browser, not in the address"
        </label>
        <Show when=move || state.credential_saved.get()>
            <p class="help" id="save-help">
                "OBS has its own browser: open this page once in OBS, as a source or a dock, and save \
                the token there."
            </p>
        </Show>
    }
}
