//! The input of the edit form, and how entries are written as text.

use crate::browser::intl::IntlLocale;
use crate::browser::js_number;
use crate::session::catalogue;
use crate::studio::corrections::{EntryEdit, EventEdit};
use crate::studio::form::parse_number;
use crate::widget::format;
use leptos::prelude::*;

/// The content of the entry of a key, as an overlay would write it.
pub(super) fn entry_text(entry: &EntryEdit, key: &str, locale: &IntlLocale) -> String {
    let format = |figure| format::figure(figure, catalogue::unit(key), None, locale);
    match entry {
        EntryEdit::Figure(figure) => format(*figure),
        EntryEdit::Event(event) if event.name.is_empty() => "none yet".to_owned(),
        EntryEdit::Event(event) if event.amount == 0.0 => event.name.clone(),
        EntryEdit::Event(event) => format!("{} · {}", event.name, format(event.amount)),
    }
}

/// A number as it is typed. Rounds to two decimals: sums in the API carry floating-point
/// errors.
fn format_number(number: f64) -> String {
    js_number((number * 100.0).round() / 100.0)
}

/// What is typed into the form.
#[derive(Clone, Copy)]
pub(super) struct FormInput {
    /// Whether the entry is a figure, which has an amount only.
    pub(super) is_figure: bool,
    pub(super) name: RwSignal<String>,
    pub(super) amount: RwSignal<String>,
    pub(super) message: RwSignal<String>,
    /// The amount before the edit, not rounded.
    exact_amount: f64,
}

impl FormInput {
    /// The input for an entry, with a first change of its amount.
    pub(super) fn new(current: EntryEdit, change: f64) -> FormInput {
        let (is_figure, event) = match current {
            EntryEdit::Event(event) => (false, event),
            EntryEdit::Figure(amount) => {
                let event = EventEdit {
                    amount,
                    ..EventEdit::default()
                };
                (true, event)
            }
        };
        FormInput {
            is_figure,
            name: RwSignal::new(event.name),
            amount: RwSignal::new(format_number(event.amount + change)),
            message: RwSignal::new(event.message),
            exact_amount: event.amount,
        }
    }

    /// Adds to the typed amount, if it is a number.
    pub(super) fn add(self, change: f64) {
        let amount = self.amount.with_untracked(|amount| parse_number(amount));
        if let Some(amount) = amount {
            self.amount.set(format_number(amount + change));
        }
    }

    /// The edit; `None` if the amount is not a number.
    pub(super) fn edit(self) -> Option<EntryEdit> {
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

    /// What a save would change. `before` is the present content as text.
    pub(super) fn change_text(
        self,
        before: &str,
        is_changed: bool,
        format: impl FnOnce(&EntryEdit) -> String,
    ) -> String {
        let Some(edit) = self.edit() else {
            return "The amount must be a number, such as 0 or 12.5".to_owned();
        };
        let after = format(&edit);
        match is_changed {
            false => "No changes".to_owned(),
            true if before == after && !self.is_figure => format!("{after}, new message"),
            true => format!("{before} → {after}"),
        }
    }
}
