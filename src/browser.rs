//! The edge: the only place that touches the browser's own objects.
//!
//! Every call here that can fail gives an `Option` or a plain fall-back, for on
//! air nothing may panic.

pub mod broadcast;
pub mod clipboard;
pub mod clock;
pub mod drive;
pub mod early;
pub mod element;
pub mod location;
pub mod motion;
pub mod storage;
pub mod visibility;
pub mod waiter;
pub mod web_lock;

use leptos::prelude::window;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// A number as JavaScript writes it, which keeps Rust's printing of floats out
    /// of the bundle.
    #[wasm_bindgen(js_name = String)]
    pub fn number_text(number: f64) -> String;
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

/// A text's SHA-256 in hex digits; `None` outside of a secure context.
pub async fn digest(text: &str) -> Option<String> {
    let subtle = window().crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_u8_array("SHA-256", text.as_bytes());
    let bytes = js_sys::Uint8Array::new(&JsFuture::from(digest.ok()?).await.ok()?).to_vec();
    let digit = |four: u8| char::from_digit(four.into(), 16);
    bytes
        .into_iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
