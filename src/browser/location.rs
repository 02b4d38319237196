//! The address, and the root element that carries how the page stands.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

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

/// The address of this page up to its query.
pub fn page() -> String {
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

/// Whether the system asks for less motion.
pub fn prefers_less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Narrows the page's policy to connections with its own site and this origin.
/// A redirect to anywhere else is then cut off by the browser before a header
/// is sent, which engines before 119 would send with the credential.
pub fn connect_only_to(origin: &str) {
    let Some(head) = document().head() else {
        return;
    };
    if let Ok(policy) = document().create_element("meta") {
        let content = ["connect-src 'self' ", origin].concat();
        let _ = policy.set_attribute("http-equiv", "Content-Security-Policy");
        let _ = policy.set_attribute("content", &content);
        let _ = head.append_child(&policy);
    }
}

/// Gives the turn to the next slot that has something to show, or, unless it is
/// time to go on, leaves it to the one that has it and something to show. The
/// very first turn is marked, for nothing is there yet that could fade.
pub fn turn(root: &Element, go_on: bool) {
    let Ok(slots) = root.query_selector_all(".slot") else {
        return;
    };
    let slots: Vec<Element> = (0..slots.length())
        .filter_map(|at| slots.item(at)?.dyn_into().ok())
        .collect();
    let last = slots.iter().position(|slot| slot.has_attribute(TURN));
    let has_something = |slot: &&Element| {
        let shown = slot.query_selector(".widget:not([hidden]), .problem");
        shown.is_ok_and(|shown| shown.is_some())
    };
    let after_last = last.map_or(0, |last| last + usize::from(go_on));
    let in_turn = slots
        .iter()
        .skip(after_last)
        .chain(&slots)
        .find(has_something);
    let last = last.and_then(|last| slots.get(last));
    // Even the same mark anew would be work while nothing changes.
    let Some(next) = in_turn.filter(|next| last != Some(*next)) else {
        return;
    };
    let how = last.map_or("first", |last| {
        let _ = last.remove_attribute(TURN);
        ""
    });
    let _ = next.set_attribute(TURN, how);
}

const TURN: &str = "data-turn";
