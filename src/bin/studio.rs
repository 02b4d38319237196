//! Mounts the studio: the configurator, or the dock.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::browser::root;
    use session_overlay::page::configurator::Configurator;
    use session_overlay::page::dock::Dock;
    use session_overlay::query::Query;

    let (query, fragment) = root::address();
    let is_dock = Query::read(&query)
        .0
        .iter()
        .any(|(name, value)| name == "page" && value == "dock");
    if is_dock {
        mount_to_body(move || view! { <Dock query fragment /> });
    } else {
        mount_to_body(move || view! { <Configurator query fragment /> });
    }
    root::hide_fragment();
    // A browser keeps the page when only the fragment is typed anew.
    window_event_listener_untyped("hashchange", |_| root::reload());
}

/// The studio runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
