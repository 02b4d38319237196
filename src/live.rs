//! The poll loop: fetch, take it in, wait, and again.
//!
//! When to poll is decided in [`crate::poll`]; here it is only done.

mod known;
mod play;

pub use play::play;

use crate::account::Channel;
use crate::browser::channel::on_written;
use crate::browser::clock;
use crate::browser::share::Share;
use crate::browser::watch::{Waited, Watch};
use crate::client::Client;
use crate::moment::Moment;
use crate::poll::{self, Feed};
use known::Known;
use leptos::prelude::ArcRwSignal;

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

/// What to poll, and how.
pub struct Polling {
    /// Whom to ask.
    pub client: Client,
    /// For what.
    pub channel: Channel,
    /// How often, in milliseconds.
    pub interval: f64,
    /// Whether to begin with the session that an earlier start kept.
    pub recalls: bool,
}

/// Polls a channel while anybody looks, together with the browser's other pages
/// that do, and tells the text of every session that is news. Ends only by being
/// dropped.
pub async fn run(
    polling: Polling,
    feed: ArcRwSignal<Feed>,
    beat: ArcRwSignal<Option<Beat>>,
    heard: impl Fn(&str),
) {
    let watch = Watch::new();
    let told = watch.clone();
    on_written(&polling.channel, move || told.hurry(Waited::Told));
    let mut known = Known::new(polling, feed, beat);
    // What the loader has asked for is this page's to draw, whoever polls; finding
    // the others may take longer.
    let mut early = known.take_early(&heard).await;
    let share = known.join(&watch).await;
    loop {
        let (mut last, mut due) = if let Some((news, last)) = early.take() {
            let next = news.next;
            if let Some(share) = &share {
                share.lead().await;
                share.tell(news);
            }
            (last, next)
        } else {
            watch.shown().await;
            known.next(share.as_ref(), &watch, &heard).await
        };
        loop {
            due = match watch.until(due).await {
                Waited::Due => break,
                Waited::Asked => {
                    let now = clock::now();
                    let asked = poll::when_asked(last, now);
                    if let Some(share) = share.as_ref().filter(|_| asked.is_none_or(|at| at > now))
                    {
                        share.answer();
                    }
                    asked.unwrap_or(due)
                }
                Waited::Told => poll::when_told(last, clock::now()),
                Waited::Heard => due,
            };
            if let Some(news) = share.as_ref().and_then(Share::take) {
                (last, due) = known.hear(&news, &heard);
            }
        }
    }
}
