//! Sizes of what is on the page.

use super::number_text;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Lays a ticker's belt on its road: tells the style sheet how wide the road
/// is, how long the belt, and how many seconds the whole way takes at `speed`
/// pixels a second. Does nothing when nothing changed, for the belt would jump.
pub fn lay(road: &HtmlElement, belt: &HtmlElement, speed: f64) {
    let (room, length) = (
        f64::from(road.client_width()),
        f64::from(belt.scroll_width()),
    );
    let numbers = [
        ("--room", room),
        ("--length", length),
        ("--seconds", (room + length) / speed),
    ];
    let style = belt.style();
    for (name, number) in numbers {
        let text = number_text(number);
        if style.get_property_value(name).as_ref() != Ok(&text) {
            // Fails on a read-only style alone, which this is not.
            let _ = style.set_property(name, &text);
        }
    }
}

/// Turns a road that stands still to the next page of events: the first that was
/// not whole in view comes to its beginning, and after the last the first.
pub fn turn_page(road: &HtmlElement) {
    let Ok(events) = road.query_selector_all("li") else {
        return;
    };
    let events =
        (0..events.length()).filter_map(|at| events.item(at)?.dyn_into::<HtmlElement>().ok());
    // Events are placed within the road, the nearest positioned element.
    let (from, to) = (road.scroll_left(), road.scroll_left() + road.client_width());
    let is_next = |event: &HtmlElement| {
        let left = event.offset_left();
        left > from && left + event.offset_width() > to
    };
    let next = events.map(|event| (is_next(&event), event.offset_left()));
    let next = next
        .filter(|(is_next, _)| *is_next)
        .map(|(_, left)| left)
        .next();
    road.set_scroll_left(next.unwrap_or(0));
}
