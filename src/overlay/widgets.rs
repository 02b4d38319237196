//! Draws the widgets of an address into a document: the overlay's own, or that of the
//! configurator's preview.

use super::rotation;
use crate::browser::element::{set_if_changed, set_property};
use crate::browser::intl::IntlLocale;
use crate::browser::{duration_from_ms, js_number, prefers_reduced_motion};
use crate::components::problem_card::{ProblemCard, problem_texts};
use crate::components::{WidgetContext, WidgetView};
use crate::config::{Page, WidgetSlot};
use crate::options::values::{Currency, Layout, LocaleTag, Motion};
use crate::polling::leaderboards::Wanted;
use crate::session::Session;
use crate::widget::{DataSource, RenderContext, Widget};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// The shortest and the longest wait for the next tick, in milliseconds.
const TICK_RANGE: (f64, f64) = (50.0, 3_600_000.0);

type SessionMemo = Memo<Option<Arc<Session>>>;

/// The leaderboards that slots show.
pub(crate) fn leaderboards_of(slots: &[WidgetSlot]) -> Vec<Wanted> {
    let wanted = |slot: &WidgetSlot| {
        let WidgetSlot::Widget(widget) = slot else {
            return None;
        };
        let limit = match widget {
            Widget::List(list) => list.options.limit,
            Widget::Ticker(ticker) => ticker.options.limit,
            _ => return None,
        };
        match widget.base().data_source {
            DataSource::Leaderboard(list) => Some(Wanted { list, limit }),
            _ => None,
        }
    };
    slots.iter().filter_map(wanted).collect()
}

/// The widgets of an address.
#[component]
pub(crate) fn Widgets(
    page: Page,
    slots: Vec<WidgetSlot>,
    /// The session to show, with its leaderboards; `None` before the first one.
    session: SessionMemo,
    /// The channel for which timers store what was added.
    #[prop(optional_no_strip)]
    store: Option<String>,
    /// The root element of the document that shows the widgets.
    root: Element,
    /// Called when the content of a widget has changed.
    on_change: fn(),
) -> impl IntoView {
    let has_motion = match page.motion {
        Motion::Auto => !prefers_reduced_motion(),
        Motion::On => true,
        Motion::Off => false,
    };
    apply_theme(&root, &page, has_motion);
    let (locale, currency) = (page.locale.as_ref(), page.currency.as_ref());
    let locale = IntlLocale {
        tag: locale.map_or("", LocaleTag::as_str).to_owned(),
        currency: currency.map_or("", Currency::as_str).to_owned(),
    };
    let context = WidgetContext::new(session, store, locale, has_motion, page.every, on_change);
    schedule_tick(slots.clone(), context);
    if page.layout == Layout::Rotate {
        rotate(root, page.every, session);
    }
    let is_credits = |slot: &WidgetSlot| matches!(slot, WidgetSlot::Widget(Widget::Credits(..)));
    let fill = slots.iter().any(is_credits).then_some("");
    let slots = slots.into_iter().map(|content| {
        let class = slot_class(&content);
        view! {
            <div class=class>
                <SlotView content context />
            </div>
        }
    });
    view! {
        <main class="widgets" data-fill=fill>
            {slots.collect_view()}
        </main>
    }
}

/// The classes of a slot, which say how it takes width in a row: `wide` fills the space
/// that is left, and `label` can be narrower than its text.
fn slot_class(slot: &WidgetSlot) -> &'static str {
    match slot {
        WidgetSlot::Widget(Widget::Label(_)) => "slot label",
        WidgetSlot::Widget(Widget::Goal(goal)) if goal.options.direction.is_vertical() => "slot",
        WidgetSlot::Widget(Widget::Counter(_) | Widget::Timer(..)) => "slot",
        // Alerts take no turn in a rotation.
        WidgetSlot::Widget(Widget::Alert(..)) => "slot wide alert",
        // Credits take all the height that is left.
        WidgetSlot::Widget(Widget::Credits(..)) => "slot wide credits",
        WidgetSlot::Widget(Widget::Goal(_) | Widget::List(_) | Widget::Ticker(_))
        | WidgetSlot::Unresolved(_)
        | WidgetSlot::Invalid { .. } => "slot wide",
    }
}

/// Sets the attributes and custom properties of the root element that the style sheets
/// depend on.
fn apply_theme(root: &Element, page: &Page, has_motion: bool) {
    let motion = if has_motion { "on" } else { "off" };
    set_if_changed(root, "data-theme", Some(page.theme.name()));
    set_if_changed(root, "data-layout", Some(page.layout.name()));
    set_if_changed(root, "data-align", Some(page.align.name()));
    set_if_changed(root, "data-motion", Some(motion));
    // Without the option, the streamer's own style sheet may set the property.
    if (page.scale - 1.0).abs() > f64::EPSILON {
        set_property(root, "--scale", &js_number(page.scale));
    }
    if let Some(font) = &page.font {
        let fonts = ["\"", font.as_str(), "\", var(--font-stack)"].concat();
        set_property(root, "--font", &fonts);
    }
}

/// Notifies the context's `tick` when time alone changes what the widgets show. There is
/// no timer while that never happens.
fn schedule_tick(slots: Vec<WidgetSlot>, context: WidgetContext) {
    Effect::new(move || {
        context.tick.track();
        let wait = context.with_context(|ctx| {
            let waits = slots.iter().filter_map(|slot| changes_in(slot, ctx));
            waits.reduce(f64::min)
        });
        let Some(wait) = wait else { return };
        let wait = duration_from_ms(wait.clamp(TICK_RANGE.0, TICK_RANGE.1));
        if let Ok(timer) = set_timeout_with_handle(move || context.tick.notify(), wait) {
            // Also before this runs again.
            on_cleanup(move || timer.clear());
        }
    });
}

/// Milliseconds until time alone changes what a slot shows; `None` for never.
fn changes_in(slot: &WidgetSlot, ctx: &RenderContext) -> Option<f64> {
    match slot {
        WidgetSlot::Widget(widget) => widget.changes_in(ctx),
        WidgetSlot::Unresolved(_) => match slot.resolve(ctx.session?) {
            WidgetSlot::Widget(widget) => widget.changes_in(ctx),
            WidgetSlot::Unresolved(_) | WidgetSlot::Invalid { .. } => None,
        },
        WidgetSlot::Invalid { .. } => None,
    }
}

/// Shows one slot at a time, each for a number of seconds.
fn rotate(root: Element, seconds: f64, session: SessionMemo) {
    let target = root.clone();
    Effect::new(move || {
        // A session may show or hide widgets.
        session.track();
        let root = target.clone();
        request_animation_frame(move || rotation::advance(&root, false));
    });
    let advance = move || rotation::advance(&root, true);
    if let Ok(interval) = set_interval_with_handle(advance, duration_from_ms(seconds * 1000.0)) {
        on_cleanup(move || interval.clear());
    }
}

/// The content of a slot. If that depends on the session, it is drawn again when the
/// session makes something else of it.
#[component]
fn SlotView(content: WidgetSlot, context: WidgetContext) -> impl IntoView {
    let resolved = Memo::new(move |_| {
        if content.needs_session() {
            context.with_context(|ctx| ctx.session.map(|session| content.resolve(session)))
        } else {
            Some(content.clone())
        }
    });
    move || match resolved.get() {
        Some(WidgetSlot::Widget(widget)) => EitherOf3::A(view! { <WidgetView widget context /> }),
        Some(WidgetSlot::Invalid { name, problems }) => {
            let heading = format!("The widget “{name}” needs a change");
            EitherOf3::B(
                view! { <ProblemCard heading widget=name texts=problem_texts(&problems) /> },
            )
        }
        // Only the first session decides what it is.
        Some(WidgetSlot::Unresolved(_)) | None => EitherOf3::C(()),
    }
}
