//! The pages of the site: each joins what feeds it with what draws it.

mod bind;
pub mod configurator;
pub mod dock;
pub mod overlay;
// The macro of components writes `pub` into this private module.
#[allow(unreachable_pub)]
mod picture;
