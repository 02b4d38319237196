//! The controls: how each kind of value is asked for. All are the browser's own,
//! for they work by keyboard and are read aloud without help.

use crate::browser::js_number;
use crate::options::OptionSpec;
use crate::options::kind::WidgetKind;
use crate::options::template;
use crate::session::catalogue;
use crate::studio::bind::{click, entry, live, parts};
use crate::studio::form;
use leptos::html::Input;
use leptos::prelude::*;

/// What every control needs.
#[derive(Clone)]
pub(super) struct FieldBinding {
    pub(super) spec: &'static OptionSpec,
    pub(super) id: String,
    /// The element that tells of it.
    pub(super) told: String,
    pub(super) value: Memo<Option<String>>,
    pub(super) set: Callback<Option<String>>,
    pub(super) is_invalid: Signal<bool>,
}

impl FieldBinding {
    fn text(&self) -> impl Fn() -> String + Clone + use<> {
        let (value, default) = (self.value, self.spec.default.unwrap_or_default());
        move || value.get().unwrap_or_else(|| default.to_owned())
    }

    /// What is typed, nothing being to leave it out.
    fn typed(&self) -> impl Fn(String) + Clone + use<> {
        let set = self.set;
        move |text: String| set.run((!text.trim().is_empty()).then_some(text))
    }

    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + use<> {
        let is_invalid = self.is_invalid;
        move || is_invalid.get().then_some("true")
    }
}

#[component]
pub(super) fn Choice(asked: FieldBinding, kind: Option<WidgetKind>) -> impl IntoView {
    let (spec, value, set) = (asked.spec, asked.value, asked.set);
    let fits = move |choice: &&&str| {
        let as_kind = WidgetKind::ALL.iter().find(|kind| kind.name() == **choice);
        match (spec.name, as_kind, kind) {
            ("as", Some(choice), Some(kind)) => choice.shape() == kind.shape(),
            _ => true,
        }
    };
    let mut choices: Vec<(String, String)> = spec
        .choices
        .iter()
        .filter(fits)
        .map(|choice| ((*choice).to_owned(), (*choice).to_owned()))
        .collect();
    if spec.default.is_none() {
        choices.insert(0, (String::new(), "as usual".to_owned()));
    }
    let usual = spec.default.unwrap_or_default();
    let known = choices
        .iter()
        .map(|(choice, _)| choice.clone())
        .collect::<Vec<_>>();
    let stranger = Memo::new(move |_| value.get().filter(|value| !known.contains(value)));
    let options: Vec<_> = choices
        .into_iter()
        .map(|(choice, words)| {
            let own = choice.clone();
            let selected = move || value.get().as_deref().unwrap_or(usual) == own;
            view! { <option value=choice prop:selected=selected>{words}</option> }
        })
        .collect();
    let choose = move |event| {
        let choice = event_target_value(&event);
        set.run((!choice.is_empty() && choice != usual).then_some(choice));
    };
    view! {
        <select id=asked.id.clone() aria-describedby=asked.told.clone() aria-invalid=asked.invalid() on:change=entry(choose)>
            {options}
            {parts(move || stranger.get().map(|own| view! { <option value=own.clone() selected>{own.clone()}</option> }))}
        </select>
    }
}

#[component]
pub(super) fn Number(asked: FieldBinding, slider: Option<(f64, f64, f64)>) -> impl IntoView {
    let (spec, value, set) = (asked.spec, asked.value, asked.set);
    let typed = asked.typed();
    let slide = move |event| {
        let text = event_target_value(&event);
        set.run((spec.default != Some(text.as_str())).then_some(text));
    };
    let slider = slider.map(|(least, most, step)| {
        let text = asked.text();
        view! {
            <input type="range" min=js_number(least) max=js_number(most) step=js_number(step) prop:value=text
                aria-label=format!("{}, as a slider", form::label(spec)) on:input=entry(slide) />
        }
    });
    view! {
        <div class="pair">
            <input type="text" inputmode="decimal" autocomplete="off" id=asked.id.clone() aria-describedby=asked.told.clone()
                aria-invalid=asked.invalid() placeholder=spec.default.unwrap_or_default()
                prop:value=live(move || value.get().unwrap_or_default()) on:input=entry(move |event| typed(event_target_value(&event))) />
            {slider}
        </div>
    }
}

#[component]
pub(super) fn Colour(asked: FieldBinding) -> impl IntoView {
    let (spec, value, set) = (asked.spec, asked.value, asked.set);
    let typed = asked.typed();
    // The picker knows six digits; an alpha that was typed stays.
    let six = move || {
        let digits = value.get().unwrap_or_default();
        let digits: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            _ => digits.chars().take(6).collect(),
        };
        let fits = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        ["#", if fits { &digits } else { "808080" }]
            .concat()
            .to_ascii_lowercase()
    };
    let pick = move |event| {
        let alpha: String = value
            .get_untracked()
            .unwrap_or_default()
            .chars()
            .skip(6)
            .collect();
        let picked = event_target_value(&event);
        set.run(Some([picked.trim_start_matches('#'), &alpha].concat()));
    };
    view! {
        <div class="pair colours">
            <input type="color" aria-label=format!("{}, from a palette", form::label(spec)) prop:value=six on:input=entry(pick) />
            <input type="text" autocomplete="off" spellcheck="false" id=asked.id.clone() aria-describedby=asked.told.clone() aria-invalid=asked.invalid()
                placeholder="the theme’s" prop:value=live(move || value.get().unwrap_or_default())
                on:input=entry(move |event| typed(event_target_value(&event).trim_start_matches('#').to_owned())) />
            <button type="button" aria-label=format!("{}: the theme’s", form::label(spec)) disabled=live(move || value.read().is_none())
                on:click=click(move |_| set.run(None))>"Theme’s"</button>
        </div>
    }
}

#[component]
pub(super) fn Date(asked: FieldBinding) -> impl IntoView {
    let (spec, value, set) = (asked.spec, asked.value, asked.set);
    let typed = asked.typed();
    let pick = move |event| {
        let picked = event_target_value(&event);
        set.run((!picked.is_empty()).then_some(picked));
    };
    // The calendar knows no zones and no seconds.
    let minute = move || -> String { value.get().unwrap_or_default().chars().take(16).collect() };
    view! {
        <div class="pair">
            <input type="text" autocomplete="off" id=asked.id.clone() aria-describedby=asked.told.clone() aria-invalid=asked.invalid()
                placeholder="2026-12-24T20:00" prop:value=live(move || value.get().unwrap_or_default())
                on:input=entry(move |event| typed(event_target_value(&event))) />
            <input type="datetime-local" aria-label=format!("{}, from a calendar", form::label(spec))
                prop:value=minute on:input=entry(pick) />
        </div>
    }
}

#[component]
pub(super) fn Template(asked: FieldBinding, kind: Option<WidgetKind>) -> impl IntoView {
    let (value, set) = (asked.value, asked.set);
    let typed = asked.typed();
    let input = NodeRef::<Input>::new();
    let kinds = kind.map_or(WidgetKind::ALL.to_vec(), |kind| vec![kind]);
    let mut names: Vec<&'static str> = Vec::new();
    for kind in kinds {
        for field in template::Field::of(kind) {
            if !names.contains(&field.name()) {
                names.push(field.name());
            }
        }
    }
    let buttons: Vec<_> = names
        .into_iter()
        .map(|name| {
            let insert = move |_| {
                let text = value.get_untracked().unwrap_or_default();
                let space = if text.is_empty() || text.ends_with(' ') { "" } else { " " };
                set.run(Some(format!("{text}{space}{{{name}}}")));
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
            };
            view! { <button type="button" class="small" on:click=click(insert)>{format!("{{{name}}}")}</button> }
        })
        .collect();
    view! {
        <input type="text" autocomplete="off" node_ref=input id=asked.id.clone() aria-describedby=asked.told.clone() aria-invalid=asked.invalid()
            placeholder="the usual words" prop:value=live(move || value.get().unwrap_or_default()) on:input=entry(move |event| typed(event_target_value(&event))) />
        <div class="buttons" role="group" aria-label="Insert a field">{buttons}</div>
    }
}

#[component]
pub(super) fn Hiding(asked: FieldBinding, words: &'static str, usual: String) -> impl IntoView {
    let (value, set) = (asked.value, asked.set);
    let typed = asked.typed();
    let hides = move || value.get().is_some_and(|text| text.is_empty());
    view! {
        <input type="text" autocomplete="off" id=asked.id.clone() aria-describedby=asked.told.clone() aria-invalid=asked.invalid()
            placeholder=usual disabled=hides prop:value=live(move || value.get().unwrap_or_default())
            on:input=entry(move |event| typed(event_target_value(&event))) />
        <label class="check">
            <input type="checkbox" prop:checked=hides
                on:change=entry(move |event| set.run(event_target_checked(&event).then(String::new))) />
            {words}
        </label>
    }
}

#[component]
pub(super) fn EventTypes(asked: FieldBinding) -> impl IntoView {
    let (value, set) = (asked.value, asked.set);
    let chosen = move || {
        let value = value.get().unwrap_or_default();
        let parts = value
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let boxes: Vec<_> = catalogue::EVENT_TYPES
        .iter()
        .map(|event_type| {
            let toggle = move |event| {
                let mut parts = untrack(chosen);
                parts.retain(|part| part != event_type.name);
                if event_target_checked(&event) {
                    parts.push(event_type.name.to_owned());
                }
                set.run((!parts.is_empty()).then(|| parts.join(",")));
            };
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=live(move || chosen().iter().any(|part| part == event_type.name)) on:change=entry(toggle) />
                    {event_type.label}
                </label>
            }
        })
        .collect();
    view! { <div class="checks" id=asked.id.clone()>{boxes}</div> }
}

#[component]
pub(super) fn Text(asked: FieldBinding) -> impl IntoView {
    let (spec, value) = (asked.spec, asked.value);
    let typed = asked.typed();
    view! {
        <input type="text" autocomplete="off" id=asked.id.clone() aria-describedby=asked.told.clone() aria-invalid=asked.invalid()
            placeholder=spec.default.unwrap_or_default() prop:value=live(move || value.get().unwrap_or_default())
            on:input=entry(move |event| typed(event_target_value(&event))) />
    }
}
