//! The overlay: what OBS shows.

// The macro of components writes `pub` into this private module.
#[allow(unreachable_pub)]
mod panel;

use crate::account::Credential;
use crate::browser::clock;
use crate::browser::intl::IntlLocale;
use crate::browser::{milliseconds, number_text, root};
use crate::client::Client;
use crate::config::{Config, Page, Slot};
use crate::demo::Demo;
use crate::live::{self, Beat};
use crate::poll::{Fault, Feed, Status};
use crate::problem::Problem;
use crate::session::Entry;
use crate::value::{Layout, Motion, Source, Value};
use crate::view::problem::ProblemCard;
use crate::view::{AnyWidget, Stage};
use crate::widget::Widget;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use panel::{Advice, Panel};
use std::sync::Arc;

/// The page that this address describes.
#[component]
pub fn Overlay(
    /// The address's query, without `?`.
    query: String,
    /// The address's fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    root::mark("data-page", Some("overlay"));
    match Config::read(&query, &fragment) {
        Ok(config) => Either::Left(view! { <Running config /> }),
        Err(problems) => {
            root::mark("data-status", Some(Status::Waiting.name()));
            let heading = "This overlay's address needs a change".to_owned();
            Either::Right(view! { <ProblemCard heading texts=texts(&problems) /> })
        }
    }
}

fn texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[component]
fn Running(config: Config) -> impl IntoView {
    let Config {
        page,
        credential,
        slots,
    } = config;
    let feed = RwSignal::new(Feed::default());
    let beat = RwSignal::new(None::<Beat>);
    let moves = match page.motion {
        Motion::Auto => !root::prefers_less_motion(),
        Motion::On => true,
        Motion::Off => false,
    };
    dress(&page, moves);
    let account = credential
        .as_ref()
        .map(|credential| (credential.kind(), credential.expires()));
    run(&page, credential, feed, beat);

    let session = Memo::new_with_compare(
        move |_| feed.read().session.clone(),
        // A feed gets a new session only when it says something new.
        |before, now| match (
            before.and_then(Option::as_ref),
            now.and_then(Option::as_ref),
        ) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            (before, now) => before.is_some() != now.is_some(),
        },
    );
    let locale = IntlLocale {
        tag: page
            .locale
            .as_ref()
            .and_then(Value::write)
            .unwrap_or_default(),
        currency: page
            .currency
            .as_ref()
            .and_then(Value::write)
            .unwrap_or_default(),
    };
    let stage = Stage {
        session,
        wake: Trigger::new(),
        locale: StoredValue::new(locale),
        moves,
        every: page.every,
        on_change: mark_change,
    };
    mark_status(feed);
    wake_in_time(slots.clone(), stage);
    if page.layout == Layout::Rotate {
        rotate(stage, page.every);
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
    view! {
        <Advice feed />
        <main class="widgets">{drawn}</main>
        {page.debug.then(|| view! { <Panel feed beat account /> })}
    }
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
fn dress(page: &Page, moves: bool) {
    root::mark("data-theme", Some(page.theme.name()));
    root::mark("data-layout", Some(page.layout.name()));
    root::mark("data-align", Some(page.align.name()));
    root::mark("data-motion", Some(if moves { "on" } else { "off" }));
    // What the address does not say is left to the streamer's own style sheet.
    if (page.scale - 1.0).abs() > f64::EPSILON {
        root::set_property("--scale", &number_text(page.scale));
    }
    if let Some(font) = &page.font {
        root::set_property(
            "--font",
            &["\"", font.as_str(), "\", var(--font-stack)"].concat(),
        );
    }
}

/// Feeds the page, from the server or from the demo.
fn run(
    page: &Page,
    credential: Option<Credential>,
    feed: RwSignal<Feed>,
    beat: RwSignal<Option<Beat>>,
) {
    match (page.source, &page.channel) {
        (Source::Live, Some(channel)) => {
            root::connect_only_to(page.api.as_str());
            let client = Client::new(page.api.as_str(), credential);
            let interval = page.interval * 1000.0;
            spawn_local_scoped_with_cancellation(live::run(
                client,
                channel.clone(),
                interval,
                feed,
                beat,
            ));
        }
        // Reading the address has made sure that a live page has a channel.
        (Source::Live, None) => {}
        (Source::Demo, _) => {
            let demo = Demo::new(clock::now());
            spawn_local_scoped_with_cancellation(live::play(demo, feed, beat));
        }
    }
}

/// Tells on the root element how the page stands.
fn mark_status(feed: RwSignal<Feed>) {
    Effect::new(move |_| {
        let feed = feed.read();
        root::mark("data-status", Some(feed.status().name()));
        root::mark("data-fault", feed.fault.map(Fault::name));
    });
}

/// Tells on the root element when what is shown last changed.
fn mark_change() {
    root::mark("data-updated", Some(&clock::iso(clock::now())));
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
fn rotate(stage: Stage, every: f64) {
    Effect::new(move |_| {
        // What the session brings may show or hide a widget.
        let _ = stage.session.read();
        request_animation_frame(|| root::turn(false));
    });
    let go_on = || root::turn(true);
    if let Ok(turning) = set_interval_with_handle(go_on, milliseconds(every * 1000.0)) {
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
