//! The demo, played instead of polled.

use super::Beat;
use crate::browser::clock;
use crate::browser::visibility::Watch;
use crate::polling::Feed;
use crate::session::demo::Demo;
use crate::session::timestamp::Moment;
use leptos::prelude::{ArcRwSignal, Set, Update};

/// Plays the demo while anybody looks; no network is used.
pub async fn play(mut demo: Demo, feed: ArcRwSignal<Feed>, beat: ArcRwSignal<Option<Beat>>) {
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
