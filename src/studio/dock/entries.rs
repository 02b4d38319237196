//! The figures and events: those that the streamer follows, the latest events, and the
//! others.

use super::edit_form::EditForm;
use super::figure_card::FigureCard;
use super::form_input::entry_text;
use super::state::DockState;
use crate::session::catalogue;
use crate::studio::corrections::{EditableEntry, EntryEdit, SessionDocument};
use crate::studio::icon::{Icon, lucide};
use leptos::prelude::*;

/// The number of other entries that are listed until the user asks for all.
const COLLAPSED_COUNT: usize = 6;

/// All figures and events, by key.
pub(super) type EntriesMemo = Memo<Vec<EditableEntry>>;

/// The key of the entry whose form is open, and what its buttons add to the amount first.
pub(super) type OpenForm = RwSignal<Option<(String, f64)>>;

/// All figures and events.
#[component]
pub fn EntryList() -> impl IntoView {
    let dock = DockState::from_context();
    let open = OpenForm::new(None);
    let entries = EntriesMemo::new(move |_| dock.document.with(SessionDocument::editable_entries));
    let followed = move || {
        let (entries, stars) = (entries.read(), dock.stars.read());
        let is_there = |key: &&String| entries.iter().any(|entry| entry.key == **key);
        let keys = stars.keys().iter().filter(is_there);
        keys.cloned().collect::<Vec<_>>()
    };
    let latest = move || keys_of(&entries.read(), is_latest);
    view! {
        <section class="followed" aria-label="Followed figures">
            <For each=followed key=String::clone let:key>
                <FigureCard key entries open />
            </For>
        </section>
        <section class="pane" aria-labelledby="events">
            <h2 id="events">"Latest events"</h2>
            <ul class="entries">
                <For each=latest key=String::clone let:key>
                    <EntryRow key entries open />
                </For>
            </ul>
        </section>
        <OtherEntries entries open />
    }
}

fn keys_of(entries: &[EditableEntry], test: impl Fn(&EditableEntry) -> bool) -> Vec<String> {
    let entries = entries.iter().filter(|entry| test(entry));
    entries.map(|entry| entry.key.clone()).collect()
}

/// Whether an entry is the latest event of a type, and there is one.
fn is_latest(entry: &EditableEntry) -> bool {
    let EntryEdit::Event(event) = &entry.current else {
        return false;
    };
    entry.key.ends_with("-latest") && !event.name.is_empty()
}

/// What is neither followed nor a latest event, with a search.
#[component]
fn OtherEntries(entries: EntriesMemo, open: OpenForm) -> impl IntoView {
    let dock = DockState::from_context();
    let search = RwSignal::new(String::new());
    let is_expanded = RwSignal::new(false);
    let others = Memo::new(move |_| {
        let search = search.read().trim().to_ascii_lowercase();
        let stars = dock.stars.read();
        keys_of(&entries.read(), |entry| {
            let is_found =
                entry.title.to_ascii_lowercase().contains(&search) || entry.key.contains(&search);
            is_found && !stars.has(&entry.key) && !is_latest(entry)
        })
    });
    let is_searching = move || !search.read().trim().is_empty();
    let keys = move || {
        let mut keys = others.get();
        if !is_expanded.get() && !is_searching() {
            keys.truncate(COLLAPSED_COUNT);
        }
        keys
    };
    let hidden_count = move || others.read().len().saturating_sub(COLLAPSED_COUNT);
    let label = move || {
        if is_expanded.get() {
            "Show fewer".to_owned()
        } else {
            format!("Show all ({} more)", hidden_count())
        }
    };
    view! {
        <section class="pane" aria-labelledby="figures">
            <div class="pane-head">
                <h2 id="figures">"All others"</h2>
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
                    <EntryRow key entries open />
                </For>
            </ul>
            <Show when=move || hidden_count() != 0 && !is_searching()>
                <button
                    type="button"
                    class="plain small"
                    on:click=move |_| *is_expanded.write() ^= true
                >
                    {label}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn EntryRow(key: String, entries: EntriesMemo, open: OpenForm) -> impl IntoView {
    let dock = DockState::from_context();
    let title = catalogue::title(&key);
    let shown = ShownEntry::new(key, entries, open);
    let is_event = move || {
        let entry = shown.entry.read();
        matches!(
            entry.as_ref().map(|entry| &entry.current),
            Some(EntryEdit::Event(_))
        )
    };
    let verb = move || if is_event() { "Correct" } else { "Edit" };
    let label = {
        let title = title.clone();
        move || format!("{} {title}", verb())
    };
    let star_title = title.clone();
    view! {
        <li>
            <div class="row">
                <span class="entry-title">{title}</span>
                <span class="entry-value">{shown.value}</span>
                <Show when=move || !is_event()>
                    <StarButton key=shown.key title=star_title.clone() />
                </Show>
                <button
                    type="button"
                    class="small"
                    aria-label=label
                    aria-expanded=move || shown.is_open.get().to_string()
                    disabled=!dock.can_write
                    on:click=move |_| shown.toggle()
                >
                    {verb}
                </button>
            </div>
            <ShowLet some=move || shown.opened() let:opened>
                <EditForm opened value=shown.value open />
            </ShowLet>
        </li>
    }
}

/// Follows a figure, or no longer does.
#[component]
pub(super) fn StarButton(key: StoredValue<String>, title: String) -> impl IntoView {
    let dock = DockState::from_context();
    let has_star = move || dock.stars.read().has(&key.read_value());
    view! {
        <button
            type="button"
            class="plain square star"
            aria-label=format!("Follow {title}")
            title="Follow"
            aria-pressed=move || has_star().to_string()
            on:click=move |_| dock.toggle_star(&key.read_value())
        >
            <Icon icon=lucide::LuStar />
        </button>
    }
}

/// An entry on the page, and its form.
#[derive(Clone, Copy)]
pub(super) struct ShownEntry {
    pub(super) key: StoredValue<String>,
    /// `None` once the session has no such entry.
    pub(super) entry: Memo<Option<EditableEntry>>,
    /// Its content as text.
    pub(super) value: Memo<String>,
    pub(super) is_open: Memo<bool>,
    open: OpenForm,
}

impl ShownEntry {
    pub(super) fn new(key: String, entries: EntriesMemo, open: OpenForm) -> ShownEntry {
        let locale = DockState::from_context().locale;
        let key = StoredValue::new(key);
        let entry = Memo::new(move |_| {
            let (entries, key) = (entries.read(), key.read_value());
            entries.iter().find(|entry| entry.key == *key).cloned()
        });
        let value = Memo::new(move |_| {
            let text = |entry: &EditableEntry| {
                locale.with_value(|locale| entry_text(&entry.current, &entry.key, locale))
            };
            entry.read().as_ref().map(text).unwrap_or_default()
        });
        let is_open = Memo::new(move |_| {
            let open = open.read();
            open.as_ref()
                .is_some_and(|(own, _)| *own == *key.read_value())
        });
        ShownEntry {
            key,
            entry,
            value,
            is_open,
            open,
        }
    }

    /// Opens its form, or closes it.
    pub(super) fn toggle(self) {
        let is_open = self.is_open.get_untracked();
        self.open
            .set((!is_open).then(|| (self.key.get_value(), 0.0)));
    }

    /// Opens its form with another amount.
    pub(super) fn open_with(self, change: f64) {
        self.open.set(Some((self.key.get_value(), change)));
    }

    /// The entry when its form was opened, and what is added to its amount.
    pub(super) fn opened(self) -> Option<(EditableEntry, f64)> {
        if !self.is_open.get() {
            return None;
        }
        let (_, change) = self.open.get_untracked()?;
        Some((self.entry.get_untracked()?, change))
    }
}
