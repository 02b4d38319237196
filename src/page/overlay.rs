//! The overlay: what OBS shows.

// The macro of components writes `pub` into this private module.
#[allow(unreachable_pub)]
mod panel;

use super::picture::Picture;
use crate::account::Credential;
use crate::browser::clock;
use crate::browser::{root, storage};
use crate::client::Client;
use crate::config::{Config, Page};
use crate::demo::Demo;
use crate::live::{self, Beat, Polling};
use crate::poll::{Fault, Feed, Status};
use crate::value::Source;
use crate::view::problem::{ProblemCard, texts};
use leptos::either::Either;
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
    mark("data-page", Some("overlay"));
    match Config::read(&query, &fragment, &storage::credential) {
        Ok(config) => Either::Left(view! { <Running config /> }),
        Err(problems) => {
            mark("data-status", Some(Status::Waiting.name()));
            let heading = "This overlay's address needs a change".to_owned();
            Either::Right(view! { <ProblemCard heading texts=texts(&problems) /> })
        }
    }
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
    mark_status(feed);
    let debug = page.debug;
    view! {
        <Advice feed />
        {root::element().map(|root| view! { <Picture page slots session root on_change=mark_change /> })}
        {debug.then(|| view! { <Panel feed beat account /> })}
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
            let polling = Polling {
                client,
                channel: channel.clone(),
                interval: page.interval * 1000.0,
                recalls: true,
            };
            spawn_local_scoped_with_cancellation(live::run(polling, feed, beat, |_| {}));
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
        mark("data-status", Some(feed.status().name()));
        mark("data-fault", feed.fault.map(Fault::name));
    });
}

fn mark(name: &str, value: Option<&str>) {
    if let Some(root) = root::element() {
        root::mark(&root, name, value);
    }
}

/// Tells on the root element when what is shown last changed.
fn mark_change() {
    mark("data-updated", Some(&clock::iso(clock::now())));
}
