//! The accent of all widgets, and a word when text cannot be read over video.

use crate::options::{self, OptionSpec};
use crate::studio::configurator::controls::Accents;
use crate::studio::configurator::field_binding::FieldBinding;
use crate::studio::configurator::state::ConfiguratorState;
use crate::studio::draft::{Options, Scope};
use crate::studio::icon::{Icon, lucide};
use crate::studio::palette::Palette;
use leptos::prelude::*;

/// The theme's accents, a colour of one's own, and the way to the other colours.
#[component]
pub(super) fn Colours() -> impl IntoView {
    let state = ConfiguratorState::from_context();
    let binding = FieldBinding::new(Scope::AllWidgets, &options::ACCENT, None);
    let own = move || {
        let colour = binding
            .value
            .get()
            .unwrap_or_else(|| binding.default_text());
        format!("#{}", colour.chars().take(6).collect::<String>())
    };
    let pick = move |picked: String| binding.set(Some(picked.trim_start_matches('#')));
    let warning = Memo::new(move |_| warning(state));
    view! {
        <div class="colours">
            <span class="label">"Accent"</span>
            <Accents binding />
            <input
                type="color"
                aria-label="Own accent of all widgets"
                title="Own accent"
                prop:value=own
                on:input:target=move |event| pick(event.target().value())
            />
            <button type="button" class="plain small" on:click=move |_| state.selected.set(None)>
                "More colours"
            </button>
            <p class="warning" role="status">
                {move || {
                    warning
                        .get()
                        .map(|warning| {
                            view! {
                                <Icon icon=lucide::LuTriangleAlert />
                                {warning}
                            }
                        })
                }}
            </p>
        </div>
    }
}

/// The first colour of a widget that is hard to read.
fn warning(state: ConfiguratorState) -> Option<String> {
    let palette = Palette::of(state.theme());
    state.draft(|draft| {
        let mut warnings = draft.widgets.iter().filter_map(|widget| {
            let back = colour(&widget.options, &options::BACK, &palette);
            let text = colour(&widget.options, &options::TEXT, &palette);
            let accent = colour(&widget.options, &options::ACCENT, &palette);
            let title = widget.title();
            let warning = palette.warning(&format!("The text of {title}"), text, back);
            warning.or_else(|| palette.warning(&format!("The accent of {title}"), accent, back))
        });
        warnings.next()
    })
}

/// The colour of an option, or else the theme's.
fn colour<'a>(own: &'a Options, spec: &OptionSpec, palette: &Palette) -> &'a str {
    let theme = || palette.colour(spec.name).unwrap_or_default();
    own.get(spec.name).unwrap_or_else(theme)
}
