//! The poll loop: fetch, decode, share with other pages, wait.
//!
//! [`crate::polling::schedule`] decides when to poll; this module waits and sends.

mod demo;
mod poller;
mod session_cache;
mod shared_poll;

pub use demo::run_demo;

use crate::api::{Client, session_written};
use crate::browser::clock;
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::config::credential::ChannelId;
use crate::polling::Feed;
use crate::polling::schedule;
use crate::session::timestamp::Timestamp;
use leptos::prelude::ArcRwSignal;
use poller::Poller;
use shared_poll::SharedPoll;

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
    let mut visibility = PageVisibility::observe();
    let waker = visibility.waker();
    session_written::subscribe(&options.channel, move || waker.wake(WakeReason::PeerWrite));
    let (client, channel) = (options.client.clone(), options.channel.clone());
    let mut poller = Poller::new(options, feed, timing, on_document);
    let shared = join(&client, &channel, &visibility).await;
    let shared = shared.as_ref();
    loop {
        visibility.wait_until_visible().await;
        let (mut last, mut due) = poller.next(shared, &mut visibility).await;
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
                (last, due) = poller.receive_shared(&result);
            }
        }
    }
}

/// Joins the pages that receive the same answers.
async fn join(
    client: &Client,
    channel: &ChannelId,
    visibility: &PageVisibility,
) -> Option<SharedPoll> {
    let sharing_key = client.sharing_key(channel).await?;
    let waker = visibility.waker();
    let shared = SharedPoll::join(&sharing_key, move |reason| waker.wake(reason))?;
    let hidden = shared.clone();
    visibility.on_hide(move || hidden.release());
    Some(shared)
}
