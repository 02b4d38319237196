//! The overlay: the page that OBS shows.

// `#[component]` writes `pub` into private modules.
#![allow(unreachable_pub)]

mod debug_panel;
mod rotation;
pub(crate) mod widgets;

use crate::api::{Client, credential_store, csp};
use crate::browser::{clock, element, location, storage};
use crate::components::problem_card::{ProblemCard, problem_texts};
use crate::config::credential::Credential;
use crate::config::{Config, Page, WidgetSlot};
use crate::live::{self, PollOptions, PollTiming};
use crate::options::full::Full;
use crate::options::values::Source;
use crate::polling::leaderboards::Wanted;
use crate::polling::{Fault, Feed, Status};
use crate::session::demo::Demo;
use crate::widget::Widget;
use debug_panel::{DebugPanel, FaultCard};
use leptos::either::Either;
use leptos::prelude::*;
use std::time::Duration;
use widgets::{Widgets, leaderboards_of};

/// Mounts the overlay of this page's address.
pub fn mount() {
    let (query, fragment) = location::address();
    mount_to_body(move || view! { <Overlay query fragment /> });
    // After the load: during it, a new address looks like a navigation within the document.
    set_timeout(location::hide_fragment, Duration::from_millis(1_500));
    // A browser does not reload the page when only the fragment of its address changes.
    window_event_listener_untyped("hashchange", |_| location::reload());
}

/// The page that an address describes.
#[component]
pub fn Overlay(
    /// The query of the address, without `?`.
    query: String,
    /// The fragment of the address, without `#`.
    fragment: String,
) -> impl IntoView {
    set_root_attribute("data-page", Some("overlay"));
    match Config::parse(&query, &fragment, &credential_store::load) {
        Ok(config) => Either::Left(view! { <RunningOverlay query config /> }),
        Err(problems) => {
            set_root_attribute("data-status", Some(Status::Waiting.name()));
            let heading = "This overlay's address needs a change";
            Either::Right(view! { <ProblemCard heading texts=problem_texts(&problems) /> })
        }
    }
}

#[component]
fn RunningOverlay(query: String, config: Config) -> impl IntoView {
    let Config {
        page,
        credential,
        slots,
    } = config;
    let feed = RwSignal::new(Feed::default());
    let timing = RwSignal::new(None::<PollTiming>);
    let credential_info = credential
        .as_ref()
        .map(|credential| (credential.kind(), credential.expires()));
    let store = page
        .channel
        .as_ref()
        .filter(|_| page.source == Source::Live);
    // The same id on another server is another channel.
    let store = store.map(|channel| [channel.as_str(), " ", page.api.as_str()].concat());
    if let Some(store) = store.as_ref().filter(|_| slots.iter().any(is_timer)) {
        // The dock shows the timer, and makes an address with more time.
        storage::write(&[TIMER_ADDRESS, ":", store].concat(), &query);
    }
    let leaderboards = leaderboards_of(&slots);
    start_feed(&page, credential, leaderboards, feed, timing);
    show_status(feed);
    let session = Memo::new(move |_| feed.read().with_leaderboards());
    let is_debug = page.debug;
    view! {
        <FaultCard feed />
        {element::root()
            .map(|root| view! { <Widgets page slots session store root on_change=show_update /> })}
        {is_debug.then(|| view! { <DebugPanel feed timing credential=credential_info /> })}
    }
}

/// What the store calls the query of the overlay whose timer ran last.
pub(crate) const TIMER_ADDRESS: &str = "timer-address";

fn is_timer(slot: &WidgetSlot) -> bool {
    matches!(slot, WidgetSlot::Widget(Widget::Timer(..)))
}

/// Starts the poll loop, or the demo.
fn start_feed(
    page: &Page,
    credential: Option<Credential>,
    leaderboards: Vec<Wanted>,
    feed: RwSignal<Feed>,
    timing: RwSignal<Option<PollTiming>>,
) {
    match (page.source, &page.channel) {
        (Source::Live, Some(channel)) => {
            let gateway = page.push_gateway();
            csp::restrict_connections(page.api.as_str(), gateway);
            let options = PollOptions {
                client: Client::new(page.api.as_str(), credential),
                channel: channel.clone(),
                interval: page.interval * 1000.0,
                use_cache: true,
                gateway: gateway.map(str::to_owned),
                leaderboards: Box::new(move || leaderboards.clone()),
            };
            live::run(options, feed.into(), timing.into(), |_| {});
        }
        (Source::Demo, _) if Full::get().is_some() => {
            live::run_demo(Demo::new(clock::now()), feed.into(), timing.into());
        }
        // `Config` requires a channel for a live page, and the loader the full overlay for a demo.
        (Source::Live, None) | (Source::Demo, _) => {}
    }
}

/// Keeps `data-status`, `data-fault` and `data-updates` of the root element up to date.
fn show_status(feed: RwSignal<Feed>) {
    Effect::new(move || {
        let feed = feed.read();
        set_root_attribute("data-status", Some(feed.status().name()));
        set_root_attribute("data-fault", feed.fault.map(Fault::name));
        set_root_attribute("data-updates", Some(feed.updates()));
    });
}

/// Sets `data-updated` of the root element to the current time.
fn show_update() {
    let now = clock::to_iso_string(clock::now());
    set_root_attribute("data-updated", Some(&now));
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = element::root() {
        element::set_if_changed(&root, name, value);
    }
}
