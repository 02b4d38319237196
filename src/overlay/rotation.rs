//! Rotation: which of the page's slots is shown.

use wasm_bindgen::JsCast;
use web_sys::Element;

const TURN: &str = "data-turn";

/// Shows the next slot that has content. Unless the current slot's time `is_over`, it
/// stays while it has content.
///
/// The first slot of all is marked `first`: there is none before it to fade out.
pub(super) fn advance(root: &Element, is_over: bool) {
    let Ok(slots) = root.query_selector_all(".slot:not(.alert)") else {
        return;
    };
    let slots: Vec<Element> = (0..slots.length())
        .filter_map(|index| slots.item(index)?.dyn_into().ok())
        .collect();
    let has_content = |slot: &&Element| {
        let shown = slot.query_selector(".widget:not([hidden]), .problem");
        shown.is_ok_and(|shown| shown.is_some())
    };
    let current = slots.iter().position(|slot| slot.has_attribute(TURN));
    let start = current.map_or(0, |current| current + usize::from(is_over));
    let next = slots.iter().skip(start).chain(&slots).find(has_content);
    let current = current.and_then(|current| slots.get(current));
    // An unchanged poll must not touch the DOM.
    let Some(next) = next.filter(|next| current != Some(*next)) else {
        return;
    };
    let value = current.map_or("first", |current| {
        let _ = current.remove_attribute(TURN);
        ""
    });
    let _ = next.set_attribute(TURN, value);
}
