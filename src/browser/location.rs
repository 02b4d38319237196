//! The address of this page.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// The query and the fragment of the address, without `?` and `#`; a fragment
/// that [`hide_fragment`] has taken away is still there.
pub fn address() -> (String, String) {
    let location = window().location();
    let part = |text: Result<String, JsValue>, sign: char| {
        let text = text.unwrap_or_default();
        text.strip_prefix(sign).unwrap_or(&text).to_owned()
    };
    let fragment = part(location.hash(), '#');
    let kept = || window().history().ok()?.state().ok()?.as_string();
    let fragment = Some(fragment).filter(|fragment| !fragment.is_empty());
    let fragment = fragment.or_else(kept).unwrap_or_default();
    (part(location.search(), '?'), fragment)
}

/// The address of this page without query and fragment.
pub fn base_url() -> String {
    let location = window().location();
    location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default()
}

/// Takes the fragment out of the address and keeps it in the history's entry,
/// from which a refresh gets it back.
///
/// Where a request fails, the browser itself writes an error with the page's
/// address into the console, OBS writes that into its log, and people post
/// their logs.
pub fn hide_fragment() {
    let (query, fragment) = address();
    if window().location().hash().is_ok_and(|hash| hash.is_empty()) {
        return;
    }
    let bare = window().location().pathname().unwrap_or_default() + "?" + &query;
    if let Ok(history) = window().history() {
        // Where that is forbidden, the address stays and works all the same.
        let _ = history.replace_state_with_url(&fragment.into(), "", Some(&bare));
    }
}

/// Loads the page anew.
pub fn reload() {
    // Where that is forbidden the old page is still the best there is.
    let _ = window().location().reload();
}
