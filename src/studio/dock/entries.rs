//! The list of figures and events.

use super::edit_form::{EditForm, entry_text};
use super::state::DockState;
use crate::studio::bind::{click, live, parts};
use crate::studio::corrections::{EditableEntry, SessionDocument};
use leptos::prelude::*;

/// The number of entries that are listed until the user asks for all.
const COLLAPSED_COUNT: usize = 10;

#[component]
pub(super) fn EntryList(dock: DockState) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let is_expanded = RwSignal::new(false);
    let open_key = RwSignal::new(None::<String>);
    let entries = Memo::new(move |_| dock.document.with(SessionDocument::editable_entries));
    let keys = Memo::new(move |_| {
        let search = search.read().trim().to_ascii_lowercase();
        let is_all = is_expanded.get() || !search.is_empty();
        let limit = if is_all { usize::MAX } else { COLLAPSED_COUNT };
        entries
            .read()
            .iter()
            .filter(|entry| matches_search(entry, &search))
            .take(limit)
            .map(|entry| entry.key.clone())
            .collect::<Vec<_>>()
    });
    view! {
        <section aria-labelledby="figures">
            <div class="head">
                <h2 id="figures">"Figures and events"</h2>
                <input
                    type="search"
                    aria-label="Search figures and events"
                    placeholder="Search"
                    autocomplete="off"
                    bind:value=search
                />
            </div>
            <ul class="entries">
                <For
                    each=move || keys.get()
                    key=String::clone
                    children=move |key| view! { <EntryRow dock key entries open_key /> }
                />
            </ul>
            <ExpandButton entries search is_expanded />
        </section>
    }
}

fn matches_search(entry: &EditableEntry, search: &str) -> bool {
    entry.title.to_ascii_lowercase().contains(search) || entry.key.contains(search)
}

/// Shows all entries or only the first; hidden during a search.
#[component]
fn ExpandButton(
    entries: Memo<Vec<EditableEntry>>,
    search: RwSignal<String>,
    is_expanded: RwSignal<bool>,
) -> impl IntoView {
    let button = move || {
        let hidden = entries.read().len().saturating_sub(COLLAPSED_COUNT);
        let label = if is_expanded.get() {
            "Show fewer".to_owned()
        } else {
            format!("Show all ({hidden} more)")
        };
        let toggle = move |_| is_expanded.update(|is_expanded| *is_expanded = !*is_expanded);
        (hidden > 0 && search.read().trim().is_empty())
            .then(|| view! { <button type="button" on:click=click(toggle)>{label}</button> })
    };
    parts(button)
}

#[component]
fn EntryRow(
    dock: DockState,
    key: String,
    entries: Memo<Vec<EditableEntry>>,
    open_key: RwSignal<Option<String>>,
) -> impl IntoView {
    let key = StoredValue::new(key);
    let entry = Memo::new(move |_| {
        let entries = entries.read();
        key.with_value(|key| entries.iter().find(|entry| entry.key == *key).cloned())
    });
    let title = entry.get_untracked().map(|entry| entry.title);
    let title = title.unwrap_or_default();
    let is_open = Memo::new(move |_| open_key.read().as_ref() == Some(&key.get_value()));
    let toggle = move |_| {
        let is_open = is_open.get_untracked();
        open_key.set((!is_open).then(|| key.get_value()));
    };
    let value = move || {
        let entry = entry.read();
        entry.as_ref().map(|entry| entry_text(&entry.current))
    };
    let form = move || {
        let key = is_open.get().then(|| key.get_value())?;
        Some(view! { <EditForm dock key entry open_key /> })
    };
    view! {
        <li>
            <div class="row">
                <span class="entry-title">{title.clone()}</span>
                <span class="entry-value">{live(value)}</span>
                <button
                    type="button"
                    class="small"
                    aria-label=format!("Edit {title}")
                    aria-expanded=live(move || is_open.get().to_string())
                    disabled=!dock.can_write
                    on:click=click(toggle)
                >
                    "Edit"
                </button>
            </div>
            {parts(form)}
        </li>
    }
}
