//! Controls that choose from a list.

use crate::options;
use crate::options::kind::WidgetKind;
use crate::session::catalogue::{self, EventType};
use crate::studio::configurator::field_binding::FieldBinding;
use leptos::prelude::*;

/// A menu of an option's values.
#[component]
pub(super) fn Choice(binding: FieldBinding) -> impl IntoView {
    let spec = binding.spec;
    let choices = spec.choices.iter().copied();
    let is_possible = |choice: &&str| spec != &options::AS || fits(choice, binding.kind);
    let choices: Vec<&str> = choices.filter(is_possible).collect();
    let menu = choices
        .iter()
        .map(|choice| view! { <option value=*choice>{*choice}</option> });
    let menu = menu.collect_view();
    let unset = spec.default.is_none().then(|| {
        let kind = binding.kind.filter(|_| spec == &options::AS);
        let name = kind.map_or("By unit", WidgetKind::name);
        view! { <option value="">{name}</option> }
    });
    // A value from an address, which the option does not take.
    let invalid = move || {
        let value = binding.text_or_default();
        let is_unset = value.is_empty() && spec.default.is_none();
        let is_invalid = !is_unset && !choices.contains(&value.as_str());
        is_invalid.then(|| view! { <option value=value.clone()>{value.clone()}</option> })
    };
    view! {
        <select
            aria-describedby=binding.help_id()
            aria-invalid=move || binding.aria_invalid()
            id=binding.id()
            prop:value=move || binding.text_or_default()
            on:change:target=move |event| binding.set_unless_default(&event.target().value())
        >
            {unset}
            {menu}
            {invalid}
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
    let boxes = catalogue::EVENT_TYPES.iter();
    let boxes = boxes.map(|event_type| view! { <EventTypeBox binding event_type /> });
    view! {
        <div class="checks" id=binding.id()>
            {boxes.collect_view()}
        </div>
    }
}

#[component]
fn EventTypeBox(binding: FieldBinding, event_type: &'static EventType) -> impl IntoView {
    let name = event_type.name;
    let is_chosen = move || names(&binding.text()).any(|chosen| chosen == name);
    let choose = move |is_chosen: bool| {
        let text = binding.text();
        let others = names(&text).filter(|other| *other != name);
        let chosen: Vec<&str> = others.chain(is_chosen.then_some(name)).collect();
        binding.set_text(&chosen.join(","));
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=is_chosen
                on:change:target=move |event| choose(event.target().checked())
            />
            {event_type.label}
        </label>
    }
}

/// The names in a list that is separated by commas.
fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
}
