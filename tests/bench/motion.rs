//! What a change costs that plays its animations.

use super::fresh_browser::FreshBrowser;
use super::sessions::{sequence, session};
use super::table::{Subject, Table};
use super::{MANY, SETTLE, WIDGETS};
use crate::browser::Engine;
use crate::paint::count_paints;
use std::time::Duration;
use tokio::time::sleep;

/// Polls per figure.
const POLLS: usize = 5;
/// The time from one of them to the next.
const INTERVAL: Duration = Duration::from_secs(5);

/// A tip that moves the goal, and a new follower, with all their animations.
pub async fn measure(engine: Engine, subject: Subject, table: &Table) {
    for count in [5, 200] {
        let browser = FreshBrowser::start(engine, subject, 1).await;
        let unchanged = MANY[1..].iter().cycle().take(count - 4);
        let unchanged: Vec<&str> = unchanged.copied().collect();
        let unchanged = unchanged.join("&widget=");
        let query = format!("interval=5&motion=on&{WIDGETS}&widget={unchanged}");
        browser.visit(subject, &query).await;
        sleep(SETTLE).await;
        let count_mutations = include_str!("count_mutations.js");
        browser.tab.call::<()>(count_mutations, ()).await;
        let layouts = browser.metric("LayoutCount").await;
        let changes = sequence(POLLS, |step| session(0, step, step % 20 * 450));
        let cost = browser.cpu_time_per_poll(changes, 1, POLLS).await;
        let record = |name: &str, value: f64| {
            table.record(
                subject,
                &format!("{name} per animated change, {count} widgets"),
                value,
            );
        };
        #[allow(clippy::cast_precision_loss)] // a few
        let polls = POLLS as f64;
        record("CPU ms", cost);
        let mutations: f64 = browser.tab.eval("mutations").await;
        record("mutations", mutations / (polls + 1.0));
        let layouts = browser.metric("LayoutCount").await - layouts;
        record("layouts", layouts / (polls + 1.0));
        let counts = count_paints(&browser.tab, INTERVAL).await;
        #[allow(clippy::cast_precision_loss)] // some hundred
        record("frames", counts.frames as f64);
    }
}
