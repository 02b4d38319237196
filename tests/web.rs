//! Tests that need a browser: its APIs, the session API and the components.
//!
//! They run beside the stub of the session API; see `.ci/test`.

#![cfg(target_arch = "wasm32")]
// In a test binary `pub` is for sibling modules.
#![allow(unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "web/api.rs"]
mod api;
#[path = "web/browser.rs"]
mod browser;
#[path = "web/components.rs"]
mod components;
#[path = "web/configurator.rs"]
mod configurator;
#[path = "web/dock.rs"]
mod dock;
#[path = "web/fields.rs"]
mod fields;
#[path = "web/intl.rs"]
mod intl;
#[path = "web/mounted.rs"]
mod mounted;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
