//! The studio's program: the configurator or the dock.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::browser::location;
    use session_overlay::config::query::Query;
    use session_overlay::studio::configurator::Configurator;
    use session_overlay::studio::dock::Dock;

    let (query, fragment) = location::address();
    let is_dock = |(name, value): &(String, String)| name == "page" && value == "dock";
    if Query::parse(&query).0.iter().any(is_dock) {
        mount_to_body(move || view! { <Dock query fragment /> });
    } else {
        mount_to_body(move || view! { <Configurator query fragment /> });
    }
    location::hide_fragment();
    // A browser does not reload the page when only the fragment of its address changes.
    window_event_listener_untyped("hashchange", |_| location::reload());
}

/// There is no native studio.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
