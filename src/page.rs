//! The pages of the site: each joins what feeds it with what draws it.

pub mod overlay;
