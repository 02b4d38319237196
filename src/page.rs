//! The pages of the site: each joins what feeds it with what draws it.

mod bind;
pub mod configurator;
pub mod dock;
pub mod overlay;
mod picture;
