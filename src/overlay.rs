//! The overlay: what OBS shows.

mod debug_panel;
mod rotation;
pub(crate) mod widgets;

use crate::api::{Client, credential_store, csp};
use crate::browser::drive::drive;
use crate::browser::{clock, element};
use crate::components::drawn::{Drawn, whenever};
use crate::components::problem_card::{card, texts};
use crate::config::credential::Credential;
use crate::config::{Config, Page};
use crate::live::{self, PollOptions, PollTiming};
use crate::options::values::Source;
use crate::polling::{Fault, Feed, Status};
use crate::session::demo::Demo;
use debug_panel::{advise, panel};
use leptos::prelude::*;

/// The page that this address describes.
#[component]
pub fn Overlay(
    /// The address's query, without `?`.
    query: String,
    /// The address's fragment, without `#`.
    fragment: String,
) -> impl IntoView {
    tell("data-page", Some("overlay"));
    match Config::parse(&query, &fragment, &credential_store::load) {
        Ok(config) => running(config),
        Err(problems) => {
            tell("data-status", Some(Status::Waiting.name()));
            let heading = "This overlay's address needs a change";
            card(heading, "", &texts(&problems))
        }
    }
}

fn running(config: Config) -> Drawn {
    let Config {
        page,
        credential,
        slots,
    } = config;
    let feed = ArcRwSignal::new(Feed::default());
    let beat = ArcRwSignal::new(None::<PollTiming>);
    let account = credential
        .as_ref()
        .map(|credential| (credential.kind(), credential.expires()));
    run(&page, credential, feed.clone(), beat.clone());
    let shown = feed.clone();
    let session = Box::new(move || shown.read().session.clone());
    let mut drawn = Vec::new();
    if let Some(root) = element::root() {
        drawn = widgets::draw(&page, slots, session, root, tell_change).take();
    }
    if let Some(main) = drawn.first() {
        advise(feed.clone(), main.clone());
    }
    if page.debug {
        drawn.push(panel(feed.clone(), beat, account));
    }
    tell_status(feed);
    Drawn::of(drawn)
}

/// Feeds the page, from the server or from the demo.
fn run(
    page: &Page,
    credential: Option<Credential>,
    feed: ArcRwSignal<Feed>,
    beat: ArcRwSignal<Option<PollTiming>>,
) {
    match (page.source, &page.channel) {
        (Source::Live, Some(channel)) => {
            csp::restrict_connections(page.api.as_str());
            let client = Client::new(page.api.as_str(), credential);
            let polling = PollOptions {
                client,
                channel: channel.clone(),
                interval: page.interval * 1000.0,
                use_cache: true,
            };
            drive(live::run(polling, feed, beat, |_| {}));
        }
        // Reading the address has made sure that a live page has a channel.
        (Source::Live, None) => {}
        (Source::Demo, _) => drive(live::run_demo(Demo::new(clock::now()), feed, beat)),
    }
}

/// Tells on the root element how the page stands.
fn tell_status(feed: ArcRwSignal<Feed>) {
    let mut told = None;
    whenever(move || {
        let feed = feed.read();
        let (status, fault) = (feed.status(), feed.fault);
        if told.replace((status, fault)) != Some((status, fault)) {
            tell("data-status", Some(status.name()));
            tell("data-fault", fault.map(Fault::name));
        }
    });
}

/// Tells on the root element when what is shown last changed.
fn tell_change() {
    tell("data-updated", Some(&clock::to_iso_string(clock::now())));
}

fn tell(name: &str, value: Option<&str>) {
    if let Some(root) = element::root() {
        element::set(&root, name, value);
    }
}
