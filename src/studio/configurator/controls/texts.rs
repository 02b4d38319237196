//! Text fields, some with buttons or a check box.

use crate::options::Control;
use crate::options::template;
use crate::studio::configurator::field_binding::FieldBinding;
use leptos::html::Input;
use leptos::prelude::*;

/// The text field of an option.
#[component]
pub(super) fn TextInput(
    binding: FieldBinding,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] node_ref: NodeRef<Input>,
) -> impl IntoView {
    let is_number = matches!(binding.spec.control, Control::Number { .. });
    let is_colour = binding.spec.control == Control::Colour;
    let set = move |text: String| {
        // An address has a colour without its `#`.
        binding.set_text(if is_colour {
            text.trim_start_matches('#')
        } else {
            &text
        });
    };
    view! {
        <input
            type="text"
            autocomplete="off"
            node_ref=node_ref
            inputmode=is_number.then_some("decimal")
            spellcheck=is_colour.then_some("false")
            aria-describedby=binding.help_id()
            aria-invalid=move || binding.aria_invalid()
            id=binding.id()
            placeholder=move || binding.default_text()
            disabled=disabled
            prop:value=move || binding.text()
            on:input:target=move |event| set(event.target().value())
        />
    }
}

/// The text of a template, and buttons that append its fields.
#[component]
pub(super) fn Template(binding: FieldBinding) -> impl IntoView {
    let node_ref = NodeRef::<Input>::new();
    let append = move |field: &str| {
        let text = binding.text();
        let space = if text.is_empty() || text.ends_with(' ') {
            ""
        } else {
            " "
        };
        binding.set(Some(&[&text, space, field].concat()));
        if let Some(input) = node_ref.get() {
            let _ = input.focus();
        }
    };
    let key = binding.widget_key();
    let supported = binding.kind.map_or(template::Field::ALL, |kind| {
        template::Field::supported(&key, kind)
    });
    let button = move |field: &template::Field| {
        let field = format!("{{{}}}", field.name());
        let label = field.clone();
        view! {
            <button type="button" class="small" on:click=move |_| append(&field)>
                {label}
            </button>
        }
    };
    view! {
        <TextInput binding node_ref />
        <div class="buttons" role="group" aria-label="Insert a field">
            {supported.iter().map(button).collect_view()}
        </div>
    }
}

/// A text that a check box sets to empty, which hides an element.
#[component]
pub(super) fn OptionalText(
    binding: FieldBinding,
    /// The label of the check box.
    label: &'static str,
) -> impl IntoView {
    let is_hidden = Signal::derive(move || binding.value.get().is_some_and(|text| text.is_empty()));
    let hide = move |is_hidden: bool| binding.set(is_hidden.then_some(""));
    view! {
        <TextInput binding disabled=is_hidden />
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_hidden
                on:change:target=move |event| hide(event.target().checked())
            />
            {label}
        </label>
    }
}
