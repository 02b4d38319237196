//! The poll loop: fetch, decode, share with other pages, wait.
//!
//! [`crate::polling::schedule`] decides when to poll; this module waits and sends.

mod demo;
mod latest_answer;
mod leaderboards;
mod poller;
mod push;
mod session_cache;
mod shared_poll;

pub use demo::run_demo;
pub use push::is_push_available;

use crate::api::{Client, session_written};
use crate::browser::visibility::{PageVisibility, WakeReason};
use crate::config::credential::ChannelId;
use crate::polling::Feed;
use crate::polling::leaderboards::Wanted;
use crate::session::timestamp::Timestamp;
use leptos::prelude::ArcRwSignal;
use leptos::task::spawn_local_scoped_with_cancellation;
use poller::Poller;

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
    /// Whether to begin with the cached session of an earlier start, to update the cache, and
    /// to collect credits.
    pub use_cache: bool,
    /// The gateway that pushes changes; `None` to poll alone.
    pub gateway: Option<String>,
    /// The leaderboards that the page shows now.
    pub leaderboards: Box<dyn Fn() -> Vec<Wanted>>,
}

/// Polls a channel while the page is visible, together with other pages of this browser,
/// until the owner of this call ends. Calls back with the text of every new session. A cached
/// session is in the feed when this returns.
pub fn run(
    options: PollOptions,
    feed: ArcRwSignal<Feed>,
    timing: ArcRwSignal<Option<PollTiming>>,
    on_document: impl Fn(&str) + 'static,
) {
    let visibility = PageVisibility::observe();
    let waker = visibility.waker();
    session_written::subscribe(&options.channel, move || waker.wake(WakeReason::PeerWrite));
    let poller = Poller::new(options, feed, timing, Box::new(on_document));
    spawn_local_scoped_with_cancellation(poll(poller, visibility));
}

async fn poll(mut poller: Poller, mut visibility: PageVisibility) {
    poller.join_pages(visibility.waker()).await;
    visibility.wait_until_visible().await;
    poller.poll().await;
    loop {
        match poller.wait(&mut visibility).await {
            WakeReason::Timer => poller.poll().await,
            WakeReason::Hidden => {
                poller.release_lead();
                visibility.wait_until_visible().await;
                poller.refresh();
            }
            WakeReason::Peer => poller.receive_shared(),
            WakeReason::Refocus => poller.refresh(),
            WakeReason::Request => poller.receive_request(),
            WakeReason::PeerWrite => poller.refresh_after_write(),
        }
    }
}
