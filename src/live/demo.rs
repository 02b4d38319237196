//! The demo, played instead of polled.

use super::PollTiming;
use crate::browser::clock;
use crate::browser::visibility::PageVisibility;
use crate::polling::Feed;
use crate::session::demo::Demo;
use crate::session::timestamp::Timestamp;
use leptos::prelude::{ArcRwSignal, Set, Update};

/// Plays the demo while anybody looks; no network is used.
pub async fn play(mut demo: Demo, feed: ArcRwSignal<Feed>, beat: ArcRwSignal<Option<PollTiming>>) {
    let watch = PageVisibility::new();
    let show = |demo: &Demo| feed.maybe_update(|feed| feed.receive(Ok(Some(demo.session()))));
    show(&demo);
    loop {
        watch.shown().await;
        let now = clock::now();
        if demo.advance(now) {
            show(&demo);
        }
        let next = Timestamp(now.0 + demo.next_in(now));
        beat.set(Some(PollTiming {
            last: now,
            next,
            skipped: Vec::new(),
        }));
        watch.until(next).await;
    }
}
