//! Thin wrappers of Web APIs.
//!
//! Calls that can fail return an `Option` or a fallback: nothing may panic on air.

pub mod broadcast;
pub mod clipboard;
pub mod clock;
pub mod element;
pub mod files;
pub mod intl;
pub mod location;
pub mod size_observer;
pub mod sound;
pub mod storage;
pub mod visibility;
pub mod web_lock;

use js_sys::{Array, Number};
use leptos::prelude::window;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Animation, Element};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Element, extends = Element)]
    type Animated;

    // Unstable in web-sys.
    #[wasm_bindgen(method, js_name = getAnimations)]
    fn get_animations(this: &Animated) -> Array;
}

/// A name that the pages of this origin share: of a storage entry, a channel or a lock.
/// The prefix keeps it apart from those of the host's other pages.
fn prefixed(name: &str) -> String {
    format!("session-overlay:{name}")
}

/// A number as JavaScript formats it. Keeps Rust's float formatting out of the bundle.
pub fn js_number(number: f64) -> String {
    let text = Number::from(number).to_string_with_radix(10);
    text.map(String::from).unwrap_or_default()
}

/// A random number from 0 to 1.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// A duration in milliseconds; zero for negative numbers.
pub fn duration_from_ms(ms: f64) -> Duration {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    Duration::from_millis(ms as u64)
}

/// The SHA-256 digest of a text as hexadecimal digits; `None` outside a secure context.
pub async fn sha256_hex(text: &str) -> Option<String> {
    let subtle = window().crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_u8_array("SHA-256", text.as_bytes());
    let bytes = js_sys::Uint8Array::new(&JsFuture::from(digest.ok()?).await.ok()?).to_vec();
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16);
    bytes
        .into_iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Whether the system asks for reduced motion.
pub fn prefers_reduced_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The eased progress of an element's animation, from 0 to 1; `None` without one.
pub fn animation_progress(element: &Element) -> Option<f64> {
    let timing = animation(element)?.effect()?.get_computed_timing();
    timing.get_progress()
}

/// Seconds that an element's animation has run, without pauses; 0 without one.
pub fn animation_elapsed(element: &Element) -> f64 {
    let time = animation(element).and_then(|animation| animation.current_time());
    time.map_or(0.0, |milliseconds| milliseconds / 1000.0)
}

fn animation(element: &Element) -> Option<Animation> {
    let animations = element.unchecked_ref::<Animated>().get_animations();
    let first = animations.get(0);
    // In the preview it is an instance of another window's class.
    (!first.is_undefined()).then(|| first.unchecked_into())
}
