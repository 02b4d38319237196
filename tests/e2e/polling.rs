//! When the page polls, and what a poll changes.

use super::emulation::{HideBy, visibility_script};
use super::stub::StubResponse;
use super::test_page::{TestPage, in_both_engines};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    a_changed_session_changes_the_page,
    an_unchanged_poll_changes_nothing_in_the_page,
    polls_come_at_the_interval,
    polls_do_not_overlap,
    a_source_hidden_in_obs_does_not_poll,
    a_hidden_document_does_not_poll,
    a_page_that_starts_hidden_polls_when_it_is_shown,
    a_page_with_fresh_data_is_not_polled_when_shown,
    a_page_back_online_polls_at_once,
    an_unauthorized_page_waits_five_minutes,
    retry_after_is_respected,
}

const WIDGETS: &str =
    "widget=tip-goal&target=10000&widget=tip-latest&widget=follower-total&widget=tip-recent";
const SECOND: Duration = Duration::from_secs(1);

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

async fn a_changed_session_changes_the_page(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    let updated = tab.root_data("updated").await.unwrap();
    assert_eq!(
        tab.text("[data-widget=follower-total] .value").await,
        Some("49".to_owned())
    );
    page.api.set("follower-total", json!({ "count": 1050 }));
    page.api
        .set("tip-latest", json!({ "name": "tofu_rocket", "amount": 12 }));
    tab.wait_for(
        "document.querySelector('[data-widget=tip-latest][data-changed]')",
        seconds(7.0),
    )
    .await;
    assert_eq!(
        tab.text("[data-widget=follower-total] .value").await,
        Some("1,050".to_owned())
    );
    assert_eq!(
        tab.text("[data-widget=tip-latest] .name").await,
        Some("tofu_rocket".to_owned())
    );
    assert_ne!(tab.root_data("updated").await.unwrap(), updated);
    assert_eq!(tab.count("[data-widget=tip-goal][data-changed]").await, 0);
    tab.wait_for("!document.querySelector('[data-changed]')", seconds(4.0))
        .await;
}

async fn an_unchanged_poll_changes_nothing_in_the_page(page: &TestPage) {
    let document = include_str!("../fixtures/session-2018.json");
    let moved = document.replace("2018-05-10T11:24:04.128Z", "2018-05-10T11:29:44.004Z");
    assert_ne!(document, moved);
    page.api.respond([
        StubResponse::json(document),
        StubResponse::json(document),
        StubResponse::json(&moved),
    ]);
    let tab = page.live(WIDGETS).await;
    let _: i32 = tab
        .eval(
            "window.seen = []; new MutationObserver((records) => seen.push(...records.map((record) =>
                `${record.type} ${record.attributeName} ${record.target.nodeName}`))).observe(document,
                { attributes: true, characterData: true, childList: true, subtree: true }); 0",
        )
        .await;
    while page.api.poll_times().len() < 4 {
        sleep(seconds(0.1)).await;
    }
    sleep(SECOND).await;
    assert_eq!(tab.eval::<Vec<String>>("seen").await, Vec::<String>::new());
}

async fn polls_come_at_the_interval(page: &TestPage) {
    let _tab = page.live("widget=follower-latest").await;
    sleep(seconds(11.6)).await;
    let polls = page.api.poll_times();
    assert_eq!(polls.len(), 3, "{polls:?}");
    for pair in polls.windows(2) {
        let gap = pair[1] - pair[0];
        assert!((4.4..6.2).contains(&gap), "{polls:?}");
    }
}

async fn polls_do_not_overlap(page: &TestPage) {
    let document = include_str!("../fixtures/session-2018.json");
    let slow = StubResponse::json(document).with_delay(seconds(6.0));
    let dripping = StubResponse::json(document).with_pause(seconds(6.0));
    page.api.respond([slow, dripping, StubResponse::Session]);
    let tab = page.open(&page.address("widget=follower-latest")).await;
    while page.api.poll_times().is_empty() {
        sleep(seconds(0.1)).await;
    }
    // None of these events starts a second poll.
    for _ in 0..8 {
        sleep(seconds(0.6)).await;
        tab.dispatch_online().await;
        tab.set_visible(HideBy::Obs, false).await;
        tab.set_visible(HideBy::Obs, true).await;
    }
    tab.wait_until_live().await;
    while page.api.poll_times().len() < 3 {
        sleep(seconds(0.1)).await;
    }
    assert_eq!(page.api.max_concurrent(), 1);
}

async fn a_source_hidden_in_obs_does_not_poll(page: &TestPage) {
    a_hidden_page_does_not_poll(page, HideBy::Obs).await;
}

async fn a_hidden_document_does_not_poll(page: &TestPage) {
    a_hidden_page_does_not_poll(page, HideBy::Document).await;
}

async fn a_hidden_page_does_not_poll(page: &TestPage, by: HideBy) {
    let tab = page.live("widget=follower-latest").await;
    tab.set_visible(by, false).await;
    sleep(seconds(8.0)).await;
    assert_eq!(page.api.poll_times().len(), 1);
    page.api
        .set("follower-latest", json!({ "name": "lowpolylou" }));
    tab.set_visible(by, true).await;
    tab.wait_for(
        "document.querySelector('.name').textContent === 'lowpolylou'",
        seconds(1.5),
    )
    .await;
    assert_eq!(page.api.poll_times().len(), 2);
    sleep(seconds(6.5)).await;
    assert_eq!(page.api.poll_times().len(), 3);
}

async fn a_page_that_starts_hidden_polls_when_it_is_shown(page: &TestPage) {
    let tab = page.tab(super::test_page::SIZE).await;
    tab.add_init_script(&visibility_script(false)).await;
    tab.goto(&page.address("widget=follower-latest")).await;
    tab.wait_for_status("waiting", seconds(15.0)).await;
    sleep(seconds(2.5)).await;
    assert!(page.api.poll_times().is_empty());
    tab.set_visible(HideBy::Document, true).await;
    tab.wait_for_status("live", seconds(2.0)).await;
}

async fn a_page_with_fresh_data_is_not_polled_when_shown(page: &TestPage) {
    let tab = page.live("widget=follower-latest").await;
    for by in [HideBy::Obs, HideBy::Document] {
        tab.set_visible(by, false).await;
        tab.set_visible(by, true).await;
    }
    let polled = page.api.poll_times()[0];
    sleep(seconds((polled + 4.0 - page.api.now()).max(0.0))).await;
    assert_eq!(page.api.poll_times().len(), 1);
    tab.wait_for("true", SECOND).await;
    sleep(seconds(2.2)).await;
    assert_eq!(
        page.api.poll_times().len(),
        2,
        "the schedule has not changed"
    );
}

async fn a_page_back_online_polls_at_once(page: &TestPage) {
    let tab = page.live("widget=follower-latest").await;
    sleep(seconds(2.4)).await;
    assert_eq!(page.api.poll_times().len(), 1);
    tab.dispatch_online().await;
    sleep(seconds(0.7)).await;
    assert_eq!(page.api.poll_times().len(), 2);
}

async fn an_unauthorized_page_waits_five_minutes(page: &TestPage) {
    page.expect_failed_requests();
    page.api.respond([StubResponse::status(401)]);
    let tab = page.open(&page.address("widget=follower-latest")).await;
    tab.wait_for_status("down", seconds(15.0)).await;
    sleep(seconds(12.0)).await;
    let methods: Vec<String> = page
        .api
        .requests()
        .into_iter()
        .map(|call| call.method)
        .collect();
    assert_eq!(methods, ["OPTIONS", "GET"]);
}

async fn retry_after_is_respected(page: &TestPage) {
    page.expect_failed_requests();
    let limited = StubResponse::status(429)
        .with_header("retry-after", "9")
        .with_header("access-control-expose-headers", "Retry-After");
    page.api.respond([limited, StubResponse::Session]);
    let tab = page.open(&page.address("widget=follower-latest")).await;
    tab.wait_for_status("down", seconds(15.0)).await;
    assert_eq!(
        tab.root_data("fault").await,
        Some("rate-limited".to_owned())
    );
    sleep(seconds(5.0)).await;
    // Coming back online must not poll before the time that the server asked for.
    tab.dispatch_online().await;
    tab.wait_until_live().await;
    let polls = page.api.poll_times();
    let gap = polls[1] - polls[0];
    assert!((8.9..11.0).contains(&gap), "{polls:?}");
}
