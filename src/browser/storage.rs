//! The origin's `localStorage`. Where it is forbidden or full, nothing is stored.

use super::prefixed;
use leptos::prelude::window;
use web_sys::Storage;

/// The text stored under this name.
pub fn read(name: &str) -> Option<String> {
    local_storage()?.get_item(&prefixed(name)).ok()?
}

/// Stores a text under this name; false on failure.
pub fn write(name: &str, text: &str) -> bool {
    local_storage().is_some_and(|storage| storage.set_item(&prefixed(name), text).is_ok())
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
