//! One option of the form: label, control, help text and problems.

use super::controls::{FieldBinding, FieldControl};
use super::state::ConfiguratorState;
use crate::options::kind::WidgetKind;
use crate::options::{self, Control, OptionSpec};
use crate::session::catalogue;
use crate::studio::bind::{click, parts};
use leptos::either::Either;
use leptos::prelude::*;

/// An option of a widget, or of the page for `None`.
#[component]
pub(super) fn Field(
    state: ConfiguratorState,
    #[prop(optional_no_strip)] widget: Option<u32>,
    spec: &'static OptionSpec,
    /// The kind of the widget.
    #[prop(optional_no_strip)]
    kind: Option<WidgetKind>,
) -> impl IntoView {
    let problems = Memo::new(move |_| {
        let problems = state.problems(widget).into_iter();
        let own = problems.filter(|problem| problem.option() == Some(spec.name));
        own.map(|problem| problem.to_string()).collect::<Vec<_>>()
    });
    let messages = move || {
        let problems = problems.get().into_iter();
        let messages = problems.map(|problem| view! { <span class="error">{problem}</span> });
        messages.collect::<Vec<_>>()
    };
    let is_invalid = Signal::derive(move || !problems.read().is_empty());
    let binding = bind(state, widget, spec, is_invalid);
    let (id, described_by) = (binding.id.clone(), binding.described_by.clone());
    let default_text = default_text(state, widget, spec);
    // A set of check boxes has no single element to label.
    let is_group = spec.control == Control::EventTypes;
    let group_label = is_group.then_some(spec.label);
    let label = if is_group {
        Either::Left(view! { <span class="label">{spec.label}</span> })
    } else {
        Either::Right(view! { <label for=id>{spec.label}</label> })
    };
    view! {
        <div
            class="field"
            data-option=spec.name
            role=is_group.then_some("group")
            aria-label=group_label
        >
            {label}
            <FieldControl binding kind default_text />
            <p class="help" id=described_by>
                {help(spec)}
                {parts(messages)}
            </p>
        </div>
    }
}

fn bind(
    state: ConfiguratorState,
    widget: Option<u32>,
    spec: &'static OptionSpec,
    is_invalid: Signal<bool>,
) -> FieldBinding {
    let id = match widget {
        Some(id) => format!("{}-{id}", spec.name),
        None => spec.name.to_owned(),
    };
    let field = id.clone();
    FieldBinding {
        spec,
        described_by: format!("{id}-help"),
        id,
        value: Memo::new(move |_| {
            state.draft(|draft| draft.options(widget)?.get(spec.name).map(str::to_owned))
        }),
        set: Callback::new(move |value: Option<String>| {
            state.edit_field(&field, |draft| {
                draft.set(widget, spec.name, value.as_deref());
            });
        }),
        is_invalid,
    }
}

/// The text that counts where the option is not set. That of a title depends on
/// the widget's key.
fn default_text(state: ConfiguratorState, widget: Option<u32>, spec: &OptionSpec) -> String {
    if spec != &options::TITLE {
        return spec.default.unwrap_or_default().to_owned();
    }
    let key = state.draft_untracked(|draft| Some(draft.widget(widget?)?.key.clone()));
    key.map(|key| catalogue::title(&key)).unwrap_or_default()
}

fn help(spec: &OptionSpec) -> String {
    let help = spec.help;
    match spec.default {
        Some(default) if !default.is_empty() => format!("{help}. Default: {default}."),
        _ => format!("{help}."),
    }
}

/// The problems that belong to no field, and buttons that remove unknown options.
#[component]
pub(super) fn OtherProblems(
    state: ConfiguratorState,
    #[prop(optional_no_strip)] widget: Option<u32>,
    /// The options that a widget or the page can have.
    table: &'static [&'static OptionSpec],
) -> impl IntoView {
    let problems = Memo::new(move |_| {
        let problems = state.problems(widget).into_iter();
        let other = problems.filter(|problem| problem.option().is_none());
        other.map(|problem| problem.to_string()).collect::<Vec<_>>()
    });
    let messages = move || {
        let problems = problems.get().into_iter();
        let messages = problems.map(|problem| view! { <p class="error">{problem}</p> });
        messages.collect::<Vec<_>>()
    };
    let buttons = move || {
        let options = state.draft(|draft| draft.options(widget).cloned());
        let names = options.unwrap_or_default().unknown_options(table);
        let buttons = names.into_iter().map(|name| {
            let label = format!("Remove “{name}”");
            let remove = move |_| state.edit(|draft| draft.set(widget, &name, None));
            view! { <button type="button" class="small" on:click=click(remove)>{label}</button> }
        });
        buttons.collect::<Vec<_>>()
    };
    view! {
        {parts(messages)}
        {parts(buttons)}
    }
}
