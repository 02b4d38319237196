//! The list of the draft's widgets, which dragging reorders.

use super::state::ConfiguratorState;
use super::widget_editor::WidgetEditor;
use leptos::ev::{PointerEvent, pointermove, pointerup};
use leptos::html::Ol;
use leptos::prelude::*;

/// The widgets, in the order of the address.
#[component]
pub(super) fn WidgetList() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let drag = Drag {
        list: NodeRef::new(),
        widget: RwSignal::new(None),
    };
    // An element loses its captured pointer when it moves within the document, so
    // the listeners are on the window.
    let moved = window_event_listener(pointermove, move |event| drag.move_widget(state, &event));
    let released = window_event_listener(pointerup, move |_| drag.widget.set(None));
    on_cleanup(move || {
        moved.remove();
        released.remove();
    });
    let ids = Memo::new(move |_| {
        state.draft(|draft| {
            draft
                .widgets
                .iter()
                .map(|widget| widget.id)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <ol class="widget-list" node_ref=drag.list aria-label="Widgets in order">
            <For each=move || ids.get() key=|id| *id let(id)>
                <WidgetEditor id drag />
            </For>
        </ol>
    }
}

/// Moves a widget to an index and announces its new position.
pub(super) fn move_widget(state: ConfiguratorState, id: u32, index: usize) {
    state.edit(|draft| draft.move_to(id, index));
    let announcement = state.draft_untracked(|draft| {
        let (position, title) = (draft.index_of(id)? + 1, draft.widget(id)?.title());
        let count = draft.widgets.len();
        Some(format!("{title} moved to position {position} of {count}"))
    });
    state.announce(announcement.unwrap_or_default());
}

/// Reordering with a pointer.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    list: NodeRef<Ol>,
    /// The widget that is being dragged.
    pub(super) widget: RwSignal<Option<u32>>,
}

impl Drag {
    /// Moves the dragged widget after all others whose middle is above the pointer.
    fn move_widget(self, state: ConfiguratorState, event: &PointerEvent) {
        let (Some(list), Some(id)) = (self.list.get(), self.widget.get()) else {
            return;
        };
        let from = state.draft_untracked(|draft| draft.index_of(id));
        let editors = list.children();
        let y = f64::from(event.client_y());
        let above = (0..editors.length())
            .filter(|index| usize::try_from(*index).ok() != from)
            .filter_map(|index| editors.item(index))
            .filter(|editor| {
                let area = editor.get_bounding_client_rect();
                area.y() + area.height() / 2.0 < y
            });
        let to = above.count();
        if from != Some(to) {
            move_widget(state, id, to);
        }
    }
}
