//! Mounts the overlay.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::browser::location;
    use session_overlay::overlay::Overlay;
    use std::time::Duration;

    let (query, fragment) = location::address();
    mount_to_body(move || view! { <Overlay query fragment /> });
    // Not while the page still loads: that it loads would look like going to
    // another part of it.
    set_timeout(location::hide_fragment, Duration::from_millis(1_500));
    // A browser keeps the page when only the fragment is typed anew.
    window_event_listener_untyped("hashchange", |_| location::reload());
}

/// The overlay runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
