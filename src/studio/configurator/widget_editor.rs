//! The editor of one widget: buttons, problems and options.

use super::field::{Field, OtherProblems};
use super::state::ConfiguratorState;
use super::widget_list::{Drag, move_widget};
use crate::options;
use crate::studio::bind::{click, live, parts};
use crate::studio::draft::WidgetDraft;
use crate::studio::form::{self, WIDGET_GROUPS};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

/// A widget of the list. Its options are there while it is expanded.
#[component]
pub(super) fn WidgetEditor(state: ConfiguratorState, id: u32, drag: Drag) -> impl IntoView {
    let title = Memo::new(move |_| {
        let title = state.draft(|draft| draft.widget(id).map(WidgetDraft::title));
        title.unwrap_or_default()
    });
    let start_drag = move |event: PointerEvent| {
        drag.widget.set(Some(id));
        event.prevent_default();
    };
    let is_expanded = move || state.expanded_widget.get() == Some(id);
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
                <ExpandButton state id title />
                <WidgetButtons state id title />
            </div>
            <OtherProblems state widget=Some(id) table=options::WIDGET />
            {parts(move || is_expanded().then(|| view! { <WidgetOptions state id /> }))}
        </li>
    }
}

/// The title of a widget, its key and kind. Expands and collapses the options.
#[component]
fn ExpandButton(state: ConfiguratorState, id: u32, title: Memo<String>) -> impl IntoView {
    let is_expanded = move || state.expanded_widget.get() == Some(id);
    let toggle = move |_| {
        state
            .expanded_widget
            .update(|expanded| *expanded = (*expanded != Some(id)).then_some(id));
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
    let warning = move || {
        let has_problems = !state.problems(Some(id)).is_empty();
        has_problems.then(|| view! { <small class="error">"Needs attention"</small> })
    };
    view! {
        <button
            type="button"
            class="name"
            aria-expanded=live(move || if is_expanded() { "true" } else { "false" })
            on:click=click(toggle)
        >
            <span>{live(move || title.get())}</span>
            <small>{live(key_and_kind)}</small>
            {parts(warning)}
        </button>
    }
}

/// Buttons that move, duplicate and remove a widget.
#[component]
fn WidgetButtons(state: ConfiguratorState, id: u32, title: Memo<String>) -> impl IntoView {
    let index = move || state.draft(|draft| draft.index_of(id)).unwrap_or_default();
    let is_last = move || index() + 1 == state.draft(|draft| draft.widgets.len());
    let move_up = move |_| move_widget(state, id, untrack(index).saturating_sub(1));
    let move_down = move |_| move_widget(state, id, untrack(index) + 1);
    let duplicate = move |_| {
        state.edit(|draft| {
            draft.duplicate(id);
        });
        state.announce(format!("{} duplicated", title.get_untracked()));
    };
    let remove = move |_| {
        state.announce(format!(
            "{} removed. Undo restores it.",
            title.get_untracked()
        ));
        state.edit(|draft| draft.remove(id));
    };
    view! {
        <span class="buttons">
            <button
                type="button"
                class="small"
                aria-label=live(move || format!("Move {} up", title.get()))
                disabled=live(move || index() == 0)
                on:click=click(move_up)
            >
                "↑"
            </button>
            <button
                type="button"
                class="small"
                aria-label=live(move || format!("Move {} down", title.get()))
                disabled=live(is_last)
                on:click=click(move_down)
            >
                "↓"
            </button>
            <button
                type="button"
                class="small"
                aria-label=live(move || format!("Duplicate {}", title.get()))
                on:click=click(duplicate)
            >
                "Duplicate"
            </button>
            <button
                type="button"
                class="small"
                aria-label=live(move || format!("Remove {}", title.get()))
                on:click=click(remove)
            >
                "✕"
            </button>
        </span>
    }
}

/// The options of a widget that apply to its key and kind, by group.
#[component]
fn WidgetOptions(state: ConfiguratorState, id: u32) -> impl IntoView {
    let key_and_kind = Memo::new(move |_| {
        state.draft(|draft| {
            let widget = draft.widget(id)?;
            Some((widget.key.clone(), widget.kind()))
        })
    });
    let groups = move || {
        let (key, kind) = key_and_kind.get()?;
        let groups = WIDGET_GROUPS.iter().map(|group| {
            let fields: Vec<_> = form::options_in(*group)
                .filter(|spec| form::applies(spec, &key, kind))
                .map(|spec| view! { <Field state widget=Some(id) spec kind /> })
                .collect();
            view! { <fieldset><legend>{group.title()}</legend>{fields}</fieldset> }
        });
        Some(groups.collect::<Vec<_>>())
    };
    view! { <div class="body">{parts(groups)}</div> }
}
