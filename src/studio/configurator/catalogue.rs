//! The catalogue: all widgets that can be added, with a search.

use super::state::ConfiguratorState;
use crate::studio::form;
use leptos::either::Either;
use leptos::prelude::*;

/// The widgets that can be added.
#[component]
pub(super) fn Catalogue() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let search = RwSignal::new(String::new());
    view! {
        <details class="card catalogue" open=move || state.draft(|draft| draft.widgets.is_empty())>
            <summary>
                <h2>"Add a widget"</h2>
            </summary>
            <div class="field">
                <label for="search">"Search"</label>
                <input
                    type="search"
                    id="search"
                    autocomplete="off"
                    placeholder="tip, follower, goal…"
                    bind:value=search
                />
            </div>
            <div class="results" tabindex="0" role="region" aria-label="Widgets to add">
                {move || view! { <FoundWidgets search=search.get() /> }}
            </div>
        </details>
    }
}

/// The widgets that a search finds, by source of events.
#[component]
fn FoundWidgets(search: String) -> impl IntoView {
    let groups = form::find_widgets(&search);
    if groups.is_empty() {
        return Either::Left(view! { <NothingFound search /> });
    }
    let groups = groups.into_iter().map(|(title, widgets)| {
        let buttons = widgets
            .into_iter()
            .map(|(key, title)| view! { <AddButton key title /> });
        view! {
            <h3>{title}</h3>
            <ul class="keys">{buttons.collect_view()}</ul>
        }
    });
    Either::Right(groups.collect_view())
}

#[component]
fn AddButton(key: &'static str, title: &'static str) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    view! {
        <li>
            <button type="button" data-key=key on:click=move |_| add(state, key, title)>
                {title}
            </button>
        </li>
    }
}

/// A search without results. What could be a key of the session can be added.
#[component]
fn NothingFound(search: String) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let key = search.trim().to_owned();
    let is_key_character = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.chars().all(is_key_character) {
        let help = "No widget found. Try a single word, such as tip or follower.";
        return Either::Left(view! { <p class="help">{help}</p> });
    }
    let label = format!("Add “{key}”");
    Either::Right(view! {
        <p class="help">
            "No widget found. If your session has an entry with this name, you can add it anyway."
        </p>
        <button type="button" on:click=move |_| add(state, &key, &key)>
            {label}
        </button>
    })
}

/// Adds a widget and opens its options.
fn add(state: ConfiguratorState, key: &str, title: &str) {
    let mut id = 0;
    state.edit(|draft| id = draft.add(key));
    state.expanded_widget.set(Some(id));
    state.announce(format!("{title} added"));
}
