//! The channel, the credential, and a test of both.

use super::credential::{CredentialField, SaveCredential};
use super::state::ConfiguratorState;
use crate::api::{Client, FoundChannel};
use crate::browser::js_number;
use crate::config::credential::ChannelId;
use crate::config::{Config, Page};
use crate::live;
use crate::options;
use crate::options::values::Source;
use crate::polling::{Fault, RequestError};
use crate::session::decode;
use crate::session::{Entry, Session};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The channel and the credential, or the demo session instead.
#[component]
pub(super) fn Connection() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let use_demo = move |is_demo: bool| {
        let source = is_demo.then_some(Source::Demo.name());
        state.edit(|draft| draft.set(None, options::SOURCE.name, source));
    };
    view! {
        <section class="card" aria-labelledby="connection">
            <h2 id="connection">"Your channel"</h2>
            <ChannelField />
            <CredentialField />
            <SaveCredential />
            <ConnectionTest />
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

/// The channel, by its ID or by its name.
#[component]
fn ChannelField() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    // Shown while it is no channel ID.
    let typed = RwSignal::new(String::new());
    let search = Action::new_local(move |name: &String| find_channel(state, name.clone()));
    let (is_pending, result) = (search.pending(), search.value());
    let text = move || {
        let channel = state.channel.get();
        channel.map_or_else(|| typed.get(), |channel| channel.as_str().to_owned())
    };
    let has_name = move || state.channel.read().is_none() && !typed.read().trim().is_empty();
    let enter = move |text: String| {
        let channel = ChannelId::parse(text.trim());
        set_channel(state, channel.as_ref().map(ChannelId::as_str));
        search.clear();
        typed.set(text);
    };
    let find = move || {
        search.dispatch_local(typed.get().trim().to_ascii_lowercase());
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Enter" && has_name() {
            find();
        }
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
                    prop:value=text
                    on:input:target=move |event| enter(event.target().value())
                    on:keydown=on_keydown
                />
                <button
                    type="button"
                    disabled=move || !has_name() || is_pending.get()
                    on:click=move |_| find()
                >
                    "Find"
                </button>
            </div>
            <p class="help" id="channel-help" role="status">
                {move || result.get().unwrap_or_else(|| channel_help(has_name()).to_owned())}
            </p>
        </div>
    }
}

fn channel_help(has_name: bool) -> &'static str {
    if has_name {
        "Press Find to look up the channel with this name."
    } else {
        "The name you stream under, or the ID of your channel on StreamElements: \
         24 digits from 0 to 9 and a to f."
    }
}

fn set_channel(state: ConfiguratorState, channel: Option<&str>) {
    state.edit_field("channel", |draft| {
        draft.set(None, options::CHANNEL.name, channel);
    });
}

/// Looks a channel up by its name and sets it in the draft. Returns what was found, or why
/// nothing was.
async fn find_channel(state: ConfiguratorState, name: String) -> String {
    let client = Client::new(&untrack(|| state.api_origin()), None);
    match client.find_channel(&name).await {
        Ok(found) => {
            set_channel(state, Some(&found.id));
            found_message(&found)
        }
        Err(RequestError { fault, .. }) => not_found_message(fault, &name),
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
fn ConnectionTest() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let test = Action::new_local(move |(): &()| test_connection(state));
    let (is_pending, result) = (test.pending(), test.value());
    let is_ready = move || state.channel.read().is_some() && state.credential.read().is_some();
    let message = move || {
        let (class, message) = match result.get()?? {
            Ok(message) => ("success", message),
            Err(message) => ("error", message),
        };
        Some(view! { <span class=class>{message}</span> })
    };
    let start = move |_| {
        test.clear();
        test.dispatch_local(());
    };
    view! {
        <div class="pair connection-test">
            <button type="button" disabled=move || !is_ready() || is_pending.get() on:click=start>
                "Test connection"
            </button>
            <p role="status">{message}</p>
        </div>
    }
}

/// Fetches the session once. `None` without a channel.
async fn test_connection(state: ConfiguratorState) -> Option<Result<String, String>> {
    let channel = state.channel.get_untracked()?;
    let origin = untrack(|| state.api_origin());
    let client = Client::new(&origin, state.credential.get_untracked());
    let message = match client.session(&channel).await {
        Ok(text) => decode::session(&text)
            .map(|decoded| connected_message(&decoded.session))
            .map_err(|_| Fault::Unreadable.message()),
        Err(RequestError { fault, .. }) => Err(fault.message()),
    };
    Some(match message {
        Ok(message) => Ok(message + updates_message(state, &client, &channel).await),
        Err(message) => Err(message),
    })
}

/// Says how an overlay with this draft's options would learn of changes.
async fn updates_message(
    state: ConfiguratorState,
    client: &Client,
    channel: &ChannelId,
) -> &'static str {
    let page = state.draft_untracked(|draft| Config::parse_lenient(&draft.to_query()).page);
    let gateway = page.as_ref().and_then(Page::push_gateway);
    let (Some(gateway), Some(access)) = (gateway, client.gateway_access(channel)) else {
        return " Changes are polled.";
    };
    if live::is_push_available(gateway, access).await {
        " Changes are pushed at once."
    } else {
        " Changes are polled, because the server that pushes them cannot be used now."
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
