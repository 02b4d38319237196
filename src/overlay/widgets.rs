//! Draws the widgets of an address into a document: the overlay's own, or that of the
//! configurator's preview.

use super::rotation;
use crate::browser::element::{make, set, set_property};
use crate::browser::intl::IntlLocale;
use crate::browser::{duration_from_ms, js_number, prefers_reduced_motion};
use crate::components::elements::{Elements, render_effect};
use crate::components::problem_card::{problem_texts, render_problem_card};
use crate::components::{WidgetContext, render_widget};
use crate::config::{Page, WidgetSlot};
use crate::options::values::{Currency, Layout, LocaleTag, Motion};
use crate::session::{Entry, Key, Session, Shape};
use crate::widget::{DataSource, RenderContext, Widget};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// The shortest and the longest wait for the next tick, in milliseconds.
const TICK_RANGE: (f64, f64) = (50.0, 3_600_000.0);

/// Reads the session to show; `None` before the first one.
pub(super) type ReadSession = Box<dyn Fn() -> Option<Arc<Session>>>;

/// Draws the widgets of an address into the document of this root element. Calls back
/// after a widget's content has changed.
pub(crate) fn render_widgets(
    page: &Page,
    slots: Vec<WidgetSlot>,
    session: ReadSession,
    root: Element,
    on_change: fn(),
) -> Elements {
    let has_motion = match page.motion {
        Motion::Auto => !prefers_reduced_motion(),
        Motion::On => true,
        Motion::Off => false,
    };
    apply_theme(&root, page, has_motion);
    let (locale, currency) = (page.locale.as_ref(), page.currency.as_ref());
    let locale = IntlLocale {
        tag: locale.map_or("", LocaleTag::as_str).to_owned(),
        currency: currency.map_or("", Currency::as_str).to_owned(),
    };
    let context = Rc::new(WidgetContext::new(
        locale, has_motion, page.every, on_change,
    ));
    let session_changed = ArcTrigger::new();
    let (target, trigger) = (context.clone(), session_changed.clone());
    render_effect(move || {
        target.set_session(session());
        trigger.notify();
    });
    schedule_tick(slots.clone(), context.clone(), session_changed.clone());
    if page.layout == Layout::Rotate {
        rotate(root, page.every, session_changed);
    }
    let main = make("main", "widgets");
    for slot in slots {
        let element = make("div", slot_class(&slot));
        let _ = main.append_child(&element);
        render_slot(element, slot, &context);
    }
    Elements::new(vec![main])
}

/// The classes of a slot, which say how it takes width in a row: `wide` fills the space
/// that is left, and `label` can be narrower than its text.
fn slot_class(slot: &WidgetSlot) -> &'static str {
    match slot {
        WidgetSlot::Widget(Widget::Label(_)) => "slot label",
        WidgetSlot::Widget(Widget::Goal(goal)) if goal.range.direction.is_vertical() => "slot",
        WidgetSlot::Widget(Widget::Counter(_)) => "slot",
        WidgetSlot::Widget(Widget::Goal(_) | Widget::List(_) | Widget::Ticker(_))
        | WidgetSlot::Unresolved(_)
        | WidgetSlot::Invalid { .. } => "slot wide",
    }
}

/// Sets the attributes and custom properties of the root element that the style sheets
/// depend on.
fn apply_theme(root: &Element, page: &Page, has_motion: bool) {
    let motion = if has_motion { "on" } else { "off" };
    set(root, "data-theme", Some(page.theme.name()));
    set(root, "data-layout", Some(page.layout.name()));
    set(root, "data-align", Some(page.align.name()));
    set(root, "data-motion", Some(motion));
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
fn schedule_tick(slots: Vec<WidgetSlot>, context: Rc<WidgetContext>, session_changed: ArcTrigger) {
    let timer = Rc::new(Cell::new(None::<TimeoutHandle>));
    let last_timer = SendWrapper::new(timer.clone());
    on_cleanup(move || {
        if let Some(timer) = last_timer.take().take() {
            timer.clear();
        }
    });
    render_effect(move || {
        session_changed.track();
        context.tick.track();
        if let Some(previous) = timer.take() {
            previous.clear();
        }
        let wait = context.with_context(|ctx| {
            let waits = slots.iter().filter_map(|slot| changes_in(slot, ctx));
            waits.reduce(f64::min)
        });
        let next = wait.and_then(|wait| {
            let wait = duration_from_ms(wait.clamp(TICK_RANGE.0, TICK_RANGE.1));
            let tick = context.tick.clone();
            set_timeout_with_handle(move || tick.notify(), wait).ok()
        });
        timer.set(next);
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
fn rotate(root: Element, seconds: f64, session_changed: ArcTrigger) {
    let target = root.clone();
    render_effect(move || {
        // A session may show or hide widgets.
        session_changed.track();
        let root = target.clone();
        request_animation_frame(move || rotation::advance(&root, false));
    });
    let advance = move || rotation::advance(&root, true);
    if let Ok(interval) = set_interval_with_handle(advance, duration_from_ms(seconds * 1000.0)) {
        on_cleanup(move || interval.clear());
    }
}

/// Draws the content of a slot. If that depends on the session, it is drawn again when
/// the shape of its entry changes.
fn render_slot(element: Element, slot: WidgetSlot, context: &Rc<WidgetContext>) {
    if !slot.needs_session() {
        return append_content(&element, slot, context);
    }
    let trigger = context.subscribe(&DataSource::Entry(Key::from(slot.key())));
    let context = context.clone();
    let mut drawn: Option<(Option<Shape>, Owner)> = None;
    let parent = Owner::current();
    render_effect(move || {
        trigger.track();
        let Some(session) = context.session() else {
            return;
        };
        let shape = session.get(slot.key()).map(Entry::shape);
        if drawn.as_ref().is_some_and(|(drawn, _)| *drawn == shape) {
            return;
        }
        element.set_text_content(None);
        // An owner of its own, since the effect's is cleaned up before each run.
        let owner = parent.as_ref().map_or_else(Owner::new, Owner::child);
        owner.with(|| append_content(&element, slot.resolve(&session), &context));
        if let Some((_, previous)) = drawn.replace((shape, owner)) {
            previous.cleanup();
        }
    });
}

fn append_content(element: &Element, slot: WidgetSlot, context: &Rc<WidgetContext>) {
    let content = match slot {
        WidgetSlot::Widget(widget) => render_widget(widget, context),
        WidgetSlot::Invalid { name, problems } => {
            let heading = ["The widget “", &name, "” needs a change"].concat();
            render_problem_card(&heading, &name, &problem_texts(&problems))
        }
        // Only the first session decides what it is.
        WidgetSlot::Unresolved(_) => return,
    };
    for child in content.into_vec() {
        let _ = element.append_child(&child);
    }
}
