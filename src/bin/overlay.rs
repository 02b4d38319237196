//! The overlay's program.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::browser::location;
    use session_overlay::overlay::Overlay;
    use std::time::Duration;

    let (query, fragment) = location::address();
    mount_to_body(move || view! { <Overlay query fragment /> });
    // After the load: during it, a new address looks like a navigation within the document.
    set_timeout(location::hide_fragment, Duration::from_millis(1_500));
    // A browser does not reload the page when only the fragment of its address changes.
    window_event_listener_untyped("hashchange", |_| location::reload());
}

/// There is no native overlay.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
