//! The page's Content Security Policy, narrowed once the API's origin is known.

use leptos::prelude::document;

/// Restricts the page's connections to its own site and `origin`.
///
/// The browser then blocks a redirect to another origin before it sends a header.
/// Engines before 119 would send it with the credential.
pub fn restrict_connections(origin: &str) {
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
