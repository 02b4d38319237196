//! The dock's program.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::studio::{dock::Dock, mount};

    mount(|query, fragment| view! { <Dock query fragment /> });
}

/// There is no native dock.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
