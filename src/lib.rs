//! x
pub mod account;
pub mod catalogue;
pub mod decode;
pub mod format;
pub mod kind;
pub mod moment;
pub mod poll;
pub mod session;
pub mod template;
