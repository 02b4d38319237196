//! The channel, the credential, and a test of both.

use super::credential::{CredentialField, SaveCredential};
use super::state::ConfiguratorState;
use crate::api::{Client, FoundChannel};
use crate::browser::js_number;
use crate::config::credential::ChannelId;
use crate::options;
use crate::options::values::Source;
use crate::polling::{Fault, RequestError};
use crate::session::decode;
use crate::session::{Entry, Session};
use crate::studio::bind::{click, entry, live, parts};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

/// The channel and the credential, or the demo session instead.
#[component]
pub(super) fn Connection(state: ConfiguratorState) -> impl IntoView {
    let use_demo = move |event| {
        let source = event_target_checked(&event).then_some(Source::Demo.name());
        state.edit(|draft| draft.set(None, options::SOURCE.name, source));
    };
    view! {
        <section class="card" aria-labelledby="connection">
            <h2 id="connection">"Your channel"</h2>
            <ChannelField state />
            <CredentialField state />
            <SaveCredential state />
            <ConnectionTest state />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=live(move || state.is_demo())
                    on:change=entry(use_demo)
                />
                "Use the demo session instead of my channel"
            </label>
        </section>
    }
}

/// The channel, by its ID or by its name.
#[component]
fn ChannelField(state: ConfiguratorState) -> impl IntoView {
    // Shown while it is no channel ID.
    let typed = RwSignal::new(String::new());
    let search = ChannelSearch {
        is_pending: RwSignal::new(false),
        result: RwSignal::new(String::new()),
    };
    let text = move || {
        let channel = state.channel.get();
        channel.map_or_else(|| typed.get(), |channel| channel.as_str().to_owned())
    };
    let has_name = move || state.channel.read().is_none() && !typed.read().trim().is_empty();
    let on_input = move |event| {
        let text = event_target_value(&event);
        let channel = ChannelId::parse(text.trim());
        set_channel(state, channel.as_ref().map(ChannelId::as_str));
        search.result.set(String::new());
        typed.set(text);
    };
    let find = move || search.find(state, typed.get_untracked().trim().to_ascii_lowercase());
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && untrack(has_name) {
            find();
        }
    };
    let help = move || match (search.result.get(), has_name()) {
        (result, _) if !result.is_empty() => result,
        (_, true) => "Press Find to look up the channel with this name.".to_owned(),
        _ => "The name you stream under, or the ID of your channel on StreamElements: \
              24 digits from 0 to 9 and a to f."
            .to_owned(),
    };
    view! {
        <div class="field" data-option="channel">
            <label for="channel">"Channel"</label>
            <div class="pair">
                <input
                    type="text"
                    id="channel"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="Channel name or ID"
                    aria-describedby="channel-help"
                    prop:value=live(text)
                    on:input=entry(on_input)
                    on:keydown=on_keydown
                />
                <button
                    type="button"
                    disabled=live(move || !has_name() || search.is_pending.get())
                    on:click=click(move |_| find())
                >
                    "Find"
                </button>
            </div>
            <p class="help" id="channel-help" role="status">{live(help)}</p>
        </div>
    }
}

fn set_channel(state: ConfiguratorState, channel: Option<&str>) {
    state.edit_field("channel", |draft| {
        draft.set(None, options::CHANNEL.name, channel);
    });
}

/// A search for the channel ID of a name.
#[derive(Clone, Copy)]
struct ChannelSearch {
    is_pending: RwSignal<bool>,
    /// What was found, or why nothing was; empty before the search.
    result: RwSignal<String>,
}

impl ChannelSearch {
    /// Looks a name up and sets the channel of the draft.
    fn find(self, state: ConfiguratorState, name: String) {
        let client = Client::new(&untrack(|| state.api_origin()), None);
        self.is_pending.set(true);
        spawn_local_scoped(async move {
            let found = client.find_channel(&name).await;
            self.is_pending.try_set(false);
            let result = match found {
                Ok(found) => {
                    set_channel(state, Some(&found.id));
                    found_message(&found)
                }
                Err(RequestError { fault, .. }) => not_found_message(fault, &name),
            };
            self.result.try_set(result);
        });
    }
}

fn found_message(found: &FoundChannel) -> String {
    let name = match found.display_name.as_str() {
        "" => &found.username,
        name => name,
    };
    let platform = match found.provider.as_str() {
        "" => String::new(),
        provider => format!(" on {provider}"),
    };
    format!("Found {name}{platform}. If this is not you, paste your channel ID instead.")
}

fn not_found_message(fault: Fault, name: &str) -> String {
    match fault {
        Fault::UnknownChannel => format!(
            "StreamElements has no channel named “{name}”. Check the spelling or paste the \
             channel ID."
        ),
        fault => fault.message(),
    }
}

/// A button that fetches the session once, and the result.
#[component]
fn ConnectionTest(state: ConfiguratorState) -> impl IntoView {
    let result = RwSignal::new(None::<Result<String, String>>);
    let is_pending = RwSignal::new(false);
    let is_ready = move || state.channel.read().is_some() && state.credential.read().is_some();
    let test = move |_| {
        let Some(channel) = state.channel.get_untracked() else {
            return;
        };
        let origin = untrack(|| state.api_origin());
        let client = Client::new(&origin, state.credential.get_untracked());
        is_pending.set(true);
        result.set(None);
        spawn_local_scoped(async move {
            let outcome = match client.session(&channel).await {
                Ok(text) => decode::session(&text)
                    .map(|decoded| connected_message(&decoded.session))
                    .map_err(|_| Fault::Unreadable.message()),
                Err(RequestError { fault, .. }) => Err(fault.message()),
            };
            is_pending.try_set(false);
            result.try_set(Some(outcome));
        });
    };
    let message = move || {
        result.get().map(|result| {
            let (class, message) = match result {
                Ok(message) => ("success", message),
                Err(message) => ("error", message),
            };
            view! { <span class=class>{message}</span> }
        })
    };
    view! {
        <div class="pair connection-test">
            <button
                type="button"
                disabled=live(move || !is_ready() || is_pending.get())
                on:click=click(test)
            >
                "Test connection"
            </button>
            <p role="status">{parts(message)}</p>
        </div>
    }
}

/// Confirms the connection with figures that the streamer recognizes.
fn connected_message(session: &Session) -> String {
    let followers = match session.get("follower-total") {
        Some(Entry::Figure(figure)) => Some(js_number(*figure) + " followers"),
        _ => None,
    };
    let latest = match session.get("follower-latest") {
        Some(Entry::Event(Some(event))) => Some(format!("latest follower {}", event.name)),
        _ => None,
    };
    let details: Vec<String> = followers.into_iter().chain(latest).collect();
    if details.is_empty() {
        return "Connected.".to_owned();
    }
    format!("Connected: {}.", details.join(", "))
}
