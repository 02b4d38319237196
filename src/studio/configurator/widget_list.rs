//! The list of the draft's widgets: selects one, and dragging reorders them.

use super::drag::dragged_widget;
use super::state::ConfiguratorState;
use crate::options::kind::WidgetKind;
use crate::studio::draft::{Scope, WidgetDraft};
use crate::studio::icon::{Icon, lucide};
use icondata_core::IconData;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Ol;
use leptos::prelude::*;

/// The whole overlay, the widgets in the order of the address, and a button that adds one.
#[component]
pub(super) fn WidgetList(
    /// Whether the gallery is open.
    gallery: RwSignal<bool>,
) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let list = NodeRef::<Ol>::new();
    let dragged = dragged_widget(move |id, event| {
        if let Some(list) = list.get_untracked() {
            drag_over(state, &list, id, event);
        }
    });
    let ids = Memo::new(move |_| {
        state.draft(|draft| {
            let ids = draft.widgets.iter().map(|widget| widget.id);
            ids.collect::<Vec<_>>()
        })
    });
    let is_page = move || state.selected_widget().is_none();
    let has_page_problem = move || !state.problems(Scope::Page).is_empty();
    view! {
        <section class="pane widgets-panel" aria-labelledby="widgets">
            <header class="pane-head">
                <h2 id="widgets">"Widgets"</h2>
                <button type="button" class="main small" on:click=move |_| gallery.set(true)>
                    <Icon icon=lucide::LuPlus />
                    "Add a widget"
                </button>
            </header>
            <button
                type="button"
                class="plain entry"
                aria-pressed=move || is_page().to_string()
                on:click=move |_| state.selected.set(None)
            >
                <Icon icon=lucide::LuLayoutDashboard />
                <span class="entry-name">"Whole overlay"</span>
                <Show when=has_page_problem>
                    <Attention />
                </Show>
            </button>
            <ol class="widget-list" node_ref=list aria-label="Widgets in order">
                <For each=move || ids.get() key=|id| *id let(id)>
                    <WidgetRow id dragged />
                </For>
            </ol>
        </section>
    }
}

/// A widget of the list.
#[component]
fn WidgetRow(id: u32, dragged: RwSignal<Option<u32>>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let widget = Memo::new(move |_| state.draft(|draft| draft.widget(id).cloned()));
    let title = move || widget.read().as_ref().map(WidgetDraft::title);
    let key = move || widget.read().as_ref().map(|widget| widget.key.clone());
    let icon = move || {
        let kind = widget.read().as_ref().and_then(WidgetDraft::kind);
        view! { <Icon icon=kind_icon(kind) /> }
    };
    let start_drag = move |event: PointerEvent| {
        dragged.set(Some(id));
        event.prevent_default();
    };
    let is_selected = move || state.selected_widget() == Some(id);
    view! {
        <li class="widget-editor" class:dragged=move || dragged.get() == Some(id)>
            <span
                class="handle"
                aria-hidden="true"
                title="Drag to reorder"
                on:pointerdown=start_drag
            >
                <Icon icon=lucide::LuGripVertical />
            </span>
            <button
                type="button"
                class="plain entry"
                aria-pressed=move || is_selected().to_string()
                on:click=move |_| state.selected.set(Some(id))
                on:keydown=move |event| {
                    move_by_key(state, id, &event);
                }
            >
                {icon}
                <span class="entry-name">{title}<small>{key}</small></span>
                <Show when=move || !state.problems(Scope::Widget(id)).is_empty()>
                    <Attention />
                </Show>
            </button>
        </li>
    }
}

/// Marks what has a problem.
#[component]
fn Attention() -> impl IntoView {
    view! {
        <span class="error attention" title="Needs attention">
            <Icon icon=lucide::LuTriangleAlert />
            <span class="visually-hidden">"Needs attention"</span>
        </span>
    }
}

/// The icon of a kind; a question mark where only the session can say.
pub(super) fn kind_icon(kind: Option<WidgetKind>) -> &'static IconData {
    match kind {
        Some(WidgetKind::Goal) => lucide::LuTarget,
        Some(WidgetKind::Label) => lucide::LuUserPlus,
        Some(WidgetKind::Counter) => lucide::LuHash,
        Some(WidgetKind::List) => lucide::LuList,
        Some(WidgetKind::Ticker) => lucide::LuTextSearch,
        Some(WidgetKind::Timer) => lucide::LuTimer,
        Some(WidgetKind::Alert) => lucide::LuBell,
        Some(WidgetKind::Credits) => lucide::LuClapperboard,
        None => lucide::LuCircleHelp,
    }
}

/// Arrow keys move a widget, and Delete removes it. Returns whether the key did one of
/// these.
pub(super) fn move_by_key(state: ConfiguratorState, id: u32, event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        "ArrowUp" | "ArrowLeft" => state.move_widget_by_one(id, false),
        "ArrowDown" | "ArrowRight" => state.move_widget_by_one(id, true),
        "Delete" => state.remove_widget(id),
        _ => return false,
    }
    event.prevent_default();
    true
}

/// Moves the dragged widget after all others whose middle is above the pointer.
fn drag_over(state: ConfiguratorState, list: &web_sys::Element, id: u32, event: &PointerEvent) {
    let from = state.draft_untracked(|draft| draft.index_of(id));
    let rows = list.children();
    let y = f64::from(event.client_y());
    let above = (0..rows.length())
        .filter(|index| usize::try_from(*index).ok() != from)
        .filter_map(|index| rows.item(index))
        .filter(|row| {
            let area = row.get_bounding_client_rect();
            area.y() + area.height() / 2.0 < y
        });
    let to = above.count();
    if from != Some(to) {
        state.move_widget(id, to);
    }
}
