//! One poll for all pages of a channel, whatever becomes of the one that polls.

use super::stub::{APIKEY, JWT, Stub};
use super::tab::{HideBy, Tab};
use super::test_page::{TestPage, in_both_engines};
use chromiumoxide::cdp::browser_protocol::page::{
    CloseParams, SetWebLifecycleStateParams, SetWebLifecycleStateState,
};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    pages_of_a_channel_share_one_poll,
    pages_that_start_together_ask_once,
    another_page_takes_over_from_one_that_closes,
    another_page_takes_over_from_one_that_is_hidden,
    another_page_takes_over_from_one_that_freezes,
    another_credential_or_server_is_not_shared,
    the_shortest_interval_counts,
    without_locks_every_page_polls,
    words_of_a_foreign_page_are_no_news,
}

const WIDGETS: &str = "widget=follower-latest";
const INTERVAL: f64 = 5.0;

async fn pages(stage: &TestPage, count: usize) -> Vec<Tab> {
    let mut tabs = Vec::new();
    for _ in 0..count {
        tabs.push(stage.live(WIDGETS).await);
    }
    tabs
}

async fn follower(tab: &Tab, name: &str) {
    let shown = format!("document.querySelector('.name').textContent === '{name}'");
    tab.wait_for(&shown, Duration::from_secs(14)).await;
}

async fn pages_of_a_channel_share_one_poll(stage: &TestPage) {
    let tabs = pages(stage, 4).await;
    stage.api.set("follower-latest", json!({ "name": "owl" }));
    for tab in &tabs {
        follower(tab, "owl").await;
    }
    sleep(Duration::from_secs(12)).await;
    let (polls, now) = (stage.api.polls(), stage.api.now());
    let most = (now - polls[0]) / (0.9 * INTERVAL) + 1.0;
    #[allow(clippy::cast_precision_loss)] // a handful
    let count = polls.len() as f64;
    assert!(count <= most, "{polls:?} until {now}");
}

async fn pages_that_start_together_ask_once(stage: &TestPage) {
    let tabs = (0..4).map(|_| stage.live(WIDGETS));
    let tabs = futures::future::join_all(tabs).await;
    assert_eq!(stage.api.polls().len(), 1, "{:?}", stage.api.calls());
    for tab in &tabs {
        assert_eq!(tab.count(".name").await, 1);
    }
}

/// How long nobody polled, after something happened to the first page.
async fn gap(stage: &TestPage, tabs: &[Tab]) -> f64 {
    let before = stage.api.polls().len();
    stage.api.set("follower-latest", json!({ "name": "owl" }));
    for tab in tabs {
        follower(tab, "owl").await;
    }
    let polls = stage.api.polls();
    polls[before] - polls[before - 1]
}

async fn another_page_takes_over_from_one_that_closes(stage: &TestPage) {
    let tabs = pages(stage, 3).await;
    let page = tabs[0].page();
    page.execute(CloseParams::default()).await.unwrap();
    let gap = gap(stage, &tabs[1..]).await;
    assert!(gap < 1.1 * INTERVAL + 1.5, "{gap}");
}

async fn another_page_takes_over_from_one_that_is_hidden(stage: &TestPage) {
    for way in [HideBy::Obs, HideBy::Document] {
        let tabs = pages(stage, 2).await;
        tabs[0].show(way, false).await;
        let gap = gap(stage, &tabs[1..]).await;
        assert!(gap < 1.1 * INTERVAL + 1.5, "{gap}");
        for tab in tabs {
            tab.goto("about:blank").await;
        }
        stage.api.set("follower-latest", json!({ "name": "eel" }));
    }
}

async fn another_page_takes_over_from_one_that_freezes(stage: &TestPage) {
    let tabs = pages(stage, 3).await;
    let frozen = SetWebLifecycleStateParams::new(SetWebLifecycleStateState::Frozen);
    tabs[0].page().execute(frozen).await.unwrap();
    let taking_over = gap(stage, &tabs[1..]).await;
    assert!(taking_over < 2.1 * INTERVAL + 1.0, "{taking_over}");
    // Whoever took over keeps the interval.
    stage.api.set("follower-latest", json!({ "name": "eel" }));
    for tab in &tabs[1..] {
        follower(tab, "eel").await;
    }
    let polls = stage.api.polls();
    let [.., before, last] = polls.as_slice() else {
        panic!("{polls:?}")
    };
    assert!(last - before < 1.1 * INTERVAL + 1.0, "{polls:?}");
}

async fn another_credential_or_server_is_not_shared(stage: &TestPage) {
    let other = Stub::start().await;
    other.set("follower-latest", json!({ "name": "stoat" }));
    let address = stage.address(WIDGETS);
    let first = stage.live(WIDGETS).await;
    let second = stage
        .open(&address.replace(&format!("apikey={APIKEY}"), &format!("token={JWT}")))
        .await;
    let third = stage.open(&stage.address_at(&other.origin, WIDGETS)).await;
    for tab in [&first, &second, &third] {
        tab.wait_until_live().await;
    }
    follower(&third, "stoat").await;
    sleep(Duration::from_secs(12)).await;
    let polls = stage.api.polls();
    assert!(polls.len() >= 5, "{polls:?}");
    assert_ne!(first.text(".name").await.as_deref(), Some("stoat"));
    assert!(other.polls().len() >= 3, "{:?}", other.polls());
}

async fn the_shortest_interval_counts(stage: &TestPage) {
    let slow = stage.address(WIDGETS).replace("interval=5", "interval=600");
    let slow = stage.open(&slow).await;
    slow.wait_until_live().await;
    let quick = stage.live(WIDGETS).await;
    for name in ["owl", "eel", "stoat"] {
        stage.api.set("follower-latest", json!({ "name": name }));
        for tab in [&quick, &slow] {
            follower(tab, name).await;
        }
    }
    let polls = stage.api.polls();
    let last = &polls[polls.len() - 2..];
    assert!(last[1] - last[0] < 1.1 * INTERVAL + 1.0, "{polls:?}");
}

async fn without_locks_every_page_polls(stage: &TestPage) {
    let address = stage.address(WIDGETS);
    for _ in 0..2 {
        let tab = stage.tab((800, 600)).await;
        tab.prepare(
            "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined })",
        )
        .await;
        tab.goto(&address).await;
        tab.wait_until_live().await;
    }
    sleep(Duration::from_secs(12)).await;
    let polls = stage.api.polls();
    assert!((5..=8).contains(&polls.len()), "{polls:?}");
}

async fn words_of_a_foreign_page_are_no_news(stage: &TestPage) {
    let tab = stage.tab((800, 600)).await;
    tab.prepare("const Real = BroadcastChannel; window.names = [];
        window.BroadcastChannel = class extends Real { constructor(name) { super(name); names.push(name); } }")
        .await;
    tab.goto(&stage.address(WIDGETS)).await;
    tab.wait_until_live().await;
    let before = tab.text(".name").await;
    let names: Vec<String> = tab.eval("names").await;
    assert!(
        !names.is_empty() && !names.iter().any(|name| name.contains(APIKEY)),
        "{names:?}"
    );
    let _: bool = tab
        .eval(
            "(() => {
                const words = [null, 7, 'x', {}, [], [1], ['', 7], ['x', '', null, 1, 2], ['', '{}'], ['', '{}', null, NaN, 'x'],
                    ['', '[]', null, NaN, NaN], ['', 'x', null, -1e300, 1e300], ['server', '', null, 1e300, 1e300],
                    ['toString', '', null, 0, 0], new Array(1e6), new ArrayBuffer(8), document.title];
                for (const name of names) {
                    const channel = new Real(name);
                    for (const word of words) channel.postMessage(word);
                }
                return true;
            })()",
        )
        .await;
    sleep(Duration::from_secs(1)).await;
    assert_eq!(tab.text(".name").await, before);
    // It goes on in time, whatever the next poll was said to be.
    stage.api.set("follower-latest", json!({ "name": "owl" }));
    tab.back_online().await;
    follower(&tab, "owl").await;
    tab.wait_until_live().await;
}
