//! The form that edits one figure or event.

use super::entries::OpenForm;
use super::form_input::{FormInput, entry_text};
use super::state::DockState;
use super::write::WriteOutcome;
use crate::session::catalogue::{self, Unit};
use crate::studio::corrections::{EditableEntry, Entries, EntryEdit};
use crate::studio::icon::{Icon, lucide};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn EditForm(
    /// The entry as it was when the form was opened, and the first change of its amount.
    opened: (EditableEntry, f64),
    /// Its present content as text.
    value: Memo<String>,
    open: OpenForm,
) -> impl IntoView {
    let dock = DockState::from_context();
    let (entry, change) = opened;
    let label = format!("Change {}", entry.title);
    let step = step(&entry.key);
    let input = FormInput::new(entry.current, change);
    let (key, title) = (StoredValue::new(entry.key), entry.title);
    let edited = Memo::new(move |_| {
        let document = dock.document.read();
        document.edited(&key.read_value(), &input.edit()?)
    });
    // Whether the last save had an unknown outcome.
    let is_unsure = StoredValue::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(json) = edited.get_untracked() else {
            return;
        };
        let (title, entries) = (title.clone(), vec![(key.get_value(), json)]);
        spawn_local(async move {
            if save(dock, &title, entries, is_unsure).await == WriteOutcome::Written {
                open.set(None);
            }
        });
    };
    let close_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(None);
        }
    };
    let is_disabled = move || edited.read().is_none() || dock.is_busy.get();
    let change = move || {
        let format = |edit: &EntryEdit| {
            dock.locale
                .with_value(|locale| entry_text(edit, &key.read_value(), locale))
        };
        input.change_text(&value.read(), edited.read().is_some(), format)
    };
    view! {
        <form class="edit" aria-label=label on:submit=submit on:keydown=close_on_escape>
            <FormFields input step />
            <p class="change" aria-live="polite">
                {change}
            </p>
            <div class="buttons">
                <button type="submit" class="main" disabled=is_disabled>
                    "Save"
                </button>
                <button type="button" on:click=move |_| input.amount.set("0".to_owned())>
                    "Set to 0"
                </button>
                <button type="button" on:click=move |_| open.set(None)>
                    "Cancel"
                </button>
            </div>
        </form>
    }
}

/// What the buttons beside the amount of a key add to it.
pub(super) fn step(key: &str) -> f64 {
    if matches!(catalogue::unit(key), Unit::Bits | Unit::Kicks) {
        100.0
    } else {
        1.0
    }
}

async fn save(
    dock: DockState,
    title: &str,
    entries: Entries,
    is_unsure: StoredValue<bool>,
) -> WriteOutcome {
    let outcome = if is_unsure.get_value() {
        dock.retry_write(title, entries).await
    } else {
        dock.write(title, entries).await
    };
    is_unsure.set_value(outcome == WriteOutcome::Unknown);
    outcome
}

#[component]
fn FormFields(input: FormInput, step: f64) -> impl IntoView {
    let (name, amount) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let first = if input.is_figure { amount } else { name };
    first.on_load(|first| drop(first.focus()));
    let event_fields = (!input.is_figure).then(|| {
        view! {
            <label>
                "Name" <input type="text" autocomplete="off" node_ref=name bind:value=input.name />
            </label>
            <label>
                "Message" <input type="text" autocomplete="off" bind:value=input.message />
            </label>
        }
    });
    view! {
        {event_fields}
        <div class="amount-row">
            <button
                type="button"
                class="square"
                aria-label="Less"
                on:click=move |_| input.add(-step)
            >
                <Icon icon=lucide::LuMinus />
            </button>
            <label>
                "Amount"
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    node_ref=amount
                    bind:value=input.amount
                />
            </label>
            <button
                type="button"
                class="square"
                aria-label="More"
                on:click=move |_| input.add(step)
            >
                <Icon icon=lucide::LuPlus />
            </button>
        </div>
    }
}
