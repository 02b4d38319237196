//! The address of this page.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The query and the fragment of the address, without `?` and `#`. Contains a fragment that
/// [`hide_fragment`] has removed.
pub fn address() -> (String, String) {
    let location = window().location();
    let part = |text: Result<String, JsValue>, sign: char| {
        let text = text.unwrap_or_default();
        text.strip_prefix(sign).unwrap_or(&text).to_owned()
    };
    let fragment = Some(part(location.hash(), '#')).filter(|fragment| !fragment.is_empty());
    let hidden = || window().history().ok()?.state().ok()?.as_string();
    let fragment = fragment.or_else(hidden).unwrap_or_default();
    (part(location.search(), '?'), fragment)
}

/// The address of this page without query and fragment.
pub fn base_url() -> String {
    let location = window().location();
    location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default()
}

/// Removes the fragment from the address, and keeps it in the state of the history entry, where
/// [`address`] finds it after a reload.
///
/// When a request fails, the browser writes the page's address to the console. OBS copies
/// that into its log, and users post their logs.
pub fn hide_fragment() {
    let (query, fragment) = address();
    if window().location().hash().is_ok_and(|hash| hash.is_empty()) {
        return;
    }
    let url = window().location().pathname().unwrap_or_default() + "?" + &query;
    if let Ok(history) = window().history() {
        // On failure the address stays as it is, and works.
        let _ = history.replace_state_with_url(&fragment.into(), "", Some(&url));
    }
}

/// Reloads the page.
pub fn reload() {
    // On failure the page stays as it is.
    let _ = window().location().reload();
}
