//! The form controls of options, one component per [`Control`].
//!
//! All are native elements, so that they work with a keyboard and a screen reader.

mod choices;
mod texts;

use crate::browser::js_number;
use crate::options::kind::WidgetKind;
use crate::options::{Control, OptionSpec};
use crate::studio::bind::{click, entry, live};
use choices::{Choice, EventTypes};
use leptos::html::Input;
use leptos::prelude::*;
use texts::{OptionalText, Template};

/// An option of the draft, bound to a form control.
#[derive(Clone)]
pub(super) struct FieldBinding {
    pub(super) spec: &'static OptionSpec,
    /// The `id` of the control.
    pub(super) id: String,
    /// The `id` of the help text, for `aria-describedby`.
    pub(super) described_by: String,
    /// The text of the option; `None` where it is not set.
    pub(super) value: Memo<Option<String>>,
    /// Sets the option; `None` removes it.
    pub(super) set: Callback<Option<String>>,
    pub(super) is_invalid: Signal<bool>,
}

impl FieldBinding {
    fn aria_invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + use<> {
        let is_invalid = self.is_invalid;
        move || is_invalid.get().then_some("true")
    }
}

/// The control of an option.
#[component]
pub(super) fn FieldControl(
    binding: FieldBinding,
    /// The kind of the widget; `None` for the page, or where only the session can
    /// say.
    kind: Option<WidgetKind>,
    /// The text that counts where the option is not set.
    default_text: String,
) -> impl IntoView {
    match binding.spec.control {
        Control::Choice => view! { <Choice binding kind /> }.into_any(),
        Control::Number { slider } => view! { <Number binding slider /> }.into_any(),
        Control::Colour => view! { <Colour binding /> }.into_any(),
        Control::Date => view! { <Date binding /> }.into_any(),
        Control::Template => view! { <Template binding kind /> }.into_any(),
        Control::OptionalText(label) => {
            view! { <OptionalText binding label placeholder=default_text /> }.into_any()
        }
        Control::EventTypes => view! { <EventTypes binding /> }.into_any(),
        Control::Text => view! { <TextInput binding placeholder=default_text /> }.into_any(),
    }
}

/// The text field of an option. Blank text removes the option.
#[component]
fn TextInput(
    binding: FieldBinding,
    #[prop(into)] placeholder: String,
    /// Whether phones show their keyboard for numbers.
    #[prop(optional)]
    is_number: bool,
    /// Whether the text is a colour: a typed `#` is removed.
    #[prop(optional)]
    is_colour: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] node_ref: NodeRef<Input>,
) -> impl IntoView {
    let (value, set) = (binding.value, binding.set);
    let typed = move |event| {
        let text = event_target_value(&event);
        let text = if is_colour {
            text.trim_start_matches('#')
        } else {
            &text
        };
        set.run((!text.trim().is_empty()).then(|| text.to_owned()));
    };
    view! {
        <input
            type="text"
            autocomplete="off"
            node_ref=node_ref
            inputmode=is_number.then_some("decimal")
            spellcheck=is_colour.then_some("false")
            aria-describedby=binding.described_by.clone()
            aria-invalid=binding.aria_invalid()
            id=binding.id
            placeholder=placeholder
            disabled=live(move || disabled.get())
            prop:value=live(move || value.get().unwrap_or_default())
            on:input=entry(typed)
        />
    }
}

#[component]
fn Number(
    binding: FieldBinding,
    /// Minimum, maximum and step.
    slider: Option<(f64, f64, f64)>,
) -> impl IntoView {
    let (spec, value, set) = (binding.spec, binding.value, binding.set);
    let default = spec.default.unwrap_or_default();
    let slide = move |event| {
        let text = event_target_value(&event);
        set.run((text != default).then_some(text));
    };
    let slider = slider.map(|(min, max, step)| {
        view! {
            <input
                type="range"
                min=js_number(min)
                max=js_number(max)
                step=js_number(step)
                aria-label=format!("{}: slider", spec.label)
                prop:value=live(move || value.get().unwrap_or_else(|| default.to_owned()))
                on:input=entry(slide)
            />
        }
    });
    view! {
        <div class="pair">
            <TextInput binding placeholder=default is_number=true />
            {slider}
        </div>
    }
}

#[component]
fn Colour(binding: FieldBinding) -> impl IntoView {
    let (value, set) = (binding.value, binding.set);
    let label = binding.spec.label;
    let pick = move |event| {
        // A colour picker has no opacity, so the typed one is kept.
        let typed = value.get_untracked().unwrap_or_default();
        let opacity: String = typed.chars().skip(6).collect();
        let picked = event_target_value(&event);
        set.run(Some([picked.trim_start_matches('#'), &opacity].concat()));
    };
    view! {
        <div class="pair">
            <input
                type="color"
                aria-label=format!("{label}: colour picker")
                prop:value=live(move || picker_value(&value.get().unwrap_or_default()))
                on:input=entry(pick)
            />
            <TextInput binding placeholder="From theme" is_colour=true />
            <button
                type="button"
                aria-label=format!("Reset {label}")
                disabled=live(move || value.read().is_none())
                on:click=click(move |_| set.run(None))
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
    let (value, set) = (binding.value, binding.set);
    let label = binding.spec.label;
    let pick = move |event| {
        let picked = event_target_value(&event);
        set.run((!picked.is_empty()).then_some(picked));
    };
    // A date picker has no time zone and no seconds.
    let minute = move || -> String { value.get().unwrap_or_default().chars().take(16).collect() };
    view! {
        <div class="pair date">
            <TextInput binding placeholder="2026-12-24T20:00" />
            <input
                type="datetime-local"
                aria-label=format!("{label}: date picker")
                prop:value=live(minute)
                on:input=entry(pick)
            />
        </div>
    }
}
