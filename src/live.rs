//! The poll loop: fetch, decode, share with other pages, wait.
//!
//! [`crate::polling::schedule`] decides when to poll; this module waits and sends.

mod demo;
mod poller;
mod session_cache;
mod shared_poll;

pub use demo::run_demo;

use crate::api::{Client, session_written};
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::browser::{clock, early};
use crate::config::credential::ChannelId;
use crate::polling::Feed;
use crate::polling::schedule;
use crate::session::timestamp::Timestamp;
use leptos::prelude::ArcRwSignal;
use poller::Poller;
use shared_poll::SharedPoll;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// When the last poll ended and the next one is due, for display.
#[derive(Clone, Debug, PartialEq)]
pub struct PollTiming {
    /// The end of the last poll.
    pub last: Timestamp,
    /// The next poll, unless the page is hidden then.
    pub next: Timestamp,
    /// The keys of the session's entries that cannot be decoded.
    pub skipped: Vec<String>,
}

/// What to poll, and how.
pub struct PollOptions {
    /// The server.
    pub client: Client,
    /// The channel whose session to poll.
    pub channel: ChannelId,
    /// The interval between two polls in milliseconds.
    pub interval: f64,
    /// Whether to begin with the cached session of an earlier start, and to update the cache.
    pub use_cache: bool,
}

/// Polls a channel while the page is visible, together with other pages of this browser.
/// Calls back with the text of every new session. Ends only when it is dropped.
pub async fn run(
    options: PollOptions,
    feed: ArcRwSignal<Feed>,
    timing: ArcRwSignal<Option<PollTiming>>,
    on_document: impl Fn(&str),
) {
    let visibility = PageVisibility::new();
    let woken = visibility.clone();
    session_written::subscribe(&options.channel, move || woken.wake(WakeReason::PeerWrite));
    let (client, channel) = (options.client.clone(), options.channel.clone());
    let mut poller = Poller::new(options, feed, timing);
    // The answer to the loader's request is drawn as soon as it arrives, while this page
    // joins the others.
    let mut starts_as_follower = early::has_other_leader();
    let joined = join(&client, &channel, &visibility, !starts_as_follower);
    let (mut early, shared) = both(poller.receive_early(&on_document), joined).await;
    let shared = shared.as_ref();
    loop {
        let (mut last, mut due) = if let Some((result, last)) = early.take() {
            let next = result.next;
            if let Some(shared) = shared {
                shared.broadcast(result);
            }
            (last, next)
        } else {
            visibility.wait_until_visible().await;
            let starts_as_follower = std::mem::take(&mut starts_as_follower);
            poller
                .next(shared, &visibility, starts_as_follower, &on_document)
                .await
        };
        loop {
            due = match visibility.sleep_until(due).await {
                WakeReason::Timer => break,
                WakeReason::PeerResult => due,
                WakeReason::Refocus => {
                    let now = clock::now();
                    let time = schedule::poll_time_on_refresh(last, now);
                    // The reply is the last result, unless this page polls at once.
                    if let Some(shared) = shared.filter(|_| time.is_none_or(|time| time > now)) {
                        shared.reply();
                    }
                    time.unwrap_or(due)
                }
                WakeReason::PeerWrite => schedule::poll_time_on_change(last, clock::now()),
            };
            if let Some(result) = shared.and_then(SharedPoll::take) {
                (last, due) = poller.receive_shared(&result, &on_document);
            }
        }
    }
}

/// Joins the pages that receive the same answers. Leads them if `can_lead`, the page is
/// visible, and there is no leader yet.
async fn join(
    client: &Client,
    channel: &ChannelId,
    visibility: &PageVisibility,
    can_lead: bool,
) -> Option<SharedPoll> {
    let sharing_key = client.sharing_key(channel).await?;
    let woken = visibility.clone();
    let shared = SharedPoll::join(&sharing_key, move |reason| woken.wake(reason))?;
    let hidden = shared.clone();
    visibility.on_hide(move || hidden.release());
    if can_lead && !visibility.is_hidden() {
        shared.try_lead().await;
    }
    Some(shared)
}

/// Runs two futures concurrently.
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
