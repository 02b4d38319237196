//! The picture: the widgets of an address as they stand on air, in whatever
//! document they are drawn.

use crate::browser::intl::IntlLocale;
use crate::browser::{milliseconds, number_text, root};
use crate::config::{Page, Slot};
use crate::session::{Entry, Session};
use crate::value::{Layout, Motion, Value};
use crate::view::problem::{ProblemCard, texts};
use crate::view::{AnyWidget, Stage};
use crate::widget::Widget;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::Element;

/// Draws the widgets of an address.
#[component]
pub fn Picture(
    /// How they stand and look.
    page: Page,
    /// The widgets.
    slots: Vec<Slot>,
    /// What they show; `None` before there is a session.
    session: Memo<Option<Arc<Session>>>,
    /// The root element of the document that they stand in.
    root: Element,
    /// Called when what is shown has changed.
    on_change: fn(),
) -> impl IntoView {
    let moves = match page.motion {
        Motion::Auto => !root::prefers_less_motion(),
        Motion::On => true,
        Motion::Off => false,
    };
    dress(&root, &page, moves);
    let written = |value: Option<String>| value.unwrap_or_default();
    let locale = IntlLocale {
        tag: written(page.locale.write()),
        currency: written(page.currency.write()),
    };
    let stage = Stage {
        session,
        begun: Memo::new(move |_| session.read().is_some()),
        wake: Trigger::new(),
        locale: StoredValue::new(locale),
        moves,
        every: page.every,
        on_change,
    };
    wake_in_time(slots.clone(), stage);
    if page.layout == Layout::Rotate {
        rotate(root, stage, page.every);
    }
    let drawn: Vec<_> = slots
        .into_iter()
        .map(|slot| {
            let wide = is_wide(&slot);
            view! {
                <div class="slot" class:wide=wide>
                    <AnySlot content=slot stage />
                </div>
            }
        })
        .collect();
    view! { <main class="widgets">{drawn}</main> }
}

/// Whether what a slot holds can use all the width that there is.
fn is_wide(slot: &Slot) -> bool {
    match slot {
        Slot::Widget(Widget::Goal(goal)) => !goal.run.direction.is_upright(),
        Slot::Widget(Widget::Label(_) | Widget::Counter(_)) => false,
        Slot::Widget(Widget::List(_) | Widget::Ticker(_)) | Slot::Open(_) | Slot::Broken { .. } => {
            true
        }
    }
}

/// Puts on the root element what the style sheet goes by.
fn dress(root: &Element, page: &Page, moves: bool) {
    root::mark(root, "data-theme", Some(page.theme.name()));
    root::mark(root, "data-layout", Some(page.layout.name()));
    root::mark(root, "data-align", Some(page.align.name()));
    root::mark(root, "data-motion", Some(if moves { "on" } else { "off" }));
    // What the address does not say is left to the streamer's own style sheet.
    if (page.scale - 1.0).abs() > f64::EPSILON {
        root::set_property(root, "--scale", &number_text(page.scale));
    }
    if let Some(font) = &page.font {
        root::set_property(
            root,
            "--font",
            &["\"", font.as_str(), "\", var(--font-stack)"].concat(),
        );
    }
}

/// Wakes the widgets when time alone changes what they say, and sets no timer
/// where it never does.
fn wake_in_time(slots: Vec<Slot>, stage: Stage) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let next = stage.look(|scene| {
            let changes_in = |slot: &Slot| match slot {
                Slot::Widget(widget) => widget.changes_in(scene),
                Slot::Open(_) => match slot.settle(scene.session?) {
                    Slot::Widget(widget) => widget.changes_in(scene),
                    Slot::Open(_) | Slot::Broken { .. } => None,
                },
                Slot::Broken { .. } => None,
            };
            slots.iter().filter_map(changes_in).reduce(f64::min)
        });
        if let Some(earlier) = timer.get_value() {
            earlier.clear();
        }
        let wake = next.map(|wait| {
            let wait = milliseconds(wait.clamp(50.0, 3_600_000.0));
            set_timeout_with_handle(move || stage.wake.notify(), wait)
        });
        timer.set_value(wake.and_then(Result::ok));
    });
}

/// Gives each slot its turn.
fn rotate(root: Element, stage: Stage, every: f64) {
    let root = StoredValue::new_local(root);
    // A frame may come when the page is gone already.
    let turn = move |go_on| {
        let _ = root.try_with_value(|root| root::turn(root, go_on));
    };
    Effect::new(move |_| {
        // What the session brings may show or hide a widget.
        let _ = stage.session.read();
        request_animation_frame(move || turn(false));
    });
    if let Ok(turning) = set_interval_with_handle(move || turn(true), milliseconds(every * 1000.0))
    {
        on_cleanup(move || turning.clear());
    }
}

#[component]
fn AnySlot(content: Slot, stage: Stage) -> impl IntoView {
    if !content.awaits_session() {
        return Either::Left(settled(content, stage));
    }
    // What the session says of the key decides, and nothing else draws it anew.
    let key = content.key().to_owned();
    let shape = Memo::new(move |_| {
        let session = stage.session.read();
        let entry = session.as_ref().map(|session| session.get(&key));
        entry.map(|entry| entry.map(Entry::shape))
    });
    Either::Right(move || {
        // Read, not only tracked: a memo that nobody reads sleeps.
        shape.get()?;
        let session = stage.session.read_untracked();
        let content = content.settle(session.as_ref()?);
        Some(settled(content, stage))
    })
}

fn settled(content: Slot, stage: Stage) -> impl IntoView + use<> {
    match content {
        Slot::Widget(widget) => EitherOf3::A(view! { <AnyWidget widget stage /> }),
        Slot::Broken { name, problems } => {
            let heading = ["The widget “", &name, "” needs a change"].concat();
            EitherOf3::B(view! { <ProblemCard heading widget=name texts=texts(&problems) /> })
        }
        // Nobody knows what it is before the session says so.
        Slot::Open(_) => EitherOf3::C(()),
    }
}
