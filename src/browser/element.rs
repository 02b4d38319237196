//! Elements: made, filled, marked and put in order.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    // Our names are valid, and the one of web-sys would have an error to unpack.
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(name: &str) -> Element;
}

/// An element of this name, and of this class unless that is empty.
pub fn make(name: &str, class: &str) -> Element {
    let made = create(name);
    if !class.is_empty() {
        made.set_class_name(class);
    }
    made
}

/// The same with a text in it.
pub fn make_with(name: &str, class: &str, text: &str) -> Element {
    let made = make(name, class);
    write(&made, text);
    made
}

/// The page's root element.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// Sets an attribute, or takes it away. Does nothing when it is so already, for
/// even that would be work while nothing changes.
pub fn mark(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    // Names are ours and valid, so neither call has a reason to fail.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets an attribute without a value, or takes it away.
pub fn flag(element: &Element, name: &str, is_there: bool) {
    mark(element, name, is_there.then_some(""));
}

/// Makes this all that an element says.
pub fn write(element: &Element, text: &str) {
    element.set_text_content(Some(text));
}

/// Puts an element into another, before what stands there or as its last; one
/// that is there already stays, for moving begins its motion anew.
pub fn put(parent: &Element, element: &Element, before: Option<&Node>) {
    let is_there = element.parent_node().as_ref() == Some(parent.as_ref())
        && element.next_sibling().as_ref() == before;
    if !is_there {
        // Fails where one is put into itself alone.
        let _ = parent.insert_before(element, before);
    }
}
