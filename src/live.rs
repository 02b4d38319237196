//! The poll loop: fetch, take it in, wait, and again.
//!
//! When to poll is decided in [`crate::polling`]; here it is only done.

mod demo;
mod poller;
pub mod shared_poll;

pub use demo::play;

use crate::api::Client;
use crate::browser::broadcast::on_written;
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::browser::{clock, early};
use crate::config::credential::ChannelId;
use crate::live::shared_poll::SharedPoll;
use crate::polling::{self, Feed};
use crate::session::timestamp::Timestamp;
use leptos::prelude::ArcRwSignal;
use poller::Poller;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// When the last poll ended and the next is due, for who wants to look.
#[derive(Clone, Debug, PartialEq)]
pub struct PollTiming {
    /// The end of the last poll.
    pub last: Timestamp,
    /// The next poll, unless the page is hidden by then.
    pub next: Timestamp,
    /// The keys of what could not be read in the session, and was left out.
    pub skipped: Vec<String>,
}

/// What to poll, and how.
pub struct PollOptions {
    /// Whom to ask.
    pub client: Client,
    /// For what.
    pub channel: ChannelId,
    /// How often, in milliseconds.
    pub interval: f64,
    /// Whether to begin with the session that an earlier start kept.
    pub recalls: bool,
}

/// Polls a channel while anybody looks, together with the browser's other pages
/// that do, and tells the text of every session that is news. Ends only by being
/// dropped.
pub async fn run(
    polling: PollOptions,
    feed: ArcRwSignal<Feed>,
    beat: ArcRwSignal<Option<PollTiming>>,
    heard: impl Fn(&str),
) {
    let watch = PageVisibility::new();
    let told = watch.clone();
    on_written(&polling.channel, move || told.hurry(WakeReason::Told));
    let (client, channel) = (polling.client.clone(), polling.channel.clone());
    let mut known = Poller::new(polling, feed, beat);
    // What the loader has asked for is drawn as soon as it is there, however long
    // it takes to find the others; and those find this page meanwhile.
    let mut defers = early::is_elsewhere();
    let joined = join(&client, &channel, &watch, !defers);
    let (mut early, share) = both(known.take_early(&heard), joined).await;
    loop {
        let (mut last, mut due) = if let Some((news, last)) = early.take() {
            let next = news.next;
            if let Some(share) = &share {
                share.tell(news);
            }
            (last, next)
        } else {
            watch.shown().await;
            let defers = std::mem::take(&mut defers);
            known.next(share.as_ref(), &watch, defers, &heard).await
        };
        loop {
            due = match watch.until(due).await {
                WakeReason::Due => break,
                WakeReason::Asked => {
                    let now = clock::now();
                    let asked = polling::when_asked(last, now);
                    if let Some(share) = share.as_ref().filter(|_| asked.is_none_or(|at| at > now))
                    {
                        share.answer();
                    }
                    asked.unwrap_or(due)
                }
                WakeReason::Told => polling::when_told(last, clock::now()),
                WakeReason::Heard => due,
            };
            if let Some(news) = share.as_ref().and_then(SharedPoll::take) {
                (last, due) = known.hear(&news, &heard);
            }
        }
    }
}

/// Joins the pages that would be answered the same, and leads them if it may and
/// nobody does.
async fn join(
    client: &Client,
    channel: &ChannelId,
    watch: &PageVisibility,
    leads: bool,
) -> Option<SharedPoll> {
    let audience = client.audience(channel).await?;
    let told = watch.clone();
    let share = SharedPoll::join(&audience, move |what| told.hurry(what))?;
    let leaving = share.clone();
    watch.on_hide(move || leaving.leave());
    if leads && !watch.is_hidden() {
        share.lead().await;
    }
    Some(share)
}

/// Does both at a time.
async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    poll_fn(|context| {
        if first.is_none()
            && let Poll::Ready(outcome) = one.as_mut().poll(context)
        {
            first = Some(outcome);
        }
        if second.is_none()
            && let Poll::Ready(outcome) = other.as_mut().poll(context)
        {
            second = Some(outcome);
        }
        match (first.take(), second.take()) {
            (Some(first), Some(second)) => Poll::Ready((first, second)),
            (one, other) => {
                (first, second) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}
