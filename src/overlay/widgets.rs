//! The picture: the widgets of an address as they stand on air, in whatever
//! document they are drawn.

use super::rotation;
use crate::browser::element::{make, set, set_property};
use crate::browser::{duration_from_ms, js_number, prefers_reduced_motion};
use crate::components::drawn::{Drawn, whenever};
use crate::components::intl::IntlLocale;
use crate::components::problem_card::{card, texts};
use crate::components::{self, WidgetContext};
use crate::config::{Page, WidgetSlot};
use crate::options::values::{Currency, Layout, LocaleTag, Motion};
use crate::session::{Entry, Key, Session, Shape};
use crate::widget::{DataSource, Widget};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// Looks at the session that is to be shown; `None` before there is one.
pub(super) type Show = Box<dyn Fn() -> Option<Arc<Session>>>;

/// Draws the widgets of an address as they stand and look on this page, into the
/// document of this root element; calls back when what is shown has changed.
pub(crate) fn draw(
    page: &Page,
    slots: Vec<WidgetSlot>,
    session: Show,
    root: Element,
    on_change: fn(),
) -> Drawn {
    let moves = match page.motion {
        Motion::Auto => !prefers_reduced_motion(),
        Motion::On => true,
        Motion::Off => false,
    };
    dress(&root, page, moves);
    let (locale, currency) = (page.locale.as_ref(), page.currency.as_ref());
    let locale = IntlLocale {
        tag: locale.map_or("", LocaleTag::as_str).to_owned(),
        currency: currency.map_or("", Currency::as_str).to_owned(),
    };
    let stage = Rc::new(WidgetContext::new(locale, moves, page.every, on_change));
    let changed = ArcTrigger::new();
    let (told, tells) = (stage.clone(), changed.clone());
    whenever(move || {
        told.receive(session());
        tells.notify();
    });
    wake_in_time(slots.clone(), stage.clone(), changed.clone());
    if page.layout == Layout::Rotate {
        rotate(root, page.every, changed);
    }
    let main = make("main", "widgets");
    for content in slots {
        let slot = make("div", slot_class(&content));
        let _ = main.append_child(&slot);
        fill(slot, content, &stage);
    }
    Drawn::of(vec![main])
}

/// The classes of a slot. They say what a row may do with its width: `wide` fills
/// the space that is left, `label` shortens names before the row wraps.
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

/// Puts on the root element what the style sheet goes by.
fn dress(root: &Element, page: &Page, moves: bool) {
    set(root, "data-theme", Some(page.theme.name()));
    set(root, "data-layout", Some(page.layout.name()));
    set(root, "data-align", Some(page.align.name()));
    set(root, "data-motion", Some(if moves { "on" } else { "off" }));
    // What the address does not say is left to the streamer's own style sheet.
    if (page.scale - 1.0).abs() > f64::EPSILON {
        set_property(root, "--scale", &js_number(page.scale));
    }
    if let Some(font) = &page.font {
        set_property(
            root,
            "--font",
            &["\"", font.as_str(), "\", var(--font-stack)"].concat(),
        );
    }
}

/// Wakes the widgets when time alone changes what they say, and sets no timer
/// where it never does.
fn wake_in_time(slots: Vec<WidgetSlot>, stage: Rc<WidgetContext>, changed: ArcTrigger) {
    let timer = Rc::new(Cell::new(None::<TimeoutHandle>));
    let last = SendWrapper::new(timer.clone());
    on_cleanup(move || {
        if let Some(last) = last.take().take() {
            last.clear();
        }
    });
    whenever(move || {
        changed.track();
        stage.wake.track();
        let next = stage.look(|scene| {
            let changes_in = |slot: &WidgetSlot| match slot {
                WidgetSlot::Widget(widget) => widget.changes_in(scene),
                WidgetSlot::Unresolved(_) => match slot.resolve(scene.session?) {
                    WidgetSlot::Widget(widget) => widget.changes_in(scene),
                    WidgetSlot::Unresolved(_) | WidgetSlot::Invalid { .. } => None,
                },
                WidgetSlot::Invalid { .. } => None,
            };
            slots.iter().filter_map(changes_in).reduce(f64::min)
        });
        if let Some(earlier) = timer.take() {
            earlier.clear();
        }
        let wake = next.and_then(|wait| {
            let wait = duration_from_ms(wait.clamp(50.0, 3_600_000.0));
            let wake = stage.wake.clone();
            set_timeout_with_handle(move || wake.notify(), wait).ok()
        });
        timer.set(wake);
    });
}

/// Gives each slot its turn.
fn rotate(root: Element, every: f64, changed: ArcTrigger) {
    let first = root.clone();
    whenever(move || {
        // What the session brings may show or hide a widget.
        changed.track();
        let root = first.clone();
        request_animation_frame(move || rotation::advance(&root, false));
    });
    let turn = move || rotation::advance(&root, true);
    if let Ok(turning) = set_interval_with_handle(turn, duration_from_ms(every * 1000.0)) {
        on_cleanup(move || turning.clear());
    }
}

/// Draws what a slot holds, and anew when only the session can tell what that is
/// and says something else of it.
fn fill(place: Element, content: WidgetSlot, stage: &Rc<WidgetContext>) {
    if !content.needs_session() {
        return put_in(&place, content, stage);
    }
    let trigger = stage.watch(&DataSource::Entry(Key::from(content.key())));
    let stage = stage.clone();
    let mut drawn: Option<(Option<Shape>, Owner)> = None;
    let owner = Owner::current();
    whenever(move || {
        trigger.track();
        let Some(session) = stage.session() else {
            return;
        };
        let shape = session.get(content.key()).map(Entry::shape);
        if drawn.as_ref().is_some_and(|(known, _)| *known == shape) {
            return;
        }
        place.set_text_content(None);
        // What is drawn outlives this look, and ends when it is drawn anew.
        let own = owner.as_ref().map_or_else(Owner::new, Owner::child);
        own.with(|| put_in(&place, content.resolve(&session), &stage));
        if let Some((_, before)) = drawn.replace((shape, own)) {
            before.cleanup();
        }
    });
}

fn put_in(place: &Element, content: WidgetSlot, stage: &Rc<WidgetContext>) {
    let drawn = match content {
        WidgetSlot::Widget(widget) => components::draw(widget, stage),
        WidgetSlot::Invalid { name, problems } => {
            let heading = ["The widget “", &name, "” needs a change"].concat();
            card(&heading, &name, &texts(&problems))
        }
        // Nobody knows what it is before the session says so.
        WidgetSlot::Unresolved(_) => return,
    };
    for element in drawn.take() {
        let _ = place.append_child(&element);
    }
}
