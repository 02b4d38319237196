//! What a change costs that plays its animations.

use super::fresh_browser::FreshBrowser;
use super::sessions::{sequence, session};
use super::table::{Subject, Table};
use super::{MANY, SETTLE};
use crate::browser::Engine;
use crate::paint::count_paints;
use std::time::Duration;
use tokio::time::sleep;

/// Polls per figure.
const POLLS: usize = 5;
/// The time from one of them to the next.
const INTERVAL: Duration = Duration::from_secs(5);

/// What moves, with all its animations: the goal by a tip, and the label by a new follower.
const CASES: [(&str, &str, usize); 3] = [
    ("a goal", "tip-goal&target=10000", 5),
    ("a goal of 200 widgets", "tip-goal&target=10000", 200),
    (
        "a goal and a label",
        "tip-goal&target=10000&widget=follower-latest",
        5,
    ),
];

/// The cost of each case.
pub async fn measure(engine: Engine, subject: Subject, table: &Table) {
    for (case, moving, count) in CASES {
        let browser = FreshBrowser::start(engine, subject, 1).await;
        let unchanged = MANY[1..].iter().cycle().take(count);
        let unchanged: Vec<&str> = unchanged.copied().collect();
        let unchanged = unchanged.join("&widget=");
        let query = format!("interval=5&motion=on&widget={moving}&widget={unchanged}");
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
                &format!("{name} per animated change of {case}"),
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
