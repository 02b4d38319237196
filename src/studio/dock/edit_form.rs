//! The form that edits one figure or event.

use super::state::DockState;
use super::write::WriteOutcome;
use crate::browser::js_number;
use crate::studio::bind::{click, live};
use crate::studio::corrections::{EditableEntry, EntryEdit, EventEdit};
use crate::studio::form::parse_number;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped;

/// The content of an entry, as the list shows it.
pub(super) fn entry_text(entry: &EntryEdit) -> String {
    match entry {
        EntryEdit::Figure(figure) => format_number(*figure),
        EntryEdit::Event(event) if event.name.is_empty() => "none yet".to_owned(),
        EntryEdit::Event(event) if event.amount == 0.0 => event.name.clone(),
        EntryEdit::Event(event) => format!("{} · {}", event.name, format_number(event.amount)),
    }
}

/// Rounds to two decimals: sums in the API carry floating-point errors.
fn format_number(number: f64) -> String {
    js_number((number * 100.0).round() / 100.0)
}

/// The input of the form.
#[derive(Clone, Copy)]
struct FormInput {
    is_figure: bool,
    name: RwSignal<String>,
    amount: RwSignal<String>,
    message: RwSignal<String>,
    /// The amount before the edit, not rounded.
    exact_amount: f64,
}

impl FormInput {
    fn new(current: Option<EntryEdit>) -> FormInput {
        let (is_figure, event) = match current {
            Some(EntryEdit::Event(event)) => (false, event),
            Some(EntryEdit::Figure(amount)) => (
                true,
                EventEdit {
                    amount,
                    ..EventEdit::default()
                },
            ),
            None => (true, EventEdit::default()),
        };
        FormInput {
            is_figure,
            name: RwSignal::new(event.name),
            amount: RwSignal::new(format_number(event.amount)),
            message: RwSignal::new(event.message),
            exact_amount: event.amount,
        }
    }

    /// The edit; `None` if the amount is not a number.
    fn edit(self) -> Option<EntryEdit> {
        let amount = self.amount.read();
        let amount = if *amount == format_number(self.exact_amount) {
            self.exact_amount
        } else {
            parse_number(&amount)?
        };
        Some(if self.is_figure {
            EntryEdit::Figure(amount)
        } else {
            EntryEdit::Event(EventEdit {
                name: self.name.read().trim().to_owned(),
                amount,
                message: self.message.get(),
            })
        })
    }
}

#[component]
pub(super) fn EditForm(
    dock: DockState,
    key: String,
    entry: Memo<Option<EditableEntry>>,
    open_key: RwSignal<Option<String>>,
) -> impl IntoView {
    let (title, current) = entry
        .get_untracked()
        .map_or((String::new(), None), |entry| {
            (entry.title, Some(entry.current))
        });
    let label = format!("Edit {title}");
    let input = FormInput::new(current);
    let edited = {
        let key = key.clone();
        Memo::new(move |_| dock.document.with(|own| own.edited(&key, &input.edit()?)))
    };
    // Whether the last save had an unknown outcome.
    let is_unsure = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(json) = edited.get_untracked() else {
            return;
        };
        let (title, entries) = (title.clone(), vec![(key.clone(), json)]);
        spawn_local_scoped(async move {
            let outcome = if is_unsure.get_untracked() {
                dock.retry_write(&title, entries).await
            } else {
                dock.write(&title, entries).await
            };
            is_unsure.try_set(outcome == WriteOutcome::Unknown);
            if outcome == WriteOutcome::Written {
                open_key.try_set(None);
            }
        });
    };
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            open_key.set(None);
        }
    };
    let is_disabled = move || edited.read().is_none() || dock.is_busy.get();
    view! {
        <form class="edit" aria-label=label on:submit=submit on:keydown=close_on_escape>
            <FormFields input />
            <p class="change" aria-live="polite">
                {live(move || change_text(entry, input, edited.read().is_some()))}
            </p>
            <div class="buttons">
                <button type="submit" class="main" disabled=live(is_disabled)>"Save"</button>
                <button type="button" on:click=click(move |_| input.amount.set("0".to_owned()))>
                    "Set to 0"
                </button>
                <button type="button" on:click=click(move |_| open_key.set(None))>"Cancel"</button>
            </div>
        </form>
    }
}

fn change_text(entry: Memo<Option<EditableEntry>>, input: FormInput, is_changed: bool) -> String {
    let Some(edit) = input.edit() else {
        return "The amount must be a number, such as 0 or 12.5".to_owned();
    };
    let entry = entry.read();
    let before = entry.as_ref().map(|entry| entry_text(&entry.current));
    let (before, after) = (before.unwrap_or_default(), entry_text(&edit));
    match is_changed {
        false => "No changes".to_owned(),
        true if before == after && !input.is_figure => format!("{after}, new message"),
        true => format!("{before} → {after}"),
    }
}

#[component]
fn FormFields(input: FormInput) -> impl IntoView {
    let first = NodeRef::<Input>::new();
    first.on_load(|first| drop(first.focus()));
    let amount = move |node| {
        view! {
            <label>
                "Amount"
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    node_ref=node
                    bind:value=input.amount
                />
            </label>
        }
    };
    if input.is_figure {
        return amount(first).into_any();
    }
    view! {
        <label>
            "Name" <input type="text" autocomplete="off" node_ref=first bind:value=input.name />
        </label>
        <label>
            "Message" <input type="text" autocomplete="off" bind:value=input.message />
        </label>
        {amount(NodeRef::new())}
    }
    .into_any()
}
