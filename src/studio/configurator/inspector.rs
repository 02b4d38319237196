//! The options of the selected widget, or of the whole overlay.

use super::field::{Field, OtherProblems};
use super::state::ConfiguratorState;
use crate::options::values::Layout;
use crate::options::{self, Group, OptionSpec};
use crate::studio::draft::{Scope, WidgetDraft};
use crate::studio::form::{self, GROUPS};
use crate::studio::icon::{Icon, lucide};
use icondata_core::IconData;
use leptos::either::Either;
use leptos::prelude::*;

/// The options beside the canvas.
#[component]
pub(super) fn Inspector() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let selected = Memo::new(move |_| state.selected_widget());
    view! {
        <section class="pane inspector" aria-label="Options">
            {move || match selected.get() {
                Some(id) => Either::Left(view! { <WidgetOptions id /> }),
                None => Either::Right(view! { <PageOptions /> }),
            }}
        </section>
    }
}

/// The options of a widget that apply to its key and kind, by group.
#[component]
fn WidgetOptions(id: u32) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let read = move |read: fn(&WidgetDraft) -> String| {
        state
            .draft(|draft| draft.widget(id).map(read))
            .unwrap_or_default()
    };
    let key_and_kind = Memo::new(move |_| {
        state.draft(|draft| {
            let widget = draft.widget(id)?;
            Some((widget.key.clone(), widget.kind()))
        })
    });
    let groups = move || {
        let (key, kind) = key_and_kind.get()?;
        let group = |group: Group| {
            let specs = form::widget_options_in(group, &key, kind);
            let scope = Scope::Widget(id);
            let fields: Vec<_> = specs
                .map(|spec| view! { <Field scope spec kind /> })
                .collect();
            let is_empty = fields.is_empty();
            (!is_empty).then(|| view! { <FieldGroup group>{fields}</FieldGroup> })
        };
        Some(GROUPS.map(group).collect_view())
    };
    view! {
        <header class="pane-head">
            <h2>{move || read(WidgetDraft::title)}</h2>
            <code>{move || read(|widget| widget.key.clone())}</code>
        </header>
        <WidgetActions id />
        <OtherProblems scope=Scope::Widget(id) table=options::WIDGET />
        {groups}
    }
}

/// Buttons that move, duplicate and remove a widget.
#[component]
fn WidgetActions(id: u32) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let index = move || state.draft(|draft| draft.index_of(id)).unwrap_or_default();
    let is_last = move || index() + 1 == state.draft(|draft| draft.widgets.len());
    view! {
        <div class="buttons actions">
            <ActionButton
                id
                icon=lucide::LuArrowUp
                name=("Move", "up")
                disabled=move || index() == 0
                run=|state, id| state.move_widget_by_one(id, false)
            />
            <ActionButton
                id
                icon=lucide::LuArrowDown
                name=("Move", "down")
                disabled=is_last
                run=|state, id| state.move_widget_by_one(id, true)
            />
            <ActionButton
                id
                icon=lucide::LuFiles
                name=("Duplicate", "")
                disabled=false
                run=ConfiguratorState::duplicate_widget
            />
            <ActionButton
                id
                icon=lucide::LuTrash2
                name=("Remove", "")
                disabled=false
                run=ConfiguratorState::remove_widget
            />
        </div>
    }
}

#[component]
fn ActionButton(
    id: u32,
    icon: &'static IconData,
    /// What its name says before and after the title of the widget.
    name: (&'static str, &'static str),
    #[prop(into)] disabled: Signal<bool>,
    run: fn(ConfiguratorState, u32),
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let (verb, direction) = name;
    let label = move || {
        let title = state.draft(|draft| draft.widget(id).map(WidgetDraft::title));
        let label = [verb, &title.unwrap_or_default(), direction].join(" ");
        label.trim_end().to_owned()
    };
    view! {
        <button
            type="button"
            class="square"
            title=[verb, direction].join(" ")
            aria-label=label
            disabled=disabled
            on:click=move |_| run(state, id)
        >
            <Icon icon />
        </button>
    }
}

/// A group of fields. What is rarely needed is closed.
#[component]
fn FieldGroup(group: Group, children: Children) -> impl IntoView {
    if group == Group::Advanced {
        return Either::Left(view! {
            <details class="group">
                <summary>{group.title()}</summary>
                {children()}
            </details>
        });
    }
    Either::Right(view! {
        <fieldset class="group">
            <legend>{group.title()}</legend>
            {children()}
        </fieldset>
    })
}

/// The colours of all widgets, which are options of each.
const COLOURS: [&OptionSpec; 4] = [
    &options::ACCENT,
    &options::TEXT,
    &options::BACK,
    &options::TRACK,
];

/// The options of the page, and the colours of all widgets.
#[component]
fn PageOptions() -> impl IntoView {
    let group = |group: Group| {
        let fields: Vec<_> = form::page_options_in(group)
            .map(|spec| view! { <PageField spec /> })
            .collect();
        let colours = (group == Group::Look).then(|| {
            let scope = Scope::AllWidgets;
            COLOURS
                .map(|spec| view! { <Field scope spec kind=None /> })
                .collect_view()
        });
        view! { <FieldGroup group>{fields} {colours}</FieldGroup> }
    };
    view! {
        <header class="pane-head">
            <h2>"Whole overlay"</h2>
        </header>
        <OtherProblems scope=Scope::Page table=options::PAGE />
        {GROUPS.map(group).collect_view()}
    }
}

/// A page option. `every` is shown where it is set and where it applies.
#[component]
fn PageField(spec: &'static OptionSpec) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let is_rotation =
        move || state.page_option(&options::LAYOUT).as_deref() == Some(Layout::Rotate.name());
    let is_shown =
        move || spec != &options::EVERY || state.page_option(spec).is_some() || is_rotation();
    view! {
        <Show when=is_shown>
            <Field scope=Scope::Page spec kind=None />
        </Show>
    }
}
