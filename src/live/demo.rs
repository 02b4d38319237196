//! The demo session, which advances without a network.

use super::PollTiming;
use crate::browser::clock;
use crate::browser::visibility::PageVisibility;
use crate::polling::Feed;
use crate::session::demo::Demo;
use crate::session::leaderboard::Leaderboards;
use crate::session::timestamp::Timestamp;
use leptos::prelude::{ArcRwSignal, Set, Update};
use leptos::task::spawn_local_scoped_with_cancellation;

/// Runs the demo while the page is visible, until the owner of this call ends.
pub fn run_demo(mut demo: Demo, feed: ArcRwSignal<Feed>, timing: ArcRwSignal<Option<PollTiming>>) {
    let mut visibility = PageVisibility::observe();
    let publish = move |demo: &Demo| {
        let session = demo.session();
        feed.maybe_update(|feed| {
            feed.leaderboards = Leaderboards::of_demo(&session);
            feed.receive(Ok(Some(session)))
        });
    };
    publish(&demo);
    spawn_local_scoped_with_cancellation(async move {
        loop {
            visibility.wait_until_visible().await;
            let now = clock::now();
            if demo.advance(now) {
                publish(&demo);
            }
            let next = Timestamp(now.0 + demo.next_in(now));
            timing.set(Some(PollTiming {
                last: now,
                next,
                skipped: Vec::new(),
            }));
            visibility.sleep_until(next).await;
        }
    });
}
