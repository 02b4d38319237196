//! The menu of source sizes.

use crate::browser::js_number;
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
pub(super) fn SourceSize() -> impl IntoView {
    let size = ConfiguratorState::from_context().size;
    let options = SIZES
        .iter()
        .map(|size| view! { <option>{label(*size)}</option> });
    let other = move || {
        let size = size.get();
        (!SIZES.contains(&size)).then(|| view! { <option>{label(size)}</option> })
    };
    let choose = move |chosen: String| {
        if let Some(chosen) = SIZES.iter().find(|size| label(**size) == chosen) {
            size.set(*chosen);
        }
    };
    view! {
        <label class="source-size">
            "Source size"
            <select
                prop:value=move || label(size.get())
                on:change:target=move |event| choose(event.target().value())
            >
                {options.collect_view()}
                {other}
            </select>
        </label>
    }
}

fn label((width, height): (f64, f64)) -> String {
    [&js_number(width), " × ", &js_number(height)].concat()
}
