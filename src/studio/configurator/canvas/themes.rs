//! The themes as pictures: live miniatures of the first widget.

use super::frame::WidgetFrame;
use super::{DocumentSignal, SessionMemo, observe_size};
use crate::config::{Config, LenientConfig, WidgetSlot};
use crate::options;
use crate::options::values::{Align, Layout, Theme};
use crate::studio::configurator::field::Errors;
use crate::studio::configurator::field_binding::FieldBinding;
use crate::studio::draft::Scope;
use crate::studio::presets::STARTER;
use crate::widget::Widget;
use leptos::html::Div;
use leptos::prelude::*;
use std::time::Duration;

/// Width and height of a miniature's source, in pixels.
const SIZE: (f64, f64) = (288.0, 180.0);

/// After the first picture of the canvas, which they must not delay.
const START_DELAY: Duration = Duration::from_millis(250);

/// The miniatures follow the canvas after a pause, so that typing stays quick.
const FOLLOW_DELAY: Duration = Duration::from_millis(300);

/// A miniature for each theme, which chooses it.
#[component]
pub(super) fn Themes(config: Memo<LenientConfig>, session: SessionMemo) -> impl IntoView {
    let binding = FieldBinding::new(Scope::Page, &options::THEME, None);
    let is_started = RwSignal::new(false);
    set_timeout(move || is_started.set(true), START_DELAY);
    let followed = RwSignal::new(config.get_untracked());
    let mut follow = debounce(FOLLOW_DELAY, move |config| followed.set(config));
    Effect::new(move |_| follow(config.get()));
    let card = |theme: &'static Theme| {
        view! { <ThemeCard theme=*theme binding is_started followed session /> }
    };
    view! {
        <div class="themes" data-option="theme" role="group" aria-label="Theme">
            {Theme::ALL.iter().map(card).collect_view()}
        </div>
        <Errors problems=binding.problems />
    }
}

#[component]
fn ThemeCard(
    theme: Theme,
    binding: FieldBinding,
    is_started: RwSignal<bool>,
    followed: RwSignal<LenientConfig>,
    session: SessionMemo,
) -> impl IntoView {
    let name = theme.name();
    let card = NodeRef::<Div>::new();
    let space = observe_size(card);
    let scale = Signal::derive(move || space.get().0 / SIZE.0);
    let config = Memo::new(move |_| miniature(&followed.read(), theme));
    let is_chosen = move || binding.text_or_default() == name;
    let document = DocumentSignal::new_local(None);
    view! {
        <div class="theme-card" node_ref=card>
            <div class="miniature" data-scene=name aria-hidden="true">
                <Show when=move || is_started.get()>
                    <WidgetFrame
                        title=format!("The theme {name}")
                        config
                        session
                        size=SIZE
                        scale
                        document
                    />
                </Show>
            </div>
            <button
                type="button"
                aria-pressed=move || is_chosen().to_string()
                on:click=move |_| binding.set_unless_default(name)
            >
                {name}
            </button>
        </div>
    }
}

/// The first widget of an address in a theme, or else a goal. Alerts are empty for most of the
/// time, so another widget is below them. Credits take too much space.
fn miniature(config: &LenientConfig, theme: Theme) -> LenientConfig {
    let is_alert = |slot: &&WidgetSlot| matches!(slot, WidgetSlot::Widget(Widget::Alert(..)));
    let is_other = |slot: &&WidgetSlot| match slot {
        WidgetSlot::Widget(Widget::Alert(..) | Widget::Credits(..))
        | WidgetSlot::Unresolved(_)
        | WidgetSlot::Invalid { .. } => false,
        WidgetSlot::Widget(_) => true,
    };
    let alerts = config.slots.first().filter(is_alert).cloned();
    let starter = || Config::parse_lenient(STARTER.0);
    let other = config.slots.iter().find(is_other).cloned();
    let other = other.or_else(|| starter().slots.into_iter().next());
    let page = config.page.clone().or_else(|| starter().page);
    LenientConfig {
        page: page.map(|mut page| {
            page.theme = theme;
            page.layout = Layout::Column;
            page.align = Align::Start;
            page.scale = 1.0;
            page
        }),
        slots: alerts.into_iter().chain(other).collect(),
        problems: Vec::new(),
    }
}
