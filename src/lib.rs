//! x
pub mod catalogue;
pub mod decode;
pub mod moment;
pub mod session;
