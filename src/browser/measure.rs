//! Sizes of what is on the page.

use web_sys::HtmlElement;

/// The width that an element has, in pixels.
pub fn room(element: &HtmlElement) -> f64 {
    f64::from(element.client_width())
}

/// The width that an element's content would take, in pixels.
pub fn length(element: &HtmlElement) -> f64 {
    f64::from(element.scroll_width())
}
