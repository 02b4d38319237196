//! The studio: the configurator, which makes addresses, and the dock.
//!
//! Each is a program of its own, so that neither downloads the code of the other. Both have
//! the design sheet `style/studio.css` and the icons of the set Lucide. Their models are
//! pure and are tested natively.

// `#[component]` writes `pub` into private modules.
#![allow(unreachable_pub)]

pub mod backups;
pub mod corrections;
pub mod draft;
pub mod form;
pub mod gallery;
mod history;
pub mod jwt_expiry;
pub mod next_step;
pub mod offline_copy;
pub mod palette;
pub mod presets;
pub mod rows;
pub mod simulate;
pub mod stars;
pub mod timers;

#[cfg(target_arch = "wasm32")]
pub mod configurator;
#[cfg(target_arch = "wasm32")]
pub mod dock;
#[cfg(target_arch = "wasm32")]
mod icon;

/// Mounts a page of the studio with the query and the fragment of its address. The
/// fragment may hold a credential, so the address bar does not keep it.
#[cfg(target_arch = "wasm32")]
pub fn mount<V: leptos::IntoView + 'static>(page: impl FnOnce(String, String) -> V + 'static) {
    use crate::browser::location;

    let (query, fragment) = location::address();
    leptos::mount::mount_to_body(move || page(query, fragment));
    location::hide_fragment();
    // A browser does not reload the page when only the fragment of its address changes.
    leptos::prelude::window_event_listener_untyped("hashchange", |_| location::reload());
}
