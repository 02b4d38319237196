//! Dragging a widget with the pointer.

use leptos::ev::{PointerEvent, pointermove, pointerup};
use leptos::prelude::*;

/// The widget that is dragged; `None` without one. `moved` is called with it when the pointer
/// moves.
pub(super) fn dragged_widget(
    moved: impl Fn(u32, &PointerEvent) + 'static,
) -> RwSignal<Option<u32>> {
    let dragged = RwSignal::new(None::<u32>);
    // An element loses its captured pointer when it moves within the document, so
    // the listeners are on the window.
    let moved = window_event_listener(pointermove, move |event| {
        if let Some(id) = dragged.get_untracked() {
            moved(id, &event);
        }
    });
    let released = window_event_listener(pointerup, move |_| dragged.set(None));
    on_cleanup(move || {
        moved.remove();
        released.remove();
    });
    dragged
}
