//! Lists: a row for each figure with its number, or for each milestone with its words.

use crate::browser::js_number;
use crate::options::{MILESTONES, PLUS};
use crate::studio::configurator::field_binding::FieldBinding;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::icon::{Icon, lucide};
use crate::studio::rows::{self, Row};
use leptos::html::Button;
use leptos::prelude::*;

/// The rows of an option, as its controls read and write them. They are few and short, so
/// that each reader splits the text; memos of them would add to the download.
#[derive(Clone, Copy)]
struct Rows {
    binding: FieldBinding,
}

impl Rows {
    fn all(self) -> Vec<Row> {
        rows::split(&self.binding.text(), self.binding.spec)
    }

    /// A row; an empty one once it is removed.
    fn row(self, index: usize) -> Row {
        self.all().into_iter().nth(index).unwrap_or_default()
    }

    /// The number or the words of a row, as they are shown.
    fn value(self, index: usize) -> String {
        self.row(index).shown_value(self.binding.spec).to_owned()
    }

    /// Edits the rows. `part` is what the user types in; empty for a step of its own.
    fn edit(self, part: &str, edit: impl FnOnce(&mut Vec<Row>)) {
        let mut rows = untrack(|| self.all());
        edit(&mut rows);
        let text = rows::join(&rows, self.binding.spec);
        self.binding.set_part(part, &text);
    }

    fn edit_row(self, index: usize, part: &str, edit: impl FnOnce(&mut Row)) {
        let part = format!("{part}{index}");
        self.edit(&part, |rows| {
            if let Some(row) = rows.get_mut(index) {
                edit(row);
            }
        });
    }

    fn set_name(self, index: usize, name: String) {
        self.edit_row(index, "name", |row| row.name = name);
    }

    fn set_value(self, index: usize, value: String) {
        let spec = self.binding.spec;
        self.edit_row(index, "value", |row| row.set_value(value, spec));
    }

    /// Adds a row that is valid and not yet there.
    fn add(self) {
        let binding = self.binding;
        let key = binding.widget_key();
        self.edit("", |rows| {
            let new = if binding.spec == &MILESTONES {
                Row {
                    name: js_number(rows::new_milestone(rows)),
                    ..Row::default()
                }
            } else {
                rows::new_figure(rows, &key, binding.spec)
            };
            rows.push(new);
        });
    }

    fn remove(self, index: usize) {
        self.edit("", |rows| {
            if index < rows.len() {
                rows.remove(index);
            }
        });
    }

    fn is_milestones(self) -> bool {
        self.binding.spec == &MILESTONES
    }

    /// What a row is, for the names of its controls.
    fn noun(self) -> &'static str {
        if self.is_milestones() {
            "milestone"
        } else {
            "figure"
        }
    }

    /// The value of `aria-invalid` for the controls of a row.
    fn aria_invalid(self, index: usize) -> Option<&'static str> {
        let spec = self.binding.spec;
        (!self.row(index).is_valid(spec)).then_some("true")
    }
}

/// The rows, and a button that adds one.
#[component]
pub(super) fn List(binding: FieldBinding) -> impl IntoView {
    let rows = Rows { binding };
    let state = ConfiguratorState::from_context();
    let add_button = NodeRef::<Button>::new();
    let remove = move |index| {
        rows.remove(index);
        state.announce(format!("Removed {}", rows.noun()));
        // The button of the last row is gone, and with it the focus.
        if index == untrack(|| rows.all().len())
            && let Some(button) = add_button.get_untracked()
        {
            let _ = button.focus();
        }
    };
    let add = move |_| {
        rows.add();
        state.announce(format!("Added {}", rows.noun()));
    };
    let count = Memo::new(move |_| rows.all().len());
    let item = move |index| {
        view! {
            <li class="list-row" class:milestone-row=rows.is_milestones()>
                <Cells rows index />
                <button
                    type="button"
                    class="plain square remove"
                    title="Remove"
                    aria-label=format!("Remove {} {}", rows.noun(), index + 1)
                    on:click=move |_| remove(index)
                >
                    <Icon icon=lucide::LuTrash2 />
                </button>
            </li>
        }
        .into_any()
    };
    // Rows are kept by position, so that a control keeps the focus while its row changes.
    view! {
        <ul class="list-rows" id=binding.id()>
            {move || (0..count.get()).map(item).collect_view()}
        </ul>
        <button type="button" class="small" node_ref=add_button on:click=add>
            <Icon icon=lucide::LuPlus />
            {format!("Add a {}", rows.noun())}
        </button>
    }
}

/// What a row edits.
#[component]
fn Cells(rows: Rows, index: usize) -> impl IntoView {
    let spec = rows.binding.spec;
    let number = index + 1;
    let value = Signal::derive(move || rows.value(index));
    if rows.is_milestones() {
        return view! {
            <Cell
                rows
                index
                label=format!("Figure of milestone {number}")
                placeholder="Figure"
                is_number=true
                text=Signal::derive(move || rows.row(index).name)
                set=Rows::set_name
            />
            <Cell
                rows
                index
                label=format!("Words of milestone {number}")
                placeholder="Words"
                is_number=false
                text=value
                set=Rows::set_value
            />
        }
        .into_any();
    }
    let unit = if spec == &PLUS {
        "× factor"
    } else {
        "seconds each"
    };
    let base = move || {
        let base = rows.row(index).base?;
        Some(view! { <span class="help">{format!("counts from {base}")}</span> })
    };
    view! {
        <FigureMenu rows index />
        <div class="list-number">
            <Cell
                rows
                index
                label=format!("{unit}, figure {number}")
                placeholder=""
                is_number=true
                text=value
                set=Rows::set_value
            />
            <span aria-hidden="true">{unit}</span>
            {base}
        </div>
    }
    .into_any()
}

/// A number or words in a row.
#[component]
fn Cell(
    rows: Rows,
    index: usize,
    label: String,
    placeholder: &'static str,
    is_number: bool,
    text: Signal<String>,
    set: fn(Rows, usize, String),
) -> impl IntoView {
    let clean = if is_number {
        rows::clean_number
    } else {
        rows::clean_words
    };
    view! {
        <input
            type="text"
            autocomplete="off"
            class:short=is_number
            inputmode=is_number.then_some("decimal")
            aria-label=label
            aria-describedby=rows.binding.help_id()
            aria-invalid=move || rows.aria_invalid(index)
            placeholder=placeholder
            prop:value=text
            on:input:target=move |event| {
                let typed = event.target().value();
                let text = clean(&typed);
                if text != typed {
                    event.target().set_value(&text);
                }
                set(rows, index, text);
            }
        />
    }
}

/// A menu of the catalogue's figures, and of the row's own if it is another one.
#[component]
fn FigureMenu(rows: Rows, index: usize) -> impl IntoView {
    let key = move || rows.row(index).name.trim().to_owned();
    let figures = rows::figures().map(|row| view! { <option value=row.key>{row.title}</option> });
    let other = move || {
        let key = key();
        let is_other = rows::figures().all(|row| row.key != key);
        // Selected by itself, in case it appears after the menu's value was set.
        is_other.then(|| {
            let name = if key.is_empty() {
                "Choose a figure".to_owned()
            } else {
                key.clone()
            };
            view! {
                <option value=key selected=true>
                    {name}
                </option>
            }
        })
    };
    view! {
        <select
            aria-label=format!("Figure {}", index + 1)
            aria-describedby=rows.binding.help_id()
            aria-invalid=move || rows.aria_invalid(index)
            prop:value=key
            on:change:target=move |event| rows.set_name(index, event.target().value())
        >
            {figures.collect_view()}
            {other}
        </select>
    }
}
