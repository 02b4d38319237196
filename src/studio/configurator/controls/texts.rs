//! Text fields with buttons or a check box.

use super::{FieldBinding, TextInput};
use crate::options::kind::WidgetKind;
use crate::options::template::Field;
use crate::studio::bind::{click, entry, live};
use leptos::html::Input;
use leptos::prelude::*;

/// The text of a template, and buttons that append its fields.
#[component]
pub(super) fn Template(binding: FieldBinding, kind: Option<WidgetKind>) -> impl IntoView {
    let (value, set) = (binding.value, binding.set);
    let node_ref = NodeRef::<Input>::new();
    let buttons: Vec<_> = Field::names(kind.as_ref().map_or(WidgetKind::ALL, std::slice::from_ref))
        .into_iter()
        .map(|name| {
            let append = move |_| {
                let text = value.get_untracked().unwrap_or_default();
                let space = if text.is_empty() || text.ends_with(' ') {
                    ""
                } else {
                    " "
                };
                set.run(Some(format!("{text}{space}{{{name}}}")));
                if let Some(input) = node_ref.get_untracked() {
                    let _ = input.focus();
                }
            };
            let label = format!("{{{name}}}");
            view! { <button type="button" class="small" on:click=click(append)>{label}</button> }
        })
        .collect();
    view! {
        <TextInput binding placeholder="Default text" node_ref />
        <div class="buttons" role="group" aria-label="Insert a field">{buttons}</div>
    }
}

/// A text that a check box sets to empty, which hides an element.
#[component]
pub(super) fn OptionalText(
    binding: FieldBinding,
    /// The label of the check box.
    label: &'static str,
    placeholder: String,
) -> impl IntoView {
    let (value, set) = (binding.value, binding.set);
    let is_hidden = move || value.get().is_some_and(|text| text.is_empty());
    let hide = move |event| set.run(event_target_checked(&event).then(String::new));
    view! {
        <TextInput binding placeholder disabled=Signal::derive(is_hidden) />
        <label class="check">
            <input type="checkbox" prop:checked=live(is_hidden) on:change=entry(hide) />
            {label}
        </label>
    }
}
