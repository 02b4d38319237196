//! The dock: watches, corrects and resets the session.

use leptos::prelude::*;

/// The page that OBS shows as a custom browser dock.
#[component]
pub fn Dock(
    /// The page's own query, without `?`.
    query: String,
    /// The page's own fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    let _ = (query, fragment);
    view! { <h1>"Session Overlay"</h1> }
}
