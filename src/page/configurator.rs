//! The configurator: makes an address.

use leptos::prelude::*;

/// The page on which an address is made.
#[component]
pub fn Configurator(
    /// The page's own query, without `?`; what it says is edited further.
    query: String,
    /// The page's own fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    let _ = (query, fragment);
    view! { <h1>"Session Overlay"</h1> }
}
