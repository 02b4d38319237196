//! What a page binds to its elements, behind one type each, so that the code
//! that runs it is in the bundle once and not once for each closure.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::{AnyView, IntoAny, IntoView};

/// A closure that is read again whenever what it reads has changed.
pub(super) type Live<T> = Box<dyn Fn() -> T + Send + Sync>;

/// A text or an attribute that changes.
pub(super) fn live<T>(read: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Box::new(read)
}

/// Elements that change.
pub(super) fn parts<V: IntoView + 'static>(
    draw: impl Fn() -> V + Send + Sync + 'static,
) -> Live<AnyView> {
    Box::new(move || draw().into_any())
}

/// What a click does.
pub(super) fn click(act: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(act)
}

/// What is done with something that was typed or chosen.
pub(super) fn entry(act: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(act)
}

/// A number as a person types it; finite.
pub(super) fn figure(text: &str) -> Option<f64> {
    // The reader of JSON's numbers is in the bundle already.
    let digits = text.trim().replace(',', ".");
    let number: f64 = serde_json::from_str(&digits).ok()?;
    number.is_finite().then_some(number)
}
