//! The request that the loader sent before this program was loaded; see
//! `src/loader/early.js`.

use super::clock;
use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

/// The loader's global variable.
const NAME: &str = "early";
/// The age in milliseconds at which the request is too old to be used.
const MAX_AGE: f64 = 10_000.0;

/// Whether the loader found a page that already polls, so that this one starts as a
/// follower.
pub fn has_other_leader() -> bool {
    let early = Reflect::get(&window(), &NAME.into());
    let elsewhere = early.and_then(|early| Reflect::get(&early, &"elsewhere".into()));
    elsewhere.is_ok_and(|elsewhere| elsewhere.is_truthy())
}

/// A request that was sent.
pub struct PendingRequest {
    /// The response; `undefined` if the loader found another page that polls.
    pub response: Promise,
    /// The signal that aborts the request.
    pub signal: AbortSignal,
}

/// Takes the loader's request to this URL. `None` if there is none, it is too old, or it was
/// taken before.
pub fn take(url: &str) -> Option<PendingRequest> {
    let early = Reflect::get(&window(), &NAME.into()).ok()?;
    let field = |name: &str| Reflect::get(&early, &name.into()).ok();
    let _ = Reflect::set(&window(), &NAME.into(), &JsValue::UNDEFINED);
    let sent_at = field("asked")?.as_f64()?;
    let is_fresh = (0.0..MAX_AGE).contains(&(clock::now().0 - sent_at));
    let is_same_url = field("url")?.as_string().as_deref() == Some(url);
    let response = field("answer")?.dyn_into().ok();
    let signal = field("signal")?.dyn_into().ok();
    let (response, signal) = response.zip(signal).filter(|_| is_fresh && is_same_url)?;
    Some(PendingRequest { response, signal })
}
