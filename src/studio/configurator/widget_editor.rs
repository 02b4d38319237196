//! The editor of one widget: buttons, problems and options.

use super::field::{Field, OtherProblems};
use super::state::ConfiguratorState;
use super::widget_list::{Drag, move_widget};
use crate::options;
use crate::studio::draft::WidgetDraft;
use crate::studio::form::{self, WIDGET_GROUPS};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

/// A widget of the list. Its options are there while it is expanded.
#[component]
pub(super) fn WidgetEditor(id: u32, drag: Drag) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let title = Memo::new(move |_| {
        let title = state.draft(|draft| draft.widget(id).map(WidgetDraft::title));
        title.unwrap_or_default()
    });
    let is_expanded = Memo::new(move |_| state.expanded_widget.get() == Some(id));
    let start_drag = move |event: PointerEvent| {
        drag.widget.set(Some(id));
        event.prevent_default();
    };
    view! {
        <li class="card widget-editor" class:dragged=move || drag.widget.get() == Some(id)>
            <div class="head">
                <span
                    class="handle"
                    aria-hidden="true"
                    title="Drag to reorder"
                    on:pointerdown=start_drag
                >
                    "⠿"
                </span>
                <ExpandButton id title is_expanded />
                <WidgetButtons id title />
            </div>
            <OtherProblems widget=Some(id) table=options::WIDGET />
            <Show when=move || is_expanded.get()>
                <WidgetOptions id />
            </Show>
        </li>
    }
}

/// The title of a widget, its key and kind. Expands and collapses the options.
#[component]
fn ExpandButton(id: u32, title: Memo<String>, is_expanded: Memo<bool>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let toggle = move |_| {
        let expanded = (!is_expanded.get()).then_some(id);
        state.expanded_widget.set(expanded);
    };
    let key_and_kind = move || {
        state.draft(|draft| {
            let widget = draft.widget(id)?;
            Some(match widget.kind() {
                Some(kind) => format!("{} · {}", widget.key, kind.name()),
                None => widget.key.clone(),
            })
        })
    };
    view! {
        <button
            type="button"
            class="name"
            aria-expanded=move || if is_expanded.get() { "true" } else { "false" }
            on:click=toggle
        >
            <span>{title}</span>
            <small>{key_and_kind}</small>
            <Show when=move || !state.problems(Some(id)).is_empty()>
                <small class="error">"Needs attention"</small>
            </Show>
        </button>
    }
}

/// Buttons that move, duplicate and remove a widget.
#[component]
fn WidgetButtons(id: u32, title: Memo<String>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let index = move || state.draft(|draft| draft.index_of(id)).unwrap_or_default();
    let is_last = move || index() + 1 == state.draft(|draft| draft.widgets.len());
    let duplicate = move |_| {
        state.edit(|draft| {
            draft.duplicate(id);
        });
        state.announce(format!("{} duplicated", title.get()));
    };
    let remove = move |_| {
        state.announce(format!("{} removed. Undo restores it.", title.get()));
        state.edit(|draft| draft.remove(id));
    };
    view! {
        <span class="buttons">
            <button
                type="button"
                class="small"
                aria-label=move || format!("Move {} up", title.get())
                disabled=move || index() == 0
                on:click=move |_| move_widget(state, id, index().saturating_sub(1))
            >
                "↑"
            </button>
            <button
                type="button"
                class="small"
                aria-label=move || format!("Move {} down", title.get())
                disabled=is_last
                on:click=move |_| move_widget(state, id, index() + 1)
            >
                "↓"
            </button>
            <button
                type="button"
                class="small"
                aria-label=move || format!("Duplicate {}", title.get())
                on:click=duplicate
            >
                "Duplicate"
            </button>
            <button
                type="button"
                class="small"
                aria-label=move || format!("Remove {}", title.get())
                on:click=remove
            >
                "✕"
            </button>
        </span>
    }
}

/// The options of a widget that apply to its key and kind, by group.
#[component]
fn WidgetOptions(id: u32) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let key_and_kind = Memo::new(move |_| {
        state.draft(|draft| {
            let widget = draft.widget(id)?;
            Some((widget.key.clone(), widget.kind()))
        })
    });
    let groups = move || {
        let (key, kind) = key_and_kind.get()?;
        let group = |group: &options::Group| {
            let specs = form::options_in(*group).filter(|spec| form::applies(spec, &key, kind));
            let fields = specs.map(|spec| view! { <Field widget=Some(id) spec kind /> });
            view! {
                <fieldset>
                    <legend>{group.title()}</legend>
                    {fields.collect_view()}
                </fieldset>
            }
        };
        Some(WIDGET_GROUPS.iter().map(group).collect_view())
    };
    view! { <div class="body">{groups}</div> }
}
