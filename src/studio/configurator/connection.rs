//! Whose session it is, and whether it can be fetched.

use super::credential::{CredentialField, SaveCredential};
use super::state::ConfiguratorState;
use crate::api::{Client, FoundChannel};
use crate::browser::js_number;
use crate::config::credential::ChannelId;
use crate::options;
use crate::polling::{Fault, RequestError};
use crate::session::decode;
use crate::session::{Entry, Session};
use crate::studio::bind::{click, entry, live, parts};
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

/// The channel and the credential.
#[component]
pub(super) fn Connection(state: ConfiguratorState) -> impl IntoView {
    let demo = move || state.is_demo();
    let play = move |event| {
        let demo = event_target_checked(&event).then_some("demo");
        state.edit(|draft| draft.set(None, options::SOURCE.name, demo));
    };
    view! {
        <section class="card" aria-labelledby="account">
            <h2 id="account">"Your channel"</h2>
            <ChannelField state />
            <CredentialField state />
            <SaveCredential state />
            <Test state />
            <label class="check"><input type="checkbox" prop:checked=demo on:change=entry(play) />"Show the demo stream instead of my channel"</label>
        </section>
    }
}

#[component]
fn ChannelField(state: ConfiguratorState) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let told = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(channel) = state.channel.get() {
            text.set(channel.as_str().to_owned());
        }
    });
    let set = move |channel: Option<&str>| {
        state.edit_field("channel", |draft| {
            draft.set(None, options::CHANNEL.name, channel);
        });
    };
    let typed = move |event| {
        let own = event_target_value(&event);
        set(ChannelId::read(own.trim())
            .map(|_| own.trim().to_ascii_lowercase())
            .as_deref());
        told.set(String::new());
        text.set(own);
    };
    let is_name = move || {
        let text = text.get();
        !text.trim().is_empty() && ChannelId::read(text.trim()).is_none()
    };
    let find = move || {
        let name = text.get_untracked().trim().to_ascii_lowercase();
        let client = Client::new(&untrack(|| state.api_origin()), None);
        busy.set(true);
        spawn_local_scoped(async move {
            let found = client.find_channel(&name).await;
            busy.try_set(false);
            match found {
                Ok(FoundChannel {
                    id,
                    provider,
                    username,
                    display_name,
                }) => {
                    let who = if display_name.is_empty() {
                        username
                    } else {
                        display_name
                    };
                    let on = if provider.is_empty() {
                        String::new()
                    } else {
                        format!(" on {provider}")
                    };
                    told.try_set(format!(
                        "Found {who}{on}. If that is not you, paste your channel’s id instead."
                    ));
                    set(Some(&id));
                }
                Err(RequestError { fault, .. }) => drop(told.try_set(not_found(fault, &name))),
            }
        });
    };
    let on_enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && untrack(is_name) {
            find();
        }
    };
    view! {
        <div class="field" data-option="channel">
            <label for="channel">"Channel"</label>
            <div class="pair">
                <input type="text" id="channel" autocomplete="off" spellcheck="false" placeholder="your name, or the channel’s id" aria-describedby="channel-told"
                    prop:value=live(move || text.get()) on:input=entry(typed) on:keydown=on_enter />
                <button type="button" disabled=live(move || !is_name() || busy.get()) on:click=click(move |_| find())>"Find"</button>
            </div>
            <p class="help" id="channel-told" role="status">
                {live(move || match (told.get(), is_name()) {
                    (told, _) if !told.is_empty() => told,
                    (_, true) => "Press Find to look for the channel of this name.".to_owned(),
                    _ => "The name under which you stream, or the id of your channel on StreamElements: 24 digits from 0 to 9 and a to f.".to_owned(),
                })}
            </p>
        </div>
    }
}

fn not_found(fault: Fault, name: &str) -> String {
    match fault {
        Fault::UnknownChannel => format!(
            "StreamElements knows no channel called “{name}”. Check the spelling, or paste the channel’s id."
        ),
        fault => fault.message(),
    }
}

#[component]
fn Test(state: ConfiguratorState) -> impl IntoView {
    let told = RwSignal::new(None::<Result<String, String>>);
    let busy = RwSignal::new(false);
    let ready = move || state.channel.read().is_some() && state.credential.read().is_some();
    let test = move |_| {
        let (Some(channel), credential) = (
            state.channel.get_untracked(),
            state.credential.get_untracked(),
        ) else {
            return;
        };
        let client = Client::new(&untrack(|| state.api_origin()), credential);
        busy.set(true);
        told.set(None);
        spawn_local_scoped(async move {
            let outcome = match client.session(&channel).await {
                Ok(text) => decode::session(&text)
                    .map(|decoded| greeting(&decoded.session))
                    .map_err(|_| Fault::Unreadable.message()),
                Err(RequestError { fault, .. }) => Err(fault.message()),
            };
            busy.try_set(false);
            told.try_set(Some(outcome));
        });
    };
    view! {
        <div class="pair start">
            <button type="button" disabled=live(move || !ready() || busy.get()) on:click=click(test)>"Test the connection"</button>
            <p role="status">{parts(move || told.get().map(|told| match told {
                Ok(words) => view! { <span class="well">{words}</span> }.into_any(),
                Err(words) => view! { <span class="wrong">{words}</span> }.into_any(),
            }))}</p>
        </div>
    }
}

/// What a session says of itself, so that one knows it is the right one.
fn greeting(session: &Session) -> String {
    let followers = match session.get("follower-total") {
        Some(Entry::Figure(figure)) => Some(js_number(*figure) + " followers"),
        _ => None,
    };
    let latest = match session.get("follower-latest") {
        Some(Entry::Event(Some(event))) => Some(format!("the latest is {}", event.name)),
        _ => None,
    };
    let known: Vec<String> = followers.into_iter().chain(latest).collect();
    let known = if known.is_empty() {
        String::new()
    } else {
        format!(" It counts {}.", known.join(", "))
    };
    format!("It works: StreamElements sends the session.{known}")
}
