//! The form controls of options, one component per [`Control`].
//!
//! All are native elements, so that they work with a keyboard and a screen reader.

mod choices;
mod font;
mod texts;

use super::field_binding::FieldBinding;
use crate::browser::js_number;
use crate::options::Control;
use choices::{Choice, EventTypes};
use font::FontField;
use leptos::prelude::*;
use texts::{OptionalText, Template, TextInput};

/// The control of an option.
#[component]
pub(super) fn FieldControl(binding: FieldBinding) -> impl IntoView {
    let default = binding.default_text();
    match binding.spec.control {
        Control::Choice => view! { <Choice binding /> }.into_any(),
        Control::Number { slider } => view! { <Number binding slider /> }.into_any(),
        Control::Colour => view! { <Colour binding /> }.into_any(),
        Control::Date => view! { <Date binding /> }.into_any(),
        Control::Template => view! { <Template binding /> }.into_any(),
        Control::OptionalText(label) => {
            view! { <OptionalText binding label placeholder=default /> }.into_any()
        }
        Control::EventTypes => view! { <EventTypes binding /> }.into_any(),
        Control::Font => view! { <FontField binding /> }.into_any(),
        Control::Text => view! { <TextInput binding placeholder=default /> }.into_any(),
    }
}

#[component]
fn Number(
    binding: FieldBinding,
    /// Minimum, maximum and step.
    slider: Option<(f64, f64, f64)>,
) -> impl IntoView {
    let slider = slider.map(|(min, max, step)| {
        view! {
            <input
                type="range"
                min=js_number(min)
                max=js_number(max)
                step=js_number(step)
                aria-label=format!("{}: slider", binding.spec.label)
                prop:value=move || binding.text_or_default()
                on:input:target=move |event| binding.set_unless_default(&event.target().value())
            />
        }
    });
    view! {
        <div class="pair">
            <TextInput binding placeholder=binding.default_text() />
            {slider}
        </div>
    }
}

#[component]
fn Colour(binding: FieldBinding) -> impl IntoView {
    let label = binding.spec.label;
    let pick = move |picked: String| {
        // A colour picker has no opacity, so the typed one is kept.
        let opacity: String = binding.text().chars().skip(6).collect();
        binding.set(Some(&[picked.trim_start_matches('#'), &opacity].concat()));
    };
    view! {
        <div class="pair">
            <input
                type="color"
                aria-label=format!("{label}: colour picker")
                prop:value=move || picker_value(&binding.text())
                on:input:target=move |event| pick(event.target().value())
            />
            <TextInput binding placeholder="From theme" />
            <button
                type="button"
                aria-label=format!("Reset {label}")
                disabled=move || binding.value.read().is_none()
                on:click=move |_| binding.set(None)
            >
                "Reset"
            </button>
        </div>
    }
}

/// A colour as `<input type="color">` takes it: `#` and six digits. Grey for an
/// invalid or empty colour.
fn picker_value(digits: &str) -> String {
    let six: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.chars().take(6).collect(),
    };
    let is_valid = six.len() == 6 && six.bytes().all(|digit| digit.is_ascii_hexdigit());
    let six = if is_valid { &six } else { "808080" };
    ["#", six].concat().to_ascii_lowercase()
}

#[component]
fn Date(binding: FieldBinding) -> impl IntoView {
    let label = binding.spec.label;
    // A date picker has no time zone and no seconds.
    let minute = move || binding.text().chars().take(16).collect::<String>();
    view! {
        <div class="pair date">
            <TextInput binding placeholder="2026-12-24T20:00" />
            <input
                type="datetime-local"
                aria-label=format!("{label}: date picker")
                prop:value=minute
                on:input:target=move |event| binding.set_text(&event.target().value())
            />
        </div>
    }
}
