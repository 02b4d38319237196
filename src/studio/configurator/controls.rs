//! The form controls of options, one component per [`Control`].
//!
//! All are native elements, so that they work with a keyboard and a screen reader.

mod choices;
mod colour;
mod date;
mod font;
mod list;
mod start;
mod texts;

use super::field_binding::FieldBinding;
use crate::browser::js_number;
use crate::options::Control;
use choices::{Choice, EventTypes};
pub(super) use colour::Accents;
use colour::Colour;
use date::Date;
use font::FontField;
use leptos::prelude::*;
use list::List;
use start::Start;
use texts::{OptionalText, Template, TextInput};

/// The control of an option.
#[component]
pub(super) fn FieldControl(binding: FieldBinding) -> impl IntoView {
    match binding.spec.control {
        Control::Choice => view! { <Choice binding /> }.into_any(),
        Control::Number { slider } => view! { <Number binding slider /> }.into_any(),
        Control::Colour => view! { <Colour binding /> }.into_any(),
        Control::Date => view! { <Date binding /> }.into_any(),
        Control::Template => view! { <Template binding /> }.into_any(),
        Control::OptionalText(label) => view! { <OptionalText binding label /> }.into_any(),
        Control::EventTypes => view! { <EventTypes binding /> }.into_any(),
        Control::Font => view! { <FontField binding /> }.into_any(),
        Control::Figures | Control::Milestones | Control::AddedTime => {
            view! { <List binding /> }.into_any()
        }
        Control::Start => view! { <Start binding /> }.into_any(),
        Control::Text => view! { <TextInput binding /> }.into_any(),
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
            <TextInput binding />
            {slider}
        </div>
    }
}
