//! Changes that the gateway pushes, beside polls.

use super::stub::gateway::{
    Answer, Behaviour, ErrorCode, Frame, Gateway, SESSION_RESET, SESSION_UPDATE, Upgrade, When,
};
use super::stub::{APIKEY, CHANNEL, JWT};
use super::tab::Tab;
use super::test_page::{TestPage, in_both_engines};
use chromiumoxide::cdp::browser_protocol::page::CloseParams;
use serde_json::json;
use std::time::{Duration, Instant};

#[path = "push/leader.rs"]
mod leader;
#[path = "push/misbehaviour.rs"]
mod misbehaviour;
#[path = "push/order.rs"]
mod order;

in_both_engines! {
    a_frame_is_shown_at_once,
    a_frame_reaches_all_sources_over_one_socket,
    a_reset_replaces_the_session,
    a_burst_of_frames_costs_one_request,
    after_a_refusal_the_page_polls,
    after_a_loss_the_page_polls_and_reconnects,
    a_hidden_source_has_no_socket,
    without_the_option_there_is_no_socket,
    the_credential_stands_in_the_subscriptions_alone,
    a_key_that_no_session_had_is_drawn,
    all_pages_say_how_they_learn_of_changes,
}

const WIDGETS: &str = "widget=tip-goal&target=1000&widget=tip-latest&motion=off";
const GOAL: &str = "document.querySelector('[data-widget=tip-goal] .current').textContent";
const UPDATES: &str = "document.documentElement.dataset.updates";
const TIMEOUT: Duration = Duration::from_secs(14);

async fn open(page: &TestPage) -> Tab {
    let gateway = page.gateway().await;
    let query = format!("gateway={}&{WIDGETS}", gateway.address());
    let tab = page.open(&page.address(&query)).await;
    tab.wait_until_live().await;
    tab.wait_for(&format!("{UPDATES} === 'push'"), TIMEOUT)
        .await;
    tab
}

async fn wait_for_goal(tab: &Tab, figure: &str) {
    tab.wait_for(&format!("{GOAL} === '{figure}'"), TIMEOUT)
        .await;
}

/// Waits until no request has come for some time.
async fn settle(page: &TestPage) {
    let mut count = page.api.poll_times().len();
    loop {
        tokio::time::sleep(Duration::from_secs(3)).await;
        let now = page.api.poll_times().len();
        if now == count {
            return;
        }
        count = now;
    }
}

async fn a_frame_is_shown_at_once(page: &TestPage) {
    let tab = open(page).await;
    settle(page).await;
    let gateway = page.gateway().await;
    let requests = page.api.poll_times().len();
    for figure in 100..105 {
        let start = Instant::now();
        gateway.set(&page.api, "tip-goal", json!({ "amount": figure }));
        wait_for_goal(&tab, &figure.to_string()).await;
        assert!(start.elapsed() < Duration::from_secs(1), "{figure}");
    }
    assert_eq!(
        page.api.poll_times().len(),
        requests,
        "a request was needed"
    );
}

async fn a_frame_reaches_all_sources_over_one_socket(page: &TestPage) {
    let mut tabs = Vec::new();
    for _ in 0..4 {
        tabs.push(open(page).await);
    }
    let gateway = page.gateway().await;
    assert_eq!(gateway.connection_count(), 1);
    gateway.set(&page.api, "tip-goal", json!({ "amount": 321 }));
    for tab in &tabs {
        wait_for_goal(tab, "321").await;
    }
}

async fn a_reset_replaces_the_session(page: &TestPage) {
    for is_wrapped in [false, true] {
        let tab = open(page).await;
        let gateway = page.gateway().await;
        gateway.set(&page.api, "tip-goal", json!({ "amount": 77 }));
        wait_for_goal(&tab, "77").await;
        let entries = json!({ "tip-goal": { "amount": 5 }, "tip-latest": { "name": "ada" } });
        page.api.set("tip-goal", json!({ "amount": 5 }));
        let frame = if is_wrapped {
            Frame::wrapped_reset(entries)
        } else {
            Frame::reset(entries)
        };
        gateway.push(&frame);
        wait_for_goal(&tab, "5").await;
        tab.cdp().execute(CloseParams::default()).await.unwrap();
    }
}

async fn a_burst_of_frames_costs_one_request(page: &TestPage) {
    let tab = open(page).await;
    settle(page).await;
    let gateway = page.gateway().await;
    let requests = page.api.poll_times().len();
    let entries: Vec<_> = (1..=20)
        .map(|figure| ("tip-goal", json!({ "amount": figure })))
        .collect();
    page.api.set("tip-goal", json!({ "amount": 20 }));
    gateway.push_burst(entries);
    wait_for_goal(&tab, "20").await;
    settle(page).await;
    assert_eq!(page.api.poll_times().len(), requests + 1);
    assert_eq!(tab.eval::<String>(GOAL).await, "20");
}

async fn after_a_refusal_the_page_polls(page: &TestPage) {
    let gateway = page.gateway().await;
    gateway.answer(
        When::Topic(SESSION_UPDATE),
        Answer::refuse(ErrorCode::Unauthorized),
    );
    let query = format!("gateway={}&{WIDGETS}", gateway.address());
    let tab = page.open(&page.address(&query)).await;
    tab.wait_until_live().await;
    let is_refused =
        |gateway: &Gateway| gateway.connection_count() == 1 && gateway.open_count() == 0;
    gateway.wait_until("refusal", is_refused).await;
    page.api.set("tip-goal", json!({ "amount": 42 }));
    wait_for_goal(&tab, "42").await;
    assert_eq!(tab.eval::<String>(UPDATES).await, "poll");
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(gateway.connection_count(), 1);
}

async fn after_a_loss_the_page_polls_and_reconnects(page: &TestPage) {
    let tab = open(page).await;
    let gateway = page.gateway().await;
    gateway.drop_connections();
    tab.wait_for(&format!("{UPDATES} === 'poll'"), TIMEOUT)
        .await;
    page.api.set("tip-goal", json!({ "amount": 43 }));
    wait_for_goal(&tab, "43").await;
    tab.wait_for(&format!("{UPDATES} === 'push'"), TIMEOUT)
        .await;
    assert_eq!(gateway.connection_count(), 2);
    gateway.set(&page.api, "tip-goal", json!({ "amount": 44 }));
    wait_for_goal(&tab, "44").await;
}

async fn a_hidden_source_has_no_socket(page: &TestPage) {
    let tab = open(page).await;
    let gateway = page.gateway().await;
    tab.set_visible(super::emulation::HideBy::Obs, false).await;
    gateway
        .wait_until("close", |gateway: &Gateway| gateway.open_count() == 0)
        .await;
    tab.set_visible(super::emulation::HideBy::Obs, true).await;
    tab.wait_for(&format!("{UPDATES} === 'push'"), TIMEOUT)
        .await;
    // Also if its data is fresh.
    settle(page).await;
    tab.dispatch_online().await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    for is_visible in [false, true] {
        tab.set_visible(super::emulation::HideBy::Obs, is_visible)
            .await;
    }
    tab.wait_for(&format!("{UPDATES} === 'poll'"), Duration::ZERO)
        .await;
    let soon = Duration::from_secs(4);
    tab.wait_for(&format!("{UPDATES} === 'push'"), soon).await;
}

async fn without_the_option_there_is_no_socket(page: &TestPage) {
    let gateway = page.gateway().await;
    for options in ["updates=poll", ""] {
        let address = match options {
            "" => page.address(WIDGETS),
            _ => page.address(&format!(
                "{options}&gateway={}&{WIDGETS}",
                gateway.address()
            )),
        };
        let tab = page.open(&address).await;
        tab.wait_until_live().await;
        assert_eq!(tab.eval::<String>(UPDATES).await, "poll", "{options}");
    }
    assert_eq!(gateway.connection_count(), 0);
}

async fn the_credential_stands_in_the_subscriptions_alone(page: &TestPage) {
    let gateway = page.gateway().await;
    let query = format!("gateway={}&{WIDGETS}", gateway.address());
    let address = page.address(&query);
    let with_jwt = address.replace(&format!("apikey={APIKEY}"), &format!("token={JWT}"));
    for (address, token_type, token) in [(address, "apikey", APIKEY), (with_jwt, "jwt", JWT)] {
        let before = gateway.commands().len();
        let tab = page.open(&address).await;
        tab.wait_for(&format!("{UPDATES} === 'push'"), TIMEOUT)
            .await;
        let commands = gateway.commands().split_off(before);
        let topics = [SESSION_UPDATE, SESSION_RESET];
        assert_eq!(commands.len(), topics.len());
        for (command, topic) in commands.iter().zip(topics) {
            let expected = json!({
                "topic": topic, "room": CHANNEL, "token": token, "token_type": token_type,
            });
            assert_eq!(command.json["type"], "subscribe");
            assert_eq!(command.json["data"], expected);
        }
        assert!(commands[1].at - commands[0].at >= 0.1, "{commands:?}");
    }
    for upgrade in gateway.upgrades() {
        let text = format!("{upgrade:?}");
        assert!(!text.contains(APIKEY) && !text.contains(JWT), "{text}");
    }
}

async fn a_key_that_no_session_had_is_drawn(page: &TestPage) {
    let gateway = page.gateway().await;
    let query = format!(
        "gateway={}&widget=raid-train-latest&motion=off",
        gateway.address()
    );
    let tab = page.open(&page.address(&query)).await;
    tab.wait_for(&format!("{UPDATES} === 'push'"), TIMEOUT)
        .await;
    settle(page).await;
    assert_eq!(tab.text(".name").await, None);
    let requests = page.api.poll_times().len();
    gateway.push_update("raid-train-latest", json!({ "name": "owl" }));
    tab.wait_for(
        "document.querySelector('.name')?.textContent === 'owl'",
        TIMEOUT,
    )
    .await;
    assert_eq!(page.api.poll_times().len(), requests);
}

async fn all_pages_say_how_they_learn_of_changes(page: &TestPage) {
    page.expect_console("WebSocket connection to");
    let gateway = page.gateway().await;
    let query = format!("gateway={}", gateway.address());
    let overlay = page
        .open(&page.address(&format!("{query}&debug=on&{WIDGETS}")))
        .await;
    overlay.wait_for_text("Updates: pushed").await;
    let dock = page.tab((400, 900)).await;
    let (base, api) = (&page.site.base, &page.api.origin);
    let address = format!("{base}?page=dock&channel={CHANNEL}&api={api}&{query}#apikey={APIKEY}");
    dock.goto(&address).await;
    dock.wait_for_text("changes are pushed").await;
    assert_eq!(dock.eval::<String>(UPDATES).await, "push");
    let configurator = page.open_configurator(&query).await;
    configurator.fill("Overlay token or address", APIKEY).await;
    configurator
        .wait_for_text("Changes are pushed at once.")
        .await;

    gateway.behave(Behaviour {
        upgrade: Upgrade::Refuse(502),
        ..Behaviour::default()
    });
    gateway.drop_connections();
    overlay.wait_for_text("Updates: polled").await;
    dock.wait_for_text("changes are polled").await;
    let configurator = page
        .open_configurator(&format!("{query}&channel={CHANNEL}#apikey={APIKEY}"))
        .await;
    configurator
        .wait_for_text("Changes are polled, because")
        .await;
}
