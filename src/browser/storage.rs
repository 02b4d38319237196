//! The origin's `localStorage`. Where it is forbidden or full, nothing is stored.

use super::prefixed;
use js_sys::{Array, JSON};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// The text stored under this name.
pub fn read(name: &str) -> Option<String> {
    local_storage()?.get_item(&prefixed(name)).ok()?
}

/// Stores a text under this name; false on failure.
pub fn write(name: &str, text: &str) -> bool {
    local_storage().is_some_and(|storage| storage.set_item(&prefixed(name), text).is_ok())
}

/// The numbers stored under this name.
pub fn read_numbers(name: &str) -> Option<Vec<f64>> {
    let stored = JSON::parse(&read(name)?).ok()?;
    let numbers: &Array = stored.dyn_ref()?;
    numbers.iter().map(|number| number.as_f64()).collect()
}

/// Stores numbers under this name; false on failure.
pub fn write_numbers(name: &str, numbers: &[f64]) -> bool {
    let numbers: Array = numbers.iter().copied().map(JsValue::from).collect();
    let text = JSON::stringify(&numbers);
    text.is_ok_and(|text| write(name, &String::from(text)))
}

/// Removes what is stored under this name.
pub fn remove(name: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.remove_item(&prefixed(name));
    }
}

fn local_storage() -> Option<Storage> {
    window().local_storage().ok()?
}
