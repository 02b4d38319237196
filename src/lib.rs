//! x

pub mod account;
pub mod catalogue;
pub mod config;
pub mod decode;
pub mod demo;
pub mod format;
pub mod kind;
pub mod moment;
pub mod option;
pub mod poll;
pub mod problem;
pub mod query;
pub mod session;
pub mod settings;
pub mod template;
pub mod value;
pub mod widget;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod live;
#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(target_arch = "wasm32")]
pub mod view;
