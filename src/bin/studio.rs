//! Mounts the studio: the configurator, or the dock.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::browser::location;
    use session_overlay::config::query::Query;
    use session_overlay::studio::configurator::Configurator;
    use session_overlay::studio::dock::Dock;

    let (query, fragment) = location::address();
    let is_dock = Query::parse(&query)
        .0
        .iter()
        .any(|(name, value)| name == "page" && value == "dock");
    if is_dock {
        mount_to_body(move || view! { <Dock query fragment /> });
    } else {
        mount_to_body(move || view! { <Configurator query fragment /> });
    }
    location::hide_fragment();
    // A browser keeps the page when only the fragment is typed anew.
    window_event_listener_untyped("hashchange", |_| location::reload());
}

/// The studio runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
