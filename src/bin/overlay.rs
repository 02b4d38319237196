//! The overlay of most addresses. It is built without the feature `full`.

#[cfg(target_arch = "wasm32")]
fn main() {
    session_overlay::overlay::mount();
}

/// There is no native overlay.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
