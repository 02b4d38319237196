//! The answer to what the loader asked before this program was there; see
//! `src/loader/early.js`.

use super::clock;
use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

const NAME: &str = "early";
/// What was asked longer ago, in milliseconds, is asked anew.
const FRESH: f64 = 10_000.0;

/// Whether the loader found another page that asks, whose news are worth the wait.
pub fn is_elsewhere() -> bool {
    let early = Reflect::get(&window(), &NAME.into());
    let elsewhere = early.and_then(|early| Reflect::get(&early, &"elsewhere".into()));
    elsewhere.is_ok_and(|elsewhere| elsewhere.is_truthy())
}

/// What was asked, and is answered or will be.
pub struct Early {
    /// The answer; of nothing where the loader found another page that polls.
    pub answer: Promise,
    /// What gives up waiting for it.
    pub signal: AbortSignal,
}

/// What was asked at this address; once, and only while it is fresh.
pub fn take(url: &str) -> Option<Early> {
    let early = Reflect::get(&window(), &NAME.into()).ok()?;
    let of = |name: &str| Reflect::get(&early, &name.into()).ok();
    let _ = Reflect::set(&window(), &NAME.into(), &JsValue::UNDEFINED);
    let asked = of("asked")?.as_f64()?;
    let is_fresh = (0.0..FRESH).contains(&(clock::now().0 - asked));
    let is_ours = of("url")?.as_string().as_deref() == Some(url);
    let answer = of("answer")?.dyn_into().ok();
    let signal = of("signal")?.dyn_into().ok();
    let early = answer.zip(signal).filter(|_| is_fresh && is_ours)?;
    Some(Early {
        answer: early.0,
        signal: early.1,
    })
}
