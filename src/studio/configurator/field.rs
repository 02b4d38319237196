//! One option of the form: label, control, help text and problems.

use super::controls::FieldControl;
use super::field_binding::FieldBinding;
use super::state::ConfiguratorState;
use crate::options::kind::WidgetKind;
use crate::options::{Control, OptionSpec};
use leptos::either::Either;
use leptos::prelude::*;

/// An option of a widget, or of the page for `None`.
#[component]
pub fn Field(
    /// The id of the widget.
    widget: Option<u32>,
    /// The option.
    spec: &'static OptionSpec,
    /// The kind of the widget.
    kind: Option<WidgetKind>,
) -> impl IntoView {
    let binding = FieldBinding::new(widget, spec, kind);
    // A set of check boxes has no single element to label.
    let is_group = spec.control == Control::EventTypes;
    let label = if is_group {
        Either::Left(view! { <span class="label">{spec.label}</span> })
    } else {
        Either::Right(view! { <label for=binding.id()>{spec.label}</label> })
    };
    let problems = move || {
        let problems = binding.problems.get().into_iter();
        problems
            .map(|problem| view! { <span class="error">{problem}</span> })
            .collect_view()
    };
    view! {
        <div
            class="field"
            data-option=spec.name
            role=is_group.then_some("group")
            aria-label=is_group.then_some(spec.label)
        >
            {label}
            <FieldControl binding />
            <p class="help" id=binding.help_id()>
                {help(spec)}
                {problems}
            </p>
        </div>
    }
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
    widget: Option<u32>,
    /// The options that a widget or the page can have.
    table: &'static [&'static OptionSpec],
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let problems = Memo::new(move |_| {
        let problems = state.problems(widget).into_iter();
        let other = problems.filter(|problem| problem.option().is_none());
        other.map(|problem| problem.to_string()).collect::<Vec<_>>()
    });
    let messages = move || {
        let problems = problems.get().into_iter();
        problems
            .map(|problem| view! { <p class="error">{problem}</p> })
            .collect_view()
    };
    let unknown = Memo::new(move |_| {
        let options = state.draft(|draft| draft.options(widget).cloned());
        options.unwrap_or_default().unknown_options(table)
    });
    let buttons = move || {
        let names = unknown.get().into_iter();
        names
            .map(|name| view! { <RemoveButton widget name /> })
            .collect_view()
    };
    view! {
        {messages}
        {buttons}
    }
}

/// A button that removes an unknown option.
#[component]
fn RemoveButton(widget: Option<u32>, name: String) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let label = format!("Remove “{name}”");
    let remove = move |_| state.edit(|draft| draft.set(widget, &name, None));
    view! {
        <button type="button" class="small" on:click=remove>
            {label}
        </button>
    }
}
