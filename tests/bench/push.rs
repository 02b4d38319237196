//! What a pushed change costs, how soon it is shown, and whether the gateway delays the first
//! value.

use super::fresh_browser::{FreshBrowser, WARMUP};
use super::table::{Subject, Table};
use super::{SETTLE, WIDGETS};
use crate::browser::Engine;
use crate::tab::TIMEOUT;
use serde_json::json;
use std::time::{Duration, UNIX_EPOCH};
use tokio::time::sleep;

/// Frames per cost, after [`WARMUP`].
const FRAMES: usize = 300;
/// Frames whose delay is measured.
const DELAYS: usize = 20;
/// The time between two frames whose cost is measured.
const GAP: Duration = Duration::from_millis(30);

/// The cost, the delay and the starts.
pub async fn measure(engine: Engine, subject: Subject, table: &Table) {
    for has_gateway in [false, true] {
        let browser = FreshBrowser::start(engine, subject, 1).await;
        let (name, gateway) = if has_gateway {
            ("first value with a gateway, ms", browser.gateway.address())
        } else {
            ("first value without a gateway, ms", "")
        };
        let first = visit(&browser, subject, gateway).await;
        table.record(subject, name, first);
    }
    let browser = connected(engine, subject).await;
    let cost = cpu_time_per_frame(&browser).await;
    table.record(subject, "CPU ms per frame", cost);
    let mut browser = connected(engine, subject).await;
    let delay = frame_to_pixels(&browser).await;
    table.record(subject, "frame to pixels, ms", delay);
    browser.switch_tab().await;
    connect(&browser, subject).await;
    let delay = frame_to_pixels(&browser).await;
    table.record(subject, "frame to pixels of a second page, ms", delay);
}

async fn visit(browser: &FreshBrowser, subject: Subject, gateway: &str) -> f64 {
    let mut query = format!("interval=3600&motion=off&{WIDGETS}");
    if !gateway.is_empty() {
        query = format!("gateway={gateway}&{query}");
    }
    browser.visit(subject, &query).await
}

async fn connect(browser: &FreshBrowser, subject: Subject) {
    visit(browser, subject, browser.gateway.address()).await;
    let is_connected = "document.documentElement.dataset.updates === 'push'";
    browser.tab.wait_for(is_connected, TIMEOUT).await;
    sleep(SETTLE).await;
}

async fn connected(engine: Engine, subject: Subject) -> FreshBrowser {
    let browser = FreshBrowser::start(engine, subject, 1).await;
    connect(&browser, subject).await;
    browser
}

/// Changes the goal and the latest follower in turns.
async fn push_frames(browser: &FreshBrowser, count: usize) {
    for number in 0..count {
        let (key, entry) = if number.is_multiple_of(2) {
            ("tip-goal", json!({ "amount": 1_000 + number }))
        } else {
            (
                "follower-latest",
                json!({ "name": format!("clover_{number}") }),
            )
        };
        browser.gateway.set(&browser.api, key, entry);
        sleep(GAP).await;
    }
}

async fn cpu_time_per_frame(browser: &FreshBrowser) -> f64 {
    push_frames(browser, WARMUP).await;
    let before = browser.cpu_time().await;
    push_frames(browser, FRAMES).await;
    #[allow(clippy::cast_precision_loss)] // some hundred
    let frames = FRAMES as f64;
    (browser.cpu_time().await - before) / frames
}

/// The median of the milliseconds from a frame until its figure is painted.
async fn frame_to_pixels(browser: &FreshBrowser) -> f64 {
    let note_when_shown = include_str!("note_when_shown.js");
    browser.tab.call::<()>(note_when_shown, ()).await;
    let mut delays = Vec::new();
    for number in 0..DELAYS {
        browser.tab.eval::<()>("void (shownAt = [])").await;
        let start = UNIX_EPOCH.elapsed().unwrap().as_secs_f64() * 1000.0;
        let entry = json!({ "amount": 2_000 + number });
        browser.gateway.set(&browser.api, "tip-goal", entry);
        browser.tab.wait_for("shownAt.length", TIMEOUT).await;
        delays.push(browser.tab.eval::<f64>("shownAt[0]").await - start);
    }
    delays.sort_by(f64::total_cmp);
    delays[DELAYS / 2]
}
