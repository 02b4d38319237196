//! Creating and changing elements.

use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    // The same methods in web-sys return errors, which our constant names never cause.
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(name: &str) -> Element;

    #[wasm_bindgen(js_name = Element, extends = Element)]
    type Infallible;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Infallible, name: &str, value: &str);

    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove_attribute(this: &Infallible, name: &str);

    #[wasm_bindgen(method, getter, js_name = firstChild)]
    fn first_child(this: &Infallible) -> Option<Infallible>;

    #[wasm_bindgen(method, setter)]
    fn set_data(this: &Infallible, text: &str);
}

/// Creates an element; without a `class` attribute if `class` is empty.
pub fn make(name: &str, class: &str) -> Element {
    let element = create(name);
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// Creates an element that contains a text.
pub fn make_with_text(name: &str, class: &str, text: &str) -> Element {
    let element = make(name, class);
    element.set_text_content(Some(text));
    element
}

/// The document's root element.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// Sets an attribute, or removes it for `None`.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    let element: &Infallible = element.unchecked_ref();
    match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    }
}

/// Like [`set`], but an attribute that already has the value causes no DOM mutation.
pub fn set_if_changed(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() != value {
        set(element, name, value);
    }
}

/// Sets a CSS custom property.
pub fn set_property(element: &Element, name: &str, value: &str) {
    // An element of the preview's document is no instance of this window's class.
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.style().set_property(name, value);
}

/// An element with a cache of the attributes that are set through it, so that an
/// unchanged one costs no DOM call.
pub struct CachedAttributes {
    /// The element. Only this cache may set the cached attributes.
    pub element: Element,
    cache: RefCell<Vec<(&'static str, Option<String>)>>,
}

impl CachedAttributes {
    /// Wraps an element that has none of the attributes yet that are set through
    /// the cache.
    pub fn new(element: Element) -> CachedAttributes {
        CachedAttributes {
            element,
            cache: RefCell::default(),
        }
    }

    /// Sets an attribute, or removes it for `None`.
    pub fn set_if_changed(&self, name: &'static str, value: Option<&str>) {
        let mut cache = self.cache.borrow_mut();
        let index = cache.iter().position(|(cached, _)| *cached == name);
        let index = index.unwrap_or_else(|| {
            cache.push((name, None));
            cache.len() - 1
        });
        let cached = &mut cache[index].1;
        if cached.as_deref() != value {
            *cached = value.map(str::to_owned);
            set(&self.element, name, value);
        }
    }

    /// Sets an attribute without a value, or removes it.
    pub fn set_flag(&self, name: &'static str, is_set: bool) {
        self.set_if_changed(name, is_set.then_some(""));
    }
}

/// Replaces the text of an element that contains no other elements.
pub fn set_text(element: &Element, text: &str) {
    match element.unchecked_ref::<Infallible>().first_child() {
        // Changing the text node's data is cheaper to lay out than a new text node.
        Some(node) => node.set_data(text),
        None => element.set_text_content(Some(text)),
    }
}

/// Inserts `element` into `parent` in front of `before`, or at the end for `None`. An
/// element that already is in this place is not touched: moving it would restart its
/// animations.
pub fn insert(parent: &Element, element: &Element, before: Option<&Node>) {
    let is_in_place = element.parent_node().as_ref() == Some(parent.as_ref())
        && element.next_sibling().as_ref() == before;
    if !is_in_place {
        // Fails only if the element contains the parent.
        let _ = parent.insert_before(element, before);
    }
}
