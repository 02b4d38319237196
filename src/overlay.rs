//! The overlay: the page that OBS shows.

mod debug_panel;
mod rotation;
pub(crate) mod widgets;

use crate::api::{Client, credential_store, csp};
use crate::browser::{clock, element};
use crate::components::elements::{Elements, render_effect};
use crate::components::problem_card::{problem_texts, render_problem_card};
use crate::config::credential::Credential;
use crate::config::{Config, Page};
use crate::live::{self, PollOptions, PollTiming};
use crate::options::values::Source;
use crate::polling::{Fault, Feed, Status};
use crate::session::demo::Demo;
use debug_panel::{render_debug_panel, render_fault_card};
use leptos::prelude::*;

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
        Ok(config) => render_page(config),
        Err(problems) => {
            set_root_attribute("data-status", Some(Status::Waiting.name()));
            let heading = "This overlay's address needs a change";
            render_problem_card(heading, "", &problem_texts(&problems))
        }
    }
}

fn render_page(config: Config) -> Elements {
    let Config {
        page,
        credential,
        slots,
    } = config;
    let feed = ArcRwSignal::new(Feed::default());
    let timing = ArcRwSignal::new(None::<PollTiming>);
    let credential_info = credential
        .as_ref()
        .map(|credential| (credential.kind(), credential.expires()));
    start_feed(&page, credential, feed.clone(), timing.clone());
    let source = feed.clone();
    let session = Box::new(move || source.read().session.clone());
    let mut elements = Vec::new();
    if let Some(root) = element::root() {
        elements = widgets::render_widgets(&page, slots, session, root, show_update).into_vec();
    }
    if let Some(widgets) = elements.first() {
        render_fault_card(feed.clone(), widgets.clone());
    }
    if page.debug {
        elements.push(render_debug_panel(feed.clone(), timing, credential_info));
    }
    show_status(feed);
    Elements::new(elements)
}

/// Starts the poll loop, or the demo.
fn start_feed(
    page: &Page,
    credential: Option<Credential>,
    feed: ArcRwSignal<Feed>,
    timing: ArcRwSignal<Option<PollTiming>>,
) {
    match (page.source, &page.channel) {
        (Source::Live, Some(channel)) => {
            csp::restrict_connections(page.api.as_str());
            let options = PollOptions {
                client: Client::new(page.api.as_str(), credential),
                channel: channel.clone(),
                interval: page.interval * 1000.0,
                use_cache: true,
            };
            live::run(options, feed, timing, |_| {});
        }
        // `Config` requires a channel for a live page.
        (Source::Live, None) => {}
        (Source::Demo, _) => live::run_demo(Demo::new(clock::now()), feed, timing),
    }
}

/// Keeps `data-status` and `data-fault` of the root element up to date.
fn show_status(feed: ArcRwSignal<Feed>) {
    let mut shown = None;
    render_effect(move || {
        let feed = feed.read();
        let (status, fault) = (feed.status(), feed.fault);
        if shown.replace((status, fault)) != Some((status, fault)) {
            set_root_attribute("data-status", Some(status.name()));
            set_root_attribute("data-fault", fault.map(Fault::name));
        }
    });
}

/// Sets `data-updated` of the root element to the current time.
fn show_update() {
    let now = clock::to_iso_string(clock::now());
    set_root_attribute("data-updated", Some(&now));
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = element::root() {
        element::set(&root, name, value);
    }
}
