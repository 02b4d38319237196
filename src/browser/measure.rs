//! Sizes of what is on the page.

use super::number_text;
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
