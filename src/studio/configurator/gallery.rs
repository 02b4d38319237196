//! The gallery of widgets that can be added, with a search.

use super::dialog::Dialog;
use super::state::ConfiguratorState;
use crate::studio::gallery::{self, Offer, Purpose};
use leptos::either::Either;
use leptos::prelude::*;

/// A dialog with all widgets, by purpose.
#[component]
pub(super) fn Gallery(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Add a widget">
            <FindWidget open />
        </Dialog>
    }
}

#[component]
fn FindWidget(open: RwSignal<bool>) -> impl IntoView {
    let search = RwSignal::new(String::new());
    view! {
        <div class="field search">
            <label class="visually-hidden" for="search">
                "Search"
            </label>
            <input
                type="search"
                id="search"
                autocomplete="off"
                autofocus
                placeholder="Search: tip, follower, goal, this month…"
                bind:value=search
            />
        </div>
        <div class="results" tabindex="0" role="region" aria-label="Widgets to add">
            {move || view! { <FoundWidgets search=search.get() open /> }}
        </div>
    }
}

/// The widgets that a search finds.
#[component]
fn FoundWidgets(search: String, open: RwSignal<bool>) -> impl IntoView {
    let groups = gallery::find(&search);
    if groups.is_empty() {
        return Either::Left(view! { <NothingFound search open /> });
    }
    let group = |(purpose, offers): (Purpose, Vec<Offer>)| {
        let cards = offers
            .into_iter()
            .map(|offer| view! { <OfferCard offer open /> });
        view! {
            <h3>{purpose.title()}</h3>
            <ul class="offers">{cards.collect_view()}</ul>
        }
    };
    Either::Right(groups.into_iter().map(group).collect_view())
}

/// A widget with its picture.
#[component]
fn OfferCard(offer: Offer, open: RwSignal<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let Offer {
        key,
        title,
        sentence,
    } = offer;
    view! {
        <li>
            <button
                type="button"
                class="offer"
                data-key=key
                on:click=move |_| add(state, open, key, title)
            >
                <img
                    src=format!("widgets/{key}.webp")
                    alt=""
                    width="240"
                    height="90"
                    loading="lazy"
                />
                <strong>{title}</strong>
                <span>{sentence}</span>
                <code>{key}</code>
            </button>
        </li>
    }
}

/// A search without results. What could be a key of the session can be added.
#[component]
fn NothingFound(search: String, open: RwSignal<bool>) -> impl IntoView {
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
        <button type="button" on:click=move |_| add(state, open, &key, &key)>
            {label}
        </button>
    })
}

/// Adds a widget, selects it and closes the gallery.
fn add(state: ConfiguratorState, open: RwSignal<bool>, key: &str, title: &str) {
    state.add_widget(key);
    state.announce(format!("{title} added"));
    open.set(false);
}
