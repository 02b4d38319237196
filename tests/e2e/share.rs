//! One poll for all pages of a channel, also if its leader closes, hides or freezes.

use super::emulation::HideBy;
use super::stub::{APIKEY, JWT, Stub};
use super::tab::Tab;
use super::test_page::{TestPage, in_both_engines};
use chromiumoxide::cdp::browser_protocol::page::{
    CloseParams, SetWebLifecycleStateParams, SetWebLifecycleStateState,
};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    pages_of_a_channel_share_one_poll,
    pages_that_start_together_poll_once,
    a_follower_takes_over_from_a_closed_leader,
    a_follower_takes_over_from_a_hidden_leader,
    a_follower_takes_over_from_a_frozen_leader,
    pages_with_another_credential_or_server_poll_themselves,
    the_shortest_interval_applies_to_all_pages,
    without_locks_every_page_polls,
    messages_of_foreign_pages_are_ignored,
}

const WIDGETS: &str = "widget=follower-latest";
const INTERVAL: f64 = 5.0;

async fn open_pages(page: &TestPage, count: usize) -> Vec<Tab> {
    let mut tabs = Vec::new();
    for _ in 0..count {
        tabs.push(page.live(WIDGETS).await);
    }
    tabs
}

async fn wait_for_name(tab: &Tab, name: &str) {
    let shown = format!("document.querySelector('.name').textContent === '{name}'");
    tab.wait_for(&shown, Duration::from_secs(14)).await;
}

async fn pages_of_a_channel_share_one_poll(page: &TestPage) {
    let tabs = open_pages(page, 4).await;
    // A page that opens may ask for a result that is no older than two seconds.
    let (opening, start) = (page.api.poll_times().len(), page.api.now());
    assert!(opening <= tabs.len(), "{opening} polls while opening");
    page.api.set("follower-latest", json!({ "name": "owl" }));
    for tab in &tabs {
        wait_for_name(tab, "owl").await;
    }
    sleep(Duration::from_secs(12)).await;
    let (polls, now) = (page.api.poll_times().split_off(opening), page.api.now());
    let max = (now - start) / (0.9 * INTERVAL) + 1.0;
    #[allow(clippy::cast_precision_loss)] // a handful
    let count = polls.len() as f64;
    assert!(count <= max, "{polls:?} until {now}");
}

async fn pages_that_start_together_poll_once(page: &TestPage) {
    let tabs = (0..4).map(|_| page.live(WIDGETS));
    let tabs = futures::future::join_all(tabs).await;
    assert_eq!(page.api.poll_times().len(), 1, "{:?}", page.api.requests());
    for tab in &tabs {
        assert_eq!(tab.count(".name").await, 1);
    }
}

/// Seconds between the last poll of the first page and the next poll of another.
async fn takeover_gap(page: &TestPage, tabs: &[Tab]) -> f64 {
    let before = page.api.poll_times().len();
    page.api.set("follower-latest", json!({ "name": "owl" }));
    for tab in tabs {
        wait_for_name(tab, "owl").await;
    }
    let polls = page.api.poll_times();
    polls[before] - polls[before - 1]
}

async fn a_follower_takes_over_from_a_closed_leader(page: &TestPage) {
    let tabs = open_pages(page, 3).await;
    let close = CloseParams::default();
    tabs[0].cdp().execute(close).await.unwrap();
    let gap = takeover_gap(page, &tabs[1..]).await;
    assert!(gap < 1.1 * INTERVAL + 1.5, "{gap}");
}

async fn a_follower_takes_over_from_a_hidden_leader(page: &TestPage) {
    for by in [HideBy::Obs, HideBy::Document] {
        let tabs = open_pages(page, 2).await;
        tabs[0].set_visible(by, false).await;
        let gap = takeover_gap(page, &tabs[1..]).await;
        assert!(gap < 1.1 * INTERVAL + 1.5, "{gap}");
        for tab in tabs {
            tab.goto("about:blank").await;
        }
        page.api.set("follower-latest", json!({ "name": "eel" }));
    }
}

async fn a_follower_takes_over_from_a_frozen_leader(page: &TestPage) {
    let tabs = open_pages(page, 3).await;
    let frozen = SetWebLifecycleStateParams::new(SetWebLifecycleStateState::Frozen);
    tabs[0].cdp().execute(frozen).await.unwrap();
    let gap = takeover_gap(page, &tabs[1..]).await;
    assert!(gap < 2.1 * INTERVAL + 1.0, "{gap}");
    // The new leader keeps the interval.
    page.api.set("follower-latest", json!({ "name": "eel" }));
    for tab in &tabs[1..] {
        wait_for_name(tab, "eel").await;
    }
    let polls = page.api.poll_times();
    let [.., before, last] = polls.as_slice() else {
        panic!("{polls:?}")
    };
    assert!(last - before < 1.1 * INTERVAL + 1.0, "{polls:?}");
}

async fn pages_with_another_credential_or_server_poll_themselves(page: &TestPage) {
    let other = Stub::start().await;
    other.set("follower-latest", json!({ "name": "stoat" }));
    let address = page.address(WIDGETS);
    let first = page.live(WIDGETS).await;
    let second = page
        .open(&address.replace(&format!("apikey={APIKEY}"), &format!("token={JWT}")))
        .await;
    let third = page.open(&page.address_at(&other.origin, WIDGETS)).await;
    for tab in [&first, &second, &third] {
        tab.wait_until_live().await;
    }
    wait_for_name(&third, "stoat").await;
    sleep(Duration::from_secs(12)).await;
    let polls = page.api.poll_times();
    assert!(polls.len() >= 5, "{polls:?}");
    assert_ne!(first.text(".name").await.as_deref(), Some("stoat"));
    assert!(other.poll_times().len() >= 3, "{:?}", other.poll_times());
}

async fn the_shortest_interval_applies_to_all_pages(page: &TestPage) {
    let slow = page.address(WIDGETS).replace("interval=5", "interval=600");
    let slow = page.open(&slow).await;
    slow.wait_until_live().await;
    let quick = page.live(WIDGETS).await;
    for name in ["owl", "eel", "stoat"] {
        page.api.set("follower-latest", json!({ "name": name }));
        for tab in [&quick, &slow] {
            wait_for_name(tab, name).await;
        }
    }
    let polls = page.api.poll_times();
    let last = &polls[polls.len() - 2..];
    assert!(last[1] - last[0] < 1.1 * INTERVAL + 1.0, "{polls:?}");
}

async fn without_locks_every_page_polls(page: &TestPage) {
    let address = page.address(WIDGETS);
    for _ in 0..2 {
        let tab = page.tab((800, 600)).await;
        tab.add_init_script(
            "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })",
        )
        .await;
        tab.goto(&address).await;
        tab.wait_until_live().await;
    }
    sleep(Duration::from_secs(12)).await;
    let polls = page.api.poll_times();
    assert!((5..=8).contains(&polls.len()), "{polls:?}");
}

async fn messages_of_foreign_pages_are_ignored(page: &TestPage) {
    let tab = page.tab((800, 600)).await;
    tab.add_init_script(include_str!("record_broadcasts.js"))
        .await;
    tab.goto(&page.address(WIDGETS)).await;
    tab.wait_until_live().await;
    let before = tab.text(".name").await;
    let channels: Vec<String> = tab.eval("channels").await;
    assert!(
        !channels.is_empty() && !channels.iter().any(|name| name.contains(APIKEY)),
        "{channels:?}"
    );
    let nonsense = include_str!("broadcast_nonsense.js");
    let sent: u32 = tab.call(nonsense, ()).await;
    assert!(sent > 0);
    sleep(Duration::from_secs(1)).await;
    assert_eq!(tab.text(".name").await, before);
    // The page keeps polling in time, whatever time the messages announced.
    page.api.set("follower-latest", json!({ "name": "owl" }));
    tab.dispatch_online().await;
    wait_for_name(&tab, "owl").await;
    tab.wait_until_live().await;
}
