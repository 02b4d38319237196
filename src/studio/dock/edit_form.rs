//! The form that edits one figure or event.

use super::form_input::FormInput;
use super::state::DockState;
use super::write::WriteOutcome;
use crate::studio::corrections::{EditableEntry, Entries};
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub(super) fn EditForm(
    /// The entry as it was when the form was opened.
    entry: EditableEntry,
    /// Its present content as text.
    value: Memo<String>,
    /// The key of the entry whose form is open.
    open_key: RwSignal<Option<String>>,
) -> impl IntoView {
    let dock = DockState::from_context();
    let label = format!("Edit {}", entry.title);
    let input = FormInput::new(entry.current);
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
                open_key.set(None);
            }
        });
    };
    let close_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            open_key.set(None);
        }
    };
    let is_disabled = move || edited.read().is_none() || dock.is_busy.get();
    let change = move || input.change_text(&value.read(), edited.read().is_some());
    view! {
        <form class="edit" aria-label=label on:submit=submit on:keydown=close_on_escape>
            <FormFields input />
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
                <button type="button" on:click=move |_| open_key.set(None)>
                    "Cancel"
                </button>
            </div>
        </form>
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
fn FormFields(input: FormInput) -> impl IntoView {
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
    }
}
