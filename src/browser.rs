//! The edge: the only place that touches the browser's own objects.
//!
//! Every call here that can fail gives an `Option` or a plain fall-back, for on
//! air nothing may panic.

pub mod channel;
pub mod clock;
pub mod desk;
pub mod frame;
pub mod intl;
pub mod motion;
pub mod road;
pub mod root;
pub mod storage;
pub mod watch;

use std::time::Duration;
use wasm_bindgen::JsValue;

/// A number as JavaScript writes it, which keeps Rust's printing of floats out
/// of the bundle.
pub fn number_text(number: f64) -> String {
    js_sys::JSON::stringify(&JsValue::from_f64(number))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// A random number from 0 to 1, for jitter.
pub fn chance() -> f64 {
    js_sys::Math::random()
}

/// So many milliseconds; none for what is negative.
pub fn milliseconds(count: f64) -> Duration {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    Duration::from_millis(count as u64)
}
