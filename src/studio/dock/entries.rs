//! The list of figures and events.

use super::edit_form::EditForm;
use super::form_input::entry_text;
use super::state::DockState;
use crate::session::catalogue;
use crate::studio::corrections::{EditableEntry, SessionDocument};
use leptos::prelude::*;

/// The number of entries that are listed until the user asks for all.
const COLLAPSED_COUNT: usize = 10;

/// All figures and events, with a search.
#[component]
pub fn EntryList() -> impl IntoView {
    let dock = DockState::from_context();
    let search = RwSignal::new(String::new());
    let is_expanded = RwSignal::new(false);
    let open_key = RwSignal::new(None::<String>);
    let entries = Memo::new(move |_| dock.document.with(SessionDocument::editable_entries));
    let keys = move || {
        let search = search.read().trim().to_ascii_lowercase();
        let is_all = is_expanded.get() || !search.is_empty();
        let limit = if is_all { usize::MAX } else { COLLAPSED_COUNT };
        let entries = entries.read();
        let found = entries
            .iter()
            .filter(|entry| matches_search(entry, &search));
        found
            .take(limit)
            .map(|entry| entry.key.clone())
            .collect::<Vec<_>>()
    };
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
                <For each=keys key=String::clone let:key>
                    <EntryRow key entries open_key />
                </For>
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
    let hidden_count = move || entries.read().len().saturating_sub(COLLAPSED_COUNT);
    let is_shown = move || hidden_count() > 0 && search.read().trim().is_empty();
    let label = move || {
        if is_expanded.get() {
            "Show fewer".to_owned()
        } else {
            format!("Show all ({} more)", hidden_count())
        }
    };
    view! {
        <Show when=is_shown>
            <button type="button" on:click=move |_| *is_expanded.write() ^= true>
                {label}
            </button>
        </Show>
    }
}

#[component]
fn EntryRow(
    key: String,
    entries: Memo<Vec<EditableEntry>>,
    open_key: RwSignal<Option<String>>,
) -> impl IntoView {
    let can_write = DockState::from_context().can_write;
    let key = StoredValue::new(key);
    let entry = Memo::new(move |_| {
        let (entries, key) = (entries.read(), key.read_value());
        entries.iter().find(|entry| entry.key == *key).cloned()
    });
    let value = Memo::new(move |_| {
        let entry = entry.read();
        entry
            .as_ref()
            .map(|entry| entry_text(&entry.current))
            .unwrap_or_default()
    });
    let title = catalogue::title(&key.read_value());
    let label = format!("Edit {title}");
    let is_open = Memo::new(move |_| open_key.get() == Some(key.get_value()));
    let toggle = move |_| open_key.set((!is_open.get_untracked()).then(|| key.get_value()));
    let opened_entry = move || is_open.get().then(|| entry.get_untracked())?;
    view! {
        <li>
            <div class="row">
                <span class="entry-title">{title}</span>
                <span class="entry-value">{value}</span>
                <button
                    type="button"
                    class="small"
                    aria-label=label
                    aria-expanded=move || is_open.get().to_string()
                    disabled=!can_write
                    on:click=toggle
                >
                    "Edit"
                </button>
            </div>
            <ShowLet some=opened_entry let:entry>
                <EditForm entry value open_key />
            </ShowLet>
        </li>
    }
}
