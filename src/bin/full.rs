//! The overlay with everything that an address may ask for.

#[cfg(target_arch = "wasm32")]
fn main() {
    session_overlay::overlay::mount();
}

/// There is no native overlay.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
