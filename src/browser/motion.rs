//! Motion that the style sheet has begun: how far it has come.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Animation, Element};

/// How far what moves an element has come, eased, from 0 to 1; `None` where
/// nothing moves it.
pub fn progress(element: &Element) -> Option<f64> {
    animation(element)?
        .effect()?
        .get_computed_timing()
        .get_progress()
}

/// Seconds since what moves an element began, without those in which it stood
/// still; 0 where nothing moves it yet.
pub fn elapsed(element: &Element) -> f64 {
    let time = animation(element).and_then(|animation| animation.current_time());
    time.map_or(0.0, |milliseconds| milliseconds / 1000.0)
}

fn animation(element: &Element) -> Option<Animation> {
    let list = Reflect::get(element, &"getAnimations".into()).ok()?;
    let list = list.dyn_into::<Function>().ok()?.call0(element).ok()?;
    Reflect::get_u32(&list, 0).ok()?.dyn_into().ok()
}
