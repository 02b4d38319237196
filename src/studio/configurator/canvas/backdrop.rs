//! What is behind the overlay on the canvas.

use crate::browser::storage;
use crate::studio::configurator::state::ConfiguratorState;
use leptos::prelude::*;

/// The storage key of the chosen backdrop.
const STORED: &str = "backdrop";

/// Value of `data-backdrop`, and label. Those after the first three are scenes of games,
/// each named after the theme that it was drawn for.
const BACKDROPS: [(&str, &str); 9] = [
    ("checker", "Transparent"),
    ("dark", "Dark"),
    ("bright", "Bright"),
    ("plate", "Night race"),
    ("clear", "Meadow"),
    ("neon", "City"),
    ("paper", "Farm"),
    ("pixel", "Dungeon"),
    ("glass", "Lake"),
];

/// The backdrop that was chosen at the last visit.
pub(super) fn stored() -> RwSignal<Option<&'static str>> {
    let name = storage::read(STORED);
    let names = BACKDROPS.iter().map(|(name, _)| *name);
    let mut chosen = names.filter(|own| name.as_deref() == Some(*own));
    RwSignal::new(chosen.next())
}

/// The chosen backdrop, or else the scene of the theme.
pub(super) fn shown(
    backdrop: RwSignal<Option<&'static str>>,
    state: ConfiguratorState,
) -> &'static str {
    backdrop.get().unwrap_or_else(|| state.theme().name())
}

/// Buttons that choose the backdrop.
#[component]
pub(super) fn Backdrops(backdrop: RwSignal<Option<&'static str>>) -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let choose = move |name: &'static str| {
        backdrop.set(Some(name));
        storage::write(STORED, name);
    };
    let button = |(name, label): (&'static str, &'static str)| {
        let is_pressed = move || shown(backdrop, state) == name;
        view! {
            <button
                type="button"
                class="swatch"
                data-scene=name
                aria-label=label
                title=label
                aria-pressed=move || is_pressed().to_string()
                on:click=move |_| choose(name)
            ></button>
        }
    };
    view! {
        <div class="swatches" role="group" aria-label="Background">
            {BACKDROPS.map(button).collect_view()}
        </div>
    }
}
