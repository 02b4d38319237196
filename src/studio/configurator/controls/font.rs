//! The font: the faces of the site as pictures of themselves, and a field for any other.

use super::texts::TextInput;
use crate::options::values::FACES;
use crate::studio::configurator::field_binding::FieldBinding;
use leptos::prelude::*;

/// A button for each face, and the text field.
#[component]
pub(super) fn FontField(binding: FieldBinding) -> impl IntoView {
    let face = move |name: &'static str| {
        let is_chosen = move || binding.text() == name;
        let choose = move |_| binding.set((!is_chosen()).then_some(name));
        let family = ["\"", name, "\""].concat();
        view! {
            <button
                type="button"
                style:font-family=family
                aria-pressed=move || is_chosen().to_string()
                on:click=choose
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="buttons faces">{FACES.map(face).collect_view()}</div>
        <TextInput binding />
    }
}
