//! The size of the browser source.

use crate::browser::js_number;
use crate::studio::configurator::state::ConfiguratorState;
use leptos::prelude::*;

/// Usual sources: name, width and height in pixels.
const SIZES: [(&str, (u32, u32)); 6] = [
    ("Corner", (480, 300)),
    ("Goal bar", (800, 200)),
    ("Lower third", (1920, 200)),
    ("Side", (400, 800)),
    ("Default", (800, 600)),
    ("Full", (1920, 1080)),
];

/// The name of any other size.
const OWN: &str = "Own size";

/// The smallest and the largest side of a source, in pixels.
const RANGE: (u32, u32) = (40, 7680);

/// Shows and changes the size of the source: a usual one by its name, or any other.
#[component]
pub(super) fn SourceSize() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let size = Memo::new(move |_| state.draft(|draft| draft.size));
    let set = move |new: (u32, u32)| state.edit_field("size", |draft| draft.size = new);
    let name = move || {
        let mut named = SIZES.into_iter().filter(|(_, own)| *own == size.get());
        named.next().map_or(OWN, |(name, _)| name)
    };
    let options = SIZES.map(|(name, _)| view! { <option>{name}</option> });
    let choose = move |chosen: String| {
        if let Some((_, new)) = SIZES.into_iter().find(|(name, _)| *name == chosen) {
            set(new);
        }
    };
    view! {
        <div class="source-size">
            <label class="visually-hidden" for="source-size">
                "Source size"
            </label>
            <select
                id="source-size"
                prop:value=name
                on:change:target=move |event| choose(event.target().value())
            >
                {options}
                <option>{OWN}</option>
            </select>
            <SideField
                label="Width of the source"
                side=move || size.get().0
                set=move |side| {
                    set((side, size.get_untracked().1));
                }
            />
            <span aria-hidden="true">"×"</span>
            <SideField
                label="Height of the source"
                side=move || size.get().1
                set=move |side| {
                    set((size.get_untracked().0, side));
                }
            />
        </div>
    }
}

/// Width or height. What is no length between the limits changes nothing.
#[component]
fn SideField(
    label: &'static str,
    #[prop(into)] side: Signal<u32>,
    set: impl Fn(u32) + Send + Sync + 'static,
) -> impl IntoView {
    let enter = move |text: String| {
        if let Ok(side) = text.trim().parse::<u32>() {
            set(side.clamp(RANGE.0, RANGE.1));
        }
    };
    view! {
        <input
            type="number"
            min=RANGE.0
            max=RANGE.1
            aria-label=label
            prop:value=move || js_number(f64::from(side.get()))
            on:change:target=move |event| enter(event.target().value())
        />
    }
}
