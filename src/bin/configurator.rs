//! The configurator's program.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use session_overlay::studio::{configurator::Configurator, mount};

    mount(|query, fragment| view! { <Configurator query fragment /> });
}

/// There is no native configurator.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
