//! The overlay: what OBS shows.

use crate::account::{Credential, CredentialKind};
use crate::browser::clock;
use crate::browser::intl::IntlLocale;
use crate::browser::root;
use crate::client::Client;
use crate::config::{self, Config, Page, Slot};
use crate::demo::Demo;
use crate::kind::Kind;
use crate::live::{self, Beat};
use crate::poll::{Feed, Status};
use crate::problem::Problem;
use crate::session::Session;
use crate::value::{Layout, Motion, Source, Value};
use crate::view::problem::ProblemCard;
use crate::view::{AnyWidget, Stage};
use crate::widget::Widget;
use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use std::sync::Arc;
use std::time::Duration;

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
        Ok(config) => view! { <Running config /> }.into_any(),
        Err(problems) => {
            root::mark("data-status", Some(Status::Waiting.name()));
            let heading = "This overlay's address needs a change".to_owned();
            view! { <ProblemCard heading texts=texts(&problems) /> }.into_any()
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
        session: session.into(),
        wake: Trigger::new(),
        locale: StoredValue::new(locale),
        moves,
        every: page.every,
    };
    mark_status(feed, session);
    wake_in_time(&slots, stage);
    let turn = RwSignal::new(0_usize);
    if page.layout == Layout::Rotate {
        rotate(turn, page.every);
    }
    let drawn: Vec<_> = slots
        .into_iter()
        .enumerate()
        .map(|(at, slot)| {
            // A slot is as wide as what it holds can use.
            let wide = match &slot {
                Slot::Widget(widget) => !matches!(widget.kind(), Kind::Label | Kind::Counter),
                Slot::Open(_) | Slot::Broken { .. } => true,
            };
            view! {
                <div class="slot" class:wide=wide data-turn=move || (turn.get() == at).then_some("")>
                    <AnySlot content=slot stage />
                </div>
            }
        })
        .collect();
    view! {
        <main class="widgets">{drawn}</main>
        <Advice feed />
        {page.debug.then(|| view! { <Panel feed beat account /> })}
    }
}

/// Puts on the root element what the style sheet goes by.
fn dress(page: &Page, moves: bool) {
    root::mark("data-theme", Some(page.theme.name()));
    root::mark("data-layout", Some(page.layout.name()));
    root::mark("data-align", Some(page.align.name()));
    root::mark("data-motion", Some(if moves { "on" } else { "off" }));
    root::set_property("--scale", &crate::browser::number_text(page.scale));
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
fn mark_status(feed: RwSignal<Feed>, session: Memo<Option<Arc<Session>>>) {
    Effect::new(move |_| {
        let feed = feed.read();
        root::mark("data-status", Some(feed.status().name()));
        root::mark("data-fault", feed.fault.map(crate::poll::Fault::name));
    });
    Effect::new(move |_| {
        if session.read().is_some() {
            root::mark("data-updated", Some(&clock::iso(clock::now())));
        }
    });
}

/// Wakes the widgets when time alone changes what they say, and sets no timer
/// where it never does.
fn wake_in_time(slots: &[Slot], stage: Stage) {
    let widgets: Vec<Widget> = slots
        .iter()
        .filter_map(|slot| match slot {
            Slot::Widget(widget) => Some(widget.clone()),
            Slot::Open(_) | Slot::Broken { .. } => None,
        })
        .collect();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let next = stage.look(|scene| {
            let changes = widgets.iter().filter_map(|widget| widget.changes_in(scene));
            changes.reduce(f64::min)
        });
        if let Some(earlier) = timer.get_value() {
            earlier.clear();
        }
        let wake = next.map(|wait| {
            let wait = Duration::from_secs_f64(wait.clamp(50.0, 3_600_000.0) / 1000.0);
            set_timeout_with_handle(move || stage.wake.notify(), wait)
        });
        timer.set_value(wake.and_then(Result::ok));
    });
}

/// Gives the turn to the next slot that has something to show.
fn rotate(turn: RwSignal<usize>, every: f64) {
    let next = move || turn.set(root::next_slot(turn.get_untracked()));
    if let Ok(turning) = set_interval_with_handle(next, Duration::from_secs_f64(every)) {
        on_cleanup(move || turning.clear());
    }
}

#[component]
fn AnySlot(content: Slot, stage: Stage) -> impl IntoView {
    match content {
        Slot::Widget(widget) => {
            let checked = widget.clone();
            let trouble = Memo::new(move |_| {
                let session = stage.session.read();
                session
                    .as_ref()
                    .and_then(|session| config::trouble(&checked, session))
            });
            (move || match trouble.get() {
                None => view! { <AnyWidget widget=widget.clone() stage /> }.into_any(),
                Some(problem) => broken(widget.face().subject.name(), &[problem]).into_any(),
            })
            .into_any()
        }
        Slot::Open(open) => {
            let settled = Memo::new(move |_| {
                let session = stage.session.read();
                session.as_ref().map(|session| open.settle(session))
            });
            (move || match settled.get() {
                Some(Slot::Widget(widget)) => view! { <AnyWidget widget stage /> }.into_any(),
                Some(Slot::Broken { name, problems }) => broken(&name, &problems).into_any(),
                // Nobody knows what it is before the session says so.
                Some(Slot::Open(_)) | None => ().into_any(),
            })
            .into_any()
        }
        Slot::Broken { name, problems } => broken(&name, &problems).into_any(),
    }
}

fn broken(name: &str, problems: &[Problem]) -> impl IntoView + use<> {
    let heading = ["The widget “", name, "” needs a change"].concat();
    view! { <ProblemCard heading widget=name.to_owned() texts=texts(problems) /> }
}

/// What to do about a fault that no waiting mends, while there is nothing else
/// to show.
#[component]
fn Advice(feed: RwSignal<Feed>) -> impl IntoView {
    let advice = Memo::new(move |_| {
        let feed = feed.read();
        let is_down = feed.status() == Status::Down;
        feed.fault
            .and_then(crate::poll::Fault::advice)
            .filter(|_| is_down)
    });
    move || {
        advice.get().map(|advice| {
            let heading = "This overlay cannot read the channel".to_owned();
            view! { <ProblemCard heading texts=vec![advice.to_owned()] /> }
        })
    }
}

/// The debug panel. It never holds the credential, only its kind and expiry.
#[component]
fn Panel(
    feed: RwSignal<Feed>,
    beat: RwSignal<Option<Beat>>,
    account: Option<(CredentialKind, Option<crate::moment::Moment>)>,
) -> impl IntoView {
    let status = move || {
        let feed = feed.read();
        let fault = feed.fault.map_or("", crate::poll::Fault::name);
        [feed.status().name(), " ", fault].concat()
    };
    let time = |moment: fn(Beat) -> crate::moment::Moment| {
        move || {
            beat.get()
                .map_or_else(|| "—".to_owned(), |beat| clock::time_of_day(moment(beat)))
        }
    };
    let kind = match account.map(|(kind, _)| kind) {
        Some(CredentialKind::OverlayToken) => "overlay token",
        Some(CredentialKind::Jwt) => "JWT",
        None => "none",
    };
    let expiry = match account.and_then(|(_, expires)| expires) {
        Some(expires) => clock::iso(expires),
        None => "never, or unknown".to_owned(),
    };
    view! {
        <dl class="panel">
            <dt>"Status"</dt><dd>{status}</dd>
            <dt>"Last poll"</dt><dd>{time(|beat| beat.last)}</dd>
            <dt>"Next poll"</dt><dd>{time(|beat| beat.next)}</dd>
            <dt>"Credential"</dt><dd>{kind}</dd>
            <dt>"Expires"</dt><dd>{expiry}</dd>
        </dl>
    }
}
