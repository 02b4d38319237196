//! The catalogue: all widgets that can be added, with a search.

use super::state::ConfiguratorState;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::form;
use leptos::prelude::*;

/// The widgets that can be added.
#[component]
pub(super) fn Catalogue(state: ConfiguratorState) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let found = move || {
        let groups = form::find_widgets(&search.read());
        if groups.is_empty() {
            return view! { <NothingFound state search=search.get() /> }.into_any();
        }
        let groups: Vec<_> = groups
            .into_iter()
            .map(|(title, widgets)| view! { <CatalogueGroup state title widgets /> })
            .collect();
        groups.into_any()
    };
    view! {
        <details class="card catalogue" open=live(move || state.draft(|draft| draft.widgets.is_empty()))>
            <summary><h2>"Add a widget"</h2></summary>
            <div class="field">
                <label for="search">"Search"</label>
                <input
                    type="search"
                    id="search"
                    autocomplete="off"
                    placeholder="tip, follower, goal…"
                    on:input=entry(move |event| search.set(event_target_value(&event)))
                />
            </div>
            <div class="results" tabindex="0" role="region" aria-label="Widgets to add">{parts(found)}</div>
        </details>
    }
}

/// The widgets of one source of events, as buttons that add them.
#[component]
fn CatalogueGroup(
    state: ConfiguratorState,
    title: &'static str,
    /// Keys and titles.
    widgets: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let buttons: Vec<_> = widgets
        .into_iter()
        .map(|(key, title)| {
            let add = move |_| add(state, key, title);
            view! { <li><button type="button" data-key=key on:click=click(add)>{title}</button></li> }
        })
        .collect();
    view! { <h3>{title}</h3><ul class="keys">{buttons}</ul> }
}

/// A search without results. What could be a key of the session can be added.
#[component]
fn NothingFound(state: ConfiguratorState, search: String) -> impl IntoView {
    let key = search.trim().to_owned();
    let is_key_character = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.chars().all(is_key_character) {
        return view! {
            <p class="help">"No widget found. Try a single word, such as tip or follower."</p>
        }
        .into_any();
    }
    let label = format!("Add “{key}”");
    view! {
        <p class="help">
            "No widget found. If your session has an entry with this name, you can add it anyway."
        </p>
        <button type="button" on:click=click(move |_| add(state, &key, &key))>{label}</button>
    }
    .into_any()
}

/// Adds a widget and opens its options.
fn add(state: ConfiguratorState, key: &str, title: &str) {
    let mut id = 0;
    state.edit(|draft| id = draft.add(key));
    state.expanded_widget.set(Some(id));
    state.announce(format!("{title} added"));
}
