//! A day on air with pushed changes: 20,000 frames, and the polls that follow them.

use super::{WIDGETS, check_growth, report, usage};
use crate::browser::Engine;
use crate::emulation::HideBy;
use crate::stub::gateway::Gateway;
use crate::tab::{TIMEOUT, Tab};
use crate::test_page::{TestPage, run_within};
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::time::sleep;

const SOAK_TIMEOUT: Duration = Duration::from_mins(30);
const STEPS: usize = 2_000;
const FRAMES_PER_STEP: usize = 10;
/// After this many steps every cache and buffer has its final size.
const WARMUP: usize = 400;

#[test]
#[ignore = "takes some minutes: make soak"]
fn a_day_in_chromium_103() {
    run_within(SOAK_TIMEOUT, Engine::Chromium103, "soak", a_day_with_frames);
}

#[test]
#[ignore = "takes some minutes: make soak"]
fn a_day_in_chromium_current() {
    run_within(SOAK_TIMEOUT, Engine::Current, "soak", a_day_with_frames);
}

async fn a_day_with_frames(page: &TestPage) {
    page.expect_console("WebSocket connection to");
    let gateway = page.gateway().await;
    let tab = page.tab((800, 600)).await;
    tab.add_init_script(include_str!("../fast_clock.js")).await;
    let query = format!("gateway={}&{WIDGETS}", gateway.address());
    tab.goto(&page.address(&query)).await;
    gateway.wait_until_subscribed().await;
    let mut after_warmup = None;
    for step in 0..STEPS {
        advance(page, gateway, &tab, step).await;
        if step == WARMUP {
            after_warmup = Some(usage(&tab).await);
        }
        if step % 200 == 199 {
            report(&format!("  {step}: {:?}", usage(&tab).await));
        }
        page.api.clear_requests();
    }
    gateway.set(
        &page.api,
        "follower-latest",
        json!({ "name": "the_last_one" }),
    );
    let shows_last = "document.querySelector('[data-widget=follower-latest] .name').textContent === 'the_last_one'";
    tab.wait_for(shows_last, TIMEOUT).await;
    let (before, after) = (after_warmup.unwrap(), usage(&tab).await);
    report(&format!(
        "soak with frames ({}): {} frames, {} polls, {} connections\n  after {WARMUP} steps: {before:?}\n  end: {after:?}",
        page.engine.name(),
        STEPS * FRAMES_PER_STEP,
        page.api.poll_count(),
        gateway.connection_count(),
    ));
    check_growth(before, after);
}

/// Pushes frames, and sometimes ends the connection or hides the page; then waits for the
/// poll that follows.
async fn advance(page: &TestPage, gateway: &Gateway, tab: &Tab, step: usize) {
    let polls = page.api.poll_count();
    for frame in 0..FRAMES_PER_STEP {
        let number = step * FRAMES_PER_STEP + frame;
        let (key, entry) = match frame % 4 {
            0 => ("tip-goal", json!({ "amount": number % 12_000 })),
            1 => ("tip-total", json!({ "amount": number })),
            2 => (
                "follower-latest",
                json!({ "name": format!("clover_{number}") }),
            ),
            _ => (
                "cheer-latest",
                json!({ "name": format!("fern_{number}"), "amount": number }),
            ),
        };
        gateway.set(&page.api, key, entry);
    }
    wait_for_poll(page, polls).await;
    match step % 100 {
        20 => gateway.reset(&page.api),
        40 => gateway.drop_connections(),
        60 => gateway.push_reconnect(),
        80 => {
            tab.set_visible(HideBy::Obs, false).await;
            tab.set_visible(HideBy::Obs, true).await;
        }
        _ => return,
    }
    gateway
        .wait_until("connection", |own| own.open_count() == 1)
        .await;
    gateway.wait_until_subscribed().await;
}

async fn wait_for_poll(page: &TestPage, before: usize) {
    let started = Instant::now();
    while page.api.poll_count() == before {
        assert!(
            started.elapsed() < Duration::from_mins(1),
            "polling stopped"
        );
        sleep(Duration::from_millis(2)).await;
    }
}
