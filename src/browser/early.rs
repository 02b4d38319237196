//! The answer to what the loader asked before this program was there; see
//! `src/early.js`.

use super::clock;
use crate::poll::Fault;
use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

const NAME: &str = "early";
/// What was asked longer ago, in milliseconds, is asked anew.
const FRESH: f64 = 10_000.0;

/// Whether there is an answer, or will be one.
pub fn is_there() -> bool {
    Reflect::get(&window(), &NAME.into()).is_ok_and(|early| early.is_object())
}

/// The answer to what was asked at this address; once, and only while it is fresh.
pub fn take(url: &str) -> Option<Promise> {
    let early = Reflect::get(&window(), &NAME.into()).ok()?;
    let of = |name: &str| Reflect::get(&early, &name.into()).ok();
    let _ = Reflect::set(&window(), &NAME.into(), &JsValue::UNDEFINED);
    let asked = of("asked")?.as_f64()?;
    let is_fresh = (0.0..FRESH).contains(&(clock::now().0 - asked));
    let is_ours = of("url")?.as_string().as_deref() == Some(url);
    of("answer")?
        .dyn_into()
        .ok()
        .filter(|_| is_fresh && is_ours)
}

/// Why it never came.
pub fn fault(error: &JsValue) -> Fault {
    let name = Reflect::get(error, &"name".into());
    let name = name.ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("TimeoutError") => Fault::Timeout,
        _ => Fault::Unreachable,
    }
}
