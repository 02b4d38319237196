//! A time as text, and a date picker for it.

use super::texts::TextInput;
use crate::studio::configurator::field_binding::FieldBinding;
use leptos::prelude::*;

/// A time that the picker shows as it is typed.
#[component]
pub(super) fn Date(binding: FieldBinding) -> impl IntoView {
    // A date picker has no time zone and no seconds.
    let minute = move || binding.text().chars().take(16).collect::<String>();
    let pick = move |picked: String| binding.set_text(&picked);
    view! { <DateInput binding note="" minute=Signal::derive(minute) pick /> }
}

/// A text field, and a picker that shows its minute.
#[component]
pub(super) fn DateInput(
    binding: FieldBinding,
    /// What follows the picker's label.
    note: &'static str,
    minute: Signal<String>,
    pick: impl Fn(String) + 'static,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let label = binding.spec.label;
    view! {
        <div class="pair date">
            <TextInput binding />
            <input
                type="datetime-local"
                aria-label=format!("{label}: date picker{note}")
                prop:value=minute
                on:input:target=move |event| pick(event.target().value())
            />
            {children.map(|children| children())}
        </div>
    }
}
