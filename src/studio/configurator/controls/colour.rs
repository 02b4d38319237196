//! A colour: the theme's own accents, a colour picker, and hex digits.

use super::texts::TextInput;
use crate::options;
use crate::studio::configurator::field_binding::FieldBinding;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::palette::Palette;
use leptos::prelude::*;

/// A colour, with the accents that fit the theme if it is the accent.
#[component]
pub(super) fn Colour(binding: FieldBinding) -> impl IntoView {
    let label = binding.spec.label;
    let pick = move |picked: String| {
        // A colour picker has no opacity, so the typed one is kept.
        let opacity: String = binding.text().chars().skip(6).collect();
        binding.set(Some(&[picked.trim_start_matches('#'), &opacity].concat()));
    };
    // The theme's own colour while none is set.
    let shown = move || {
        let own = binding.value.get();
        picker_value(&own.unwrap_or_else(|| binding.default_text()))
    };
    let accents = (binding.spec == &options::ACCENT).then(|| view! { <Accents binding /> });
    view! {
        {accents}
        <div class="pair colour">
            <input
                type="color"
                aria-label=format!("{label}: colour picker")
                prop:value=shown
                on:input:target=move |event| pick(event.target().value())
            />
            <TextInput binding />
        </div>
    }
}

/// The theme's own accent and three others, one button each.
#[component]
pub(in crate::studio::configurator) fn Accents(binding: FieldBinding) -> impl IntoView {
    let theme = Memo::new(move |_| ConfiguratorState::from_context().theme());
    let buttons = move || {
        let palette = Palette::of(theme.get());
        let own = view! { <Swatch binding name="Theme" colour=palette.accent is_own=true /> };
        let others = palette
            .accents
            .map(|(name, colour)| view! { <Swatch binding name colour is_own=false /> });
        (own, others.collect_view())
    };
    view! {
        <div class="swatches" role="group" aria-label="Accents of the theme">
            {buttons}
        </div>
    }
}

#[component]
fn Swatch(
    binding: FieldBinding,
    name: &'static str,
    colour: &'static str,
    /// Whether it is the theme's own colour, which needs no option.
    is_own: bool,
) -> impl IntoView {
    let is_chosen = move || match binding.value.get() {
        Some(value) => value.eq_ignore_ascii_case(colour),
        None => is_own,
    };
    view! {
        <button
            type="button"
            class="swatch"
            aria-label=format!("{name} accent")
            title=name
            aria-pressed=move || is_chosen().to_string()
            style=("--swatch", format!("#{colour}"))
            on:click=move |_| binding.set((!is_own).then_some(colour))
        ></button>
    }
}

/// A colour as `<input type="color">` takes it: `#` and six digits. Grey for an
/// invalid colour.
fn picker_value(digits: &str) -> String {
    let six: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.chars().take(6).collect(),
    };
    let is_valid = six.len() == 6 && six.bytes().all(|digit| digit.is_ascii_hexdigit());
    let six = if is_valid { &six } else { "808080" };
    ["#", six].concat().to_ascii_lowercase()
}
