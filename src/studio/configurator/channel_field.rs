//! The channel, by its ID or by its name.

use super::connection::Connection;
use super::state::ConfiguratorState;
use crate::config::credential::ChannelId;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The field of the channel, and the search by name.
#[component]
pub(super) fn ChannelField() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let connection = Connection::from_context();
    // Shown while it is no channel ID.
    let typed = RwSignal::new(String::new());
    let is_pending = RwSignal::new(false);
    // What the last search has found; empty without one.
    let result = RwSignal::new(String::new());
    let text = move || {
        let channel = state.channel.get();
        channel.map_or_else(|| typed.get(), |channel| channel.as_str().to_owned())
    };
    let has_name = move || state.channel.read().is_none() && !typed.read().trim().is_empty();
    let enter = move |text: String| {
        let channel = ChannelId::parse(text.trim());
        state.set_channel(channel.as_ref().map(ChannelId::as_str));
        result.set(String::new());
        typed.set(text);
    };
    let find = move || {
        let name = typed.get().trim().to_ascii_lowercase();
        is_pending.set(true);
        spawn_local(async move {
            let found = connection.find_channel(name).await;
            result.try_set(found);
            is_pending.try_set(false);
        });
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
                    placeholder="Found by your token, or type a name"
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
                {result}
            </p>
        </div>
    }
}
