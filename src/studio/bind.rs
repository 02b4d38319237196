//! Boxed closures for attributes, children and event listeners.
//!
//! Every closure has a type of its own, and Leptos' code would be in the bundle
//! once per type. Boxed, all of a kind share one.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::{AnyView, IntoAny, IntoView};

/// A closure that runs again when a signal it reads changes.
pub(super) type Live<T> = Box<dyn Fn() -> T + Send + Sync>;

/// A reactive text or attribute.
pub(super) fn live<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Box::new(read)
}

/// Reactive elements.
pub(super) fn parts<V: IntoView + 'static>(
    draw: impl Fn() -> V + Send + Sync + 'static,
) -> Live<AnyView> {
    Box::new(move || draw().into_any())
}

/// A listener for clicks.
pub(super) fn click(act: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(act)
}

/// A listener for `input` and `change` events.
pub(super) fn entry(act: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(act)
}
