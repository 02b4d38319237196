//! The demo session, which advances without a network.

use super::PollTiming;
use crate::browser::clock;
use crate::browser::visibility::PageVisibility;
use crate::polling::Feed;
use crate::session::News;
use crate::session::demo::{Demo, STEP_MS};
use crate::session::leaderboard::Leaderboards;
use crate::session::timestamp::Timestamp;
use leptos::prelude::{ArcRwSignal, Set, Update};
use leptos::task::spawn_local_scoped_with_cancellation;

/// Runs the demo while the page is visible, until the owner of this call ends.
pub fn run_demo(mut demo: Demo, feed: ArcRwSignal<Feed>, timing: ArcRwSignal<Option<PollTiming>>) {
    let mut visibility = PageVisibility::observe();
    let publish = move |demo: &Demo, news: News| {
        let mut session = demo.session();
        session.received.news = news;
        feed.maybe_update(|feed| {
            feed.leaderboards = Leaderboards::of_demo(&session);
            feed.receive(Ok(Some(session)))
        });
    };
    publish(&demo, News::None);
    spawn_local_scoped_with_cancellation(async move {
        let mut due = clock::now();
        loop {
            visibility.wait_until_visible().await;
            let now = clock::now();
            // What happened while the page was hidden is no news.
            let is_late = now.since(due) > STEP_MS / 2.0;
            if demo.advance(now) {
                publish(&demo, if is_late { News::None } else { News::All });
            }
            let next = Timestamp(now.0 + demo.next_in(now));
            timing.set(Some(PollTiming {
                last: now,
                next,
                skipped: Vec::new(),
            }));
            due = next;
            visibility.sleep_until(next).await;
        }
    });
}
