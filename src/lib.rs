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
