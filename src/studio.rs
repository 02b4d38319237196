//! The studio: the configurator, which makes addresses, and the dock.
//!
//! Its models are pure and are tested natively.

// `#[component]` writes `pub` into private modules.
#![allow(unreachable_pub)]

pub mod backups;
pub mod corrections;
pub mod draft;
pub mod form;
mod history;
pub mod jwt_expiry;
pub mod offline_copy;
pub mod presets;
pub mod simulate;

#[cfg(target_arch = "wasm32")]
pub mod configurator;
#[cfg(target_arch = "wasm32")]
pub mod dock;
