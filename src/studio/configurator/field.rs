//! One option of the form: label, control, help text and problems.

use super::controls::FieldControl;
use super::field_binding::FieldBinding;
use super::state::ConfiguratorState;
use crate::options::kind::WidgetKind;
use crate::options::{Control, OptionSpec};
use crate::studio::draft::Scope;
use crate::studio::icon::{Icon, lucide};
use leptos::either::Either;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// An option of the draft.
#[component]
pub fn Field(
    /// What the option belongs to.
    scope: Scope,
    /// The option.
    spec: &'static OptionSpec,
    /// The kind of the widget.
    kind: Option<WidgetKind>,
) -> impl IntoView {
    let binding = FieldBinding::new(scope, spec, kind);
    // These have no single element to label.
    let is_group = matches!(
        spec.control,
        Control::EventTypes | Control::Figures | Control::AddedTime | Control::Milestones
    );
    let label = if is_group {
        Either::Left(view! { <span class="label">{spec.label}</span> })
    } else {
        Either::Right(view! { <label for=binding.id()>{spec.label}</label> })
    };
    view! {
        <div
            class="field"
            data-option=spec.name
            role=is_group.then_some("group")
            aria-label=is_group.then_some(spec.label)
        >
            <div class="label-row">{label} <Tooltip binding /> <ResetField binding /></div>
            <FieldControl binding />
            <Errors problems=binding.problems />
        </div>
    }
}

/// The texts of problems.
#[component]
pub(super) fn Errors(problems: Memo<Vec<String>>) -> impl IntoView {
    move || {
        let problems = problems.get().into_iter();
        problems
            .map(|problem| view! { <p class="error">{problem}</p> })
            .collect_view()
    }
}

/// The help text, which the control has as its description. A button shows it to those who
/// see the page.
#[component]
fn Tooltip(binding: FieldBinding) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let label = binding.spec.label;
    let hide_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            is_shown.set(false);
        }
    };
    view! {
        <button
            type="button"
            class="plain tip"
            aria-label=format!("About {label}")
            aria-describedby=binding.help_id()
            on:mouseenter=move |_| is_shown.set(true)
            on:mouseleave=move |_| is_shown.set(false)
            on:focus=move |_| is_shown.set(true)
            on:blur=move |_| is_shown.set(false)
            on:keydown=hide_on_escape
        >
            <Icon icon=lucide::LuInfo />
        </button>
        <span role="tooltip" class="tooltip" class:shown=is_shown id=binding.help_id()>
            {format!("{}.", binding.spec.help)}
        </span>
    }
}

/// A button that takes an option back to its default.
#[component]
fn ResetField(binding: FieldBinding) -> impl IntoView {
    let label = binding.spec.label;
    view! {
        <Show when=move || binding.value.read().is_some()>
            <button
                type="button"
                class="plain reset"
                aria-label=format!("Use the default of {label}")
                title="Use the default"
                on:click=move |_| binding.set(None)
            >
                <Icon icon=lucide::LuRotateCcw />
            </button>
        </Show>
    }
}

/// The problems that belong to no field, and buttons that remove unknown options.
#[component]
pub(super) fn OtherProblems(
    scope: Scope,
    /// The options that a widget or the page can have.
    table: &'static [&'static OptionSpec],
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let problems = Memo::new(move |_| {
        let problems = state.problems(scope).into_iter();
        let other = problems.filter(|problem| problem.option().is_none());
        other.map(|problem| problem.to_string()).collect::<Vec<_>>()
    });
    let unknown = Memo::new(move |_| {
        let options = state.draft(|draft| draft.options(scope).cloned());
        options.unwrap_or_default().unknown_options(table)
    });
    let buttons = move || {
        let names = unknown.get().into_iter();
        names
            .map(|name| view! { <RemoveButton scope name /> })
            .collect_view()
    };
    view! {
        <Errors problems />
        {buttons}
    }
}

/// A button that removes an unknown option.
#[component]
fn RemoveButton(scope: Scope, name: String) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let label = format!("Remove “{name}”");
    let remove = move |_| state.edit(|draft| draft.set(scope, &name, None));
    view! {
        <button type="button" class="small" on:click=remove>
            {label}
        </button>
    }
}
