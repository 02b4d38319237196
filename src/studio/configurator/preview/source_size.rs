//! The menu of source sizes.

use crate::browser::js_number;
use crate::studio::bind::{entry, live, parts};
use crate::studio::configurator::state::ConfiguratorState;
use leptos::prelude::*;

/// Common widths and heights of browser sources, in pixels.
const SIZES: &[(f64, f64)] = &[
    (800.0, 600.0),
    (1920.0, 1080.0),
    (1280.0, 720.0),
    (600.0, 200.0),
    (400.0, 800.0),
    (1920.0, 80.0),
];

/// Shows and changes the size of the source. A size from a preset that is not
/// in the list becomes an entry of its own.
#[component]
pub(super) fn SourceSize(state: ConfiguratorState) -> impl IntoView {
    let option = move |size| {
        let is_selected = live(move || state.size.get() == size);
        view! { <option prop:selected=is_selected>{label(size)}</option> }
    };
    let options: Vec<_> = SIZES.iter().map(|size| option(*size)).collect();
    let other = move || {
        let size = state.size.get();
        (!SIZES.contains(&size)).then(|| option(size))
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        if let Some(size) = SIZES.iter().find(|size| label(**size) == chosen) {
            state.size.set(*size);
        }
    };
    view! {
        <label class="source-size">
            "Source size"
            <select on:change=entry(choose)>{options}{parts(other)}</select>
        </label>
    }
}

fn label((width, height): (f64, f64)) -> String {
    [&js_number(width), " × ", &js_number(height)].concat()
}
