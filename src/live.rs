//! The poll loop: fetch, take it in, wait, and again.
//!
//! When to poll is decided in [`crate::poll`]; here it is only done.

use crate::account::Channel;
use crate::browser::channel::on_written;
use crate::browser::watch::{Waited, Watch};
use crate::browser::{chance, clock};
use crate::client::{Client, Failure};
use crate::decode;
use crate::demo::Demo;
use crate::moment::Moment;
use crate::poll::{self, Fault, Feed, LastPoll};
use leptos::prelude::{RwSignal, Set, Update};

/// When the last poll ended and the next is due, for who wants to look.
#[derive(Clone, Debug, PartialEq)]
pub struct Beat {
    /// The end of the last poll.
    pub last: Moment,
    /// The next poll, unless the page is hidden by then.
    pub next: Moment,
    /// The keys of what could not be read in the session, and was left out.
    pub skipped: Vec<String>,
}

/// Polls a channel every `interval` milliseconds while anybody looks, and tells
/// the text of every session that is news. Ends only by being dropped.
pub async fn run(
    client: Client,
    channel: Channel,
    interval: f64,
    feed: RwSignal<Feed>,
    beat: RwSignal<Option<Beat>>,
    heard: impl Fn(&str),
) {
    let watch = Watch::new();
    let told = watch.clone();
    on_written(&channel, move || told.tell());
    let mut failures = 0;
    // The text that the session on screen came as; the same text is no news.
    let mut known: Option<String> = None;
    let mut skipped = Vec::new();
    loop {
        watch.shown().await;
        let (outcome, hint) = match client.session(&channel).await {
            Ok(text) if known.as_ref() == Some(&text) => (Ok(None), None),
            Ok(text) => match decode::session(&text) {
                Ok(decoded) => {
                    heard(&text);
                    known = Some(text);
                    skipped = decoded.skipped;
                    (Ok(Some(decoded.session)), None)
                }
                Err(decode::Unreadable) => (Err(Fault::Unreadable), None),
            },
            Err(Failure { fault, hint }) => (Err(fault), hint),
        };
        let fault = outcome.as_ref().err().copied();
        failures = if fault.is_some() { failures + 1 } else { 0 };
        feed.maybe_update(|feed| feed.receive(outcome));

        let ended = clock::now();
        let mut due = Moment(ended.0 + poll::wait(interval, failures, fault, hint, chance()));
        let last = LastPoll {
            ended,
            good: fault.is_none(),
            not_before: Moment(ended.0 + hint.unwrap_or(0.0)),
        };
        beat.set(Some(Beat {
            last: ended,
            next: due,
            skipped: skipped.clone(),
        }));
        loop {
            due = match watch.until(due).await {
                Waited::Due => break,
                Waited::Asked => poll::when_asked(last, clock::now()).unwrap_or(due),
                Waited::Told => poll::when_told(last, clock::now()),
            };
        }
    }
}

/// Plays the demo while anybody looks; no network is used.
pub async fn play(mut demo: Demo, feed: RwSignal<Feed>, beat: RwSignal<Option<Beat>>) {
    let watch = Watch::new();
    let show = |demo: &Demo| feed.maybe_update(|feed| feed.receive(Ok(Some(demo.session()))));
    show(&demo);
    loop {
        watch.shown().await;
        let now = clock::now();
        if demo.advance(now) {
            show(&demo);
        }
        let next = Moment(now.0 + demo.next_in(now));
        beat.set(Some(Beat {
            last: now,
            next,
            skipped: Vec::new(),
        }));
        watch.until(next).await;
    }
}
