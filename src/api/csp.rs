//! The page's Content Security Policy, narrowed once the API's origin is known.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Restricts the page's connections to its own site, the API's `origin` and the gateway.
///
/// The browser then blocks a redirect to another origin before it sends a header.
/// Engines before 119 would send it with the credential.
pub fn restrict_connections(origin: &str, gateway: Option<&str>) {
    let Some(head) = document().head() else {
        return;
    };
    let content = ["connect-src 'self'", origin, gateway.unwrap_or_default()].join(" ");
    let policy = || view! { <meta http-equiv="Content-Security-Policy" content=content /> };
    mount_to(head.unchecked_into(), policy).forget();
}
