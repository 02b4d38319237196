//! Elements outside of the page's view: the root element, and those that are in the
//! document for one call.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The document's root element.
pub fn root() -> Option<Element> {
    document().document_element()
}

/// Sets an attribute, or removes it for `None`. An attribute that already has the value
/// causes no DOM mutation.
pub fn set_if_changed(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    // Fails only for an invalid name.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets a CSS custom property.
pub fn set_property(element: &Element, name: &str, value: &str) {
    // An element of the preview's document is no instance of this window's class.
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.style().set_property(name, value);
}

/// Mounts a view, calls a function with the element of its reference, and removes the view.
pub fn with_mounted<E, V, T>(
    view: impl FnOnce(NodeRef<E>) -> V + 'static,
    call: impl FnOnce(E::Output) -> T,
) -> Option<T>
where
    E: ElementType + 'static,
    E::Output: JsCast + Clone + 'static,
    V: IntoView + 'static,
{
    let element = NodeRef::<E>::new();
    let mounted = mount_to(document().body()?, move || view(element));
    let result = element.get_untracked().map(call);
    drop(mounted);
    result
}
