//! Controls that choose from a list.

use super::FieldBinding;
use crate::options;
use crate::options::kind::WidgetKind;
use crate::session::catalogue;
use crate::studio::bind::{entry, live, parts};
use leptos::prelude::*;

/// A menu of an option's values.
#[component]
pub(super) fn Choice(binding: FieldBinding, kind: Option<WidgetKind>) -> impl IntoView {
    let (spec, value, set) = (binding.spec, binding.value, binding.set);
    let default = spec.default.unwrap_or_default();
    let choices: Vec<&'static str> = spec
        .choices
        .iter()
        .copied()
        .filter(|choice| spec != &options::AS || fits(choice, kind))
        .collect();
    let menu: Vec<_> = choices
        .iter()
        .map(|choice| {
            let choice = *choice;
            let is_selected = move || value.get().as_deref().unwrap_or(default) == choice;
            view! { <option value=choice prop:selected=live(is_selected)>{choice}</option> }
        })
        .collect();
    let unset = spec.default.is_none().then(|| {
        let is_selected = move || value.read().as_deref().unwrap_or_default().is_empty();
        view! { <option value="" prop:selected=live(is_selected)>"Default"</option> }
    });
    // A value from an address, which the option does not take.
    let invalid = move || {
        let is_unset = |value: &str| value.is_empty() && spec.default.is_none();
        let is_invalid = |value: &String| !is_unset(value) && !choices.contains(&value.as_str());
        let value = value.get().filter(is_invalid)?;
        Some(view! { <option value=value.clone() selected>{value.clone()}</option> })
    };
    let choose = move |event| {
        let choice = event_target_value(&event);
        set.run((!choice.is_empty() && choice != default).then_some(choice));
    };
    view! {
        <select
            aria-describedby=binding.described_by.clone()
            aria-invalid=binding.aria_invalid()
            id=binding.id
            on:change=entry(choose)
        >
            {unset}
            {menu}
            {parts(invalid)}
        </select>
    }
}

/// Whether a widget of this kind can be drawn as the kind of this name.
fn fits(name: &str, kind: Option<WidgetKind>) -> bool {
    match (WidgetKind::of_name(name), kind) {
        (Some(named), Some(kind)) => named.shape() == kind.shape(),
        _ => true,
    }
}

/// A check box for each type of event.
#[component]
pub(super) fn EventTypes(binding: FieldBinding) -> impl IntoView {
    let (value, set) = (binding.value, binding.set);
    let chosen = move || {
        let value = value.get().unwrap_or_default();
        let names = value.split(',').map(str::trim);
        let names = names.filter(|name| !name.is_empty());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let boxes: Vec<_> = catalogue::EVENT_TYPES
        .iter()
        .map(|event_type| {
            let is_chosen = move || chosen().iter().any(|name| name == event_type.name);
            let toggle = move |event| {
                let mut names = untrack(chosen);
                names.retain(|name| name != event_type.name);
                if event_target_checked(&event) {
                    names.push(event_type.name.to_owned());
                }
                set.run((!names.is_empty()).then(|| names.join(",")));
            };
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=live(is_chosen) on:change=entry(toggle) />
                    {event_type.label}
                </label>
            }
        })
        .collect();
    view! { <div class="checks" id=binding.id>{boxes}</div> }
}
