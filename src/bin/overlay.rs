//! Mounts the overlay.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::browser::root;
    use session_overlay::page::overlay::Overlay;

    let (query, fragment) = root::address();
    mount_to_body(move || view! { <Overlay query fragment /> });
    // A browser keeps the page when only the fragment is typed anew.
    window_event_listener_untyped("hashchange", |_| root::reload());
}

/// The overlay runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
