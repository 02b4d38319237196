//! Elements: made, filled, marked and put in order.

use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    // Our names are valid, and those of web-sys would have errors to catch.
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(name: &str) -> Element;

    #[wasm_bindgen(js_name = Element, extends = Element)]
    type Bare;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Bare, name: &str, value: &str);

    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove_attribute(this: &Bare, name: &str);

    #[wasm_bindgen(method, getter, js_name = firstChild)]
    fn first_child(this: &Bare) -> Option<Bare>;

    #[wasm_bindgen(method, setter)]
    fn set_data(this: &Bare, text: &str);
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
    made.set_text_content(Some(text));
    made
}

/// The page's root element.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// Sets an attribute, or takes it away.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    let element: &Bare = element.unchecked_ref();
    match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    }
}

/// The same, but does nothing when it is so already, for even that would be work
/// while nothing changes.
pub fn mark(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() != value {
        set(element, name, value);
    }
}

/// Sets a custom property.
pub fn set_property(element: &Element, name: &str, value: &str) {
    // One of another document is an instance of that window's class.
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.style().set_property(name, value);
}

/// An element that knows its attributes, for to ask the browser for one costs as
/// much as to set it.
pub struct Marked {
    /// Nobody else sets the attributes of it that are marked.
    pub element: Element,
    marks: RefCell<Vec<(&'static str, Option<String>)>>,
}

impl Marked {
    /// An element that has none of the attributes yet that are to be marked.
    pub fn new(element: Element) -> Marked {
        Marked {
            element,
            marks: RefCell::default(),
        }
    }

    /// As [`mark`].
    pub fn mark(&self, name: &'static str, value: Option<&str>) {
        let mut marks = self.marks.borrow_mut();
        let at = marks.iter().position(|(own, _)| *own == name);
        let at = at.unwrap_or_else(|| {
            marks.push((name, None));
            marks.len() - 1
        });
        let known = &mut marks[at].1;
        if known.as_deref() != value {
            *known = value.map(str::to_owned);
            set(&self.element, name, value);
        }
    }

    /// Sets an attribute without a value, or takes it away.
    pub fn flag(&self, name: &'static str, is_there: bool) {
        self.mark(name, is_there.then_some(""));
    }
}

/// Makes this all that an element says, which holds nothing but text.
pub fn write(element: &Element, text: &str) {
    match element.unchecked_ref::<Bare>().first_child() {
        // The text that is there stays in its place, and is not laid out as another.
        Some(own) => own.set_data(text),
        None => element.set_text_content(Some(text)),
    }
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
