//! When the page asks the server, and what a poll changes.

use super::stub::Answer;
use super::tab::{HideBy, hidden_script};
use super::test_page::{TestPage, in_both_engines};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    a_session_that_changes_changes_the_page,
    an_unchanged_poll_changes_nothing_in_the_page,
    polls_come_at_the_interval,
    no_two_polls_are_under_way_at_once,
    a_source_hidden_in_obs_does_not_poll,
    a_hidden_document_does_not_poll,
    a_page_that_starts_hidden_polls_when_it_is_shown,
    what_is_fresh_is_not_polled_again_when_shown,
    a_page_back_online_polls_at_once,
    an_unauthorized_page_stays_away,
    retry_after_is_honoured,
}

const WIDGETS: &str =
    "widget=tip-goal&target=10000&widget=tip-latest&widget=follower-total&widget=tip-recent";
const SECOND: Duration = Duration::from_secs(1);

fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

async fn a_session_that_changes_changes_the_page(stage: &TestPage) {
    let tab = stage.live(WIDGETS).await;
    let updated = tab.mark("updated").await.unwrap();
    assert_eq!(
        tab.text("[data-widget=follower-total] .value").await,
        Some("49".to_owned())
    );
    stage.api.set("follower-total", json!({ "count": 1050 }));
    stage
        .api
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
    assert_ne!(tab.mark("updated").await.unwrap(), updated);
    assert_eq!(tab.count("[data-widget=tip-goal][data-changed]").await, 0);
    tab.wait_for("!document.querySelector('[data-changed]')", seconds(4.0))
        .await;
}

async fn an_unchanged_poll_changes_nothing_in_the_page(stage: &TestPage) {
    let document = include_str!("../fixtures/session-2018.json");
    let moved = document.replace("2018-05-10T11:24:04.128Z", "2018-05-10T11:29:44.004Z");
    assert_ne!(document, moved);
    stage.api.answer([
        Answer::json(document),
        Answer::json(document),
        Answer::json(&moved),
    ]);
    let tab = stage.live(WIDGETS).await;
    let _: i32 = tab
        .eval(
            "window.seen = []; new MutationObserver((records) => seen.push(...records.map((record) =>
                `${record.type} ${record.attributeName} ${record.target.nodeName}`))).observe(document,
                { attributes: true, characterData: true, childList: true, subtree: true }); 0",
        )
        .await;
    while stage.api.polls().len() < 4 {
        sleep(seconds(0.1)).await;
    }
    sleep(SECOND).await;
    assert_eq!(tab.eval::<Vec<String>>("seen").await, Vec::<String>::new());
}

async fn polls_come_at_the_interval(stage: &TestPage) {
    let _tab = stage.live("widget=follower-latest").await;
    sleep(seconds(11.6)).await;
    let polls = stage.api.polls();
    assert_eq!(polls.len(), 3, "{polls:?}");
    for pair in polls.windows(2) {
        let gap = pair[1] - pair[0];
        assert!((4.4..6.2).contains(&gap), "{polls:?}");
    }
}

async fn no_two_polls_are_under_way_at_once(stage: &TestPage) {
    let document = include_str!("../fixtures/session-2018.json");
    let slow = Answer::json(document).after(seconds(6.0));
    let dripping = Answer::json(document).pausing(seconds(6.0));
    stage.api.answer([slow, dripping, Answer::Session]);
    let tab = stage.open(&stage.address("widget=follower-latest")).await;
    while stage.api.polls().is_empty() {
        sleep(seconds(0.1)).await;
    }
    // Whatever tells it to hurry, it has asked already.
    for _ in 0..8 {
        sleep(seconds(0.6)).await;
        tab.back_online().await;
        tab.show(HideBy::Obs, false).await;
        tab.show(HideBy::Obs, true).await;
    }
    tab.wait_until_live().await;
    while stage.api.polls().len() < 3 {
        sleep(seconds(0.1)).await;
    }
    assert_eq!(stage.api.busiest(), 1);
}

async fn a_source_hidden_in_obs_does_not_poll(stage: &TestPage) {
    hidden_means_no_polling(stage, HideBy::Obs).await;
}

async fn a_hidden_document_does_not_poll(stage: &TestPage) {
    hidden_means_no_polling(stage, HideBy::Document).await;
}

async fn hidden_means_no_polling(stage: &TestPage, way: HideBy) {
    let tab = stage.live("widget=follower-latest").await;
    tab.show(way, false).await;
    sleep(seconds(8.0)).await;
    assert_eq!(stage.api.polls().len(), 1);
    stage
        .api
        .set("follower-latest", json!({ "name": "lowpolylou" }));
    tab.show(way, true).await;
    tab.wait_for(
        "document.querySelector('.name').textContent === 'lowpolylou'",
        seconds(1.5),
    )
    .await;
    assert_eq!(stage.api.polls().len(), 2);
    sleep(seconds(6.5)).await;
    assert_eq!(stage.api.polls().len(), 3);
}

async fn a_page_that_starts_hidden_polls_when_it_is_shown(stage: &TestPage) {
    let tab = stage.tab(super::test_page::SIZE).await;
    tab.prepare(&hidden_script(true)).await;
    tab.goto(&stage.address("widget=follower-latest")).await;
    tab.wait_for_status("waiting", seconds(15.0)).await;
    sleep(seconds(2.5)).await;
    assert!(stage.api.polls().is_empty());
    tab.show(HideBy::Document, true).await;
    tab.wait_for_status("live", seconds(2.0)).await;
}

async fn what_is_fresh_is_not_polled_again_when_shown(stage: &TestPage) {
    let tab = stage.live("widget=follower-latest").await;
    for way in [HideBy::Obs, HideBy::Document] {
        tab.show(way, false).await;
        tab.show(way, true).await;
    }
    let polled = stage.api.polls()[0];
    sleep(seconds((polled + 4.0 - stage.api.now()).max(0.0))).await;
    assert_eq!(stage.api.polls().len(), 1);
    tab.wait_for("true", SECOND).await;
    sleep(seconds(2.2)).await;
    assert_eq!(stage.api.polls().len(), 2, "the plan stands");
}

async fn a_page_back_online_polls_at_once(stage: &TestPage) {
    let tab = stage.live("widget=follower-latest").await;
    sleep(seconds(2.4)).await;
    assert_eq!(stage.api.polls().len(), 1);
    tab.back_online().await;
    sleep(seconds(0.7)).await;
    assert_eq!(stage.api.polls().len(), 2);
}

async fn an_unauthorized_page_stays_away(stage: &TestPage) {
    stage.expect_failed_requests();
    stage.api.answer([Answer::status(401)]);
    let tab = stage.open(&stage.address("widget=follower-latest")).await;
    tab.wait_for_status("down", seconds(15.0)).await;
    sleep(seconds(12.0)).await;
    let methods: Vec<String> = stage
        .api
        .calls()
        .into_iter()
        .map(|call| call.method)
        .collect();
    assert_eq!(methods, ["OPTIONS", "GET"]);
}

async fn retry_after_is_honoured(stage: &TestPage) {
    stage.expect_failed_requests();
    let limited = Answer::status(429)
        .header("retry-after", "9")
        .header("access-control-expose-headers", "Retry-After");
    stage.api.answer([limited, Answer::Session]);
    let tab = stage.open(&stage.address("widget=follower-latest")).await;
    tab.wait_for_status("down", seconds(15.0)).await;
    assert_eq!(tab.mark("fault").await, Some("rate-limited".to_owned()));
    sleep(seconds(5.0)).await;
    // Nobody who looks may undo the server's wish.
    tab.back_online().await;
    tab.wait_until_live().await;
    let polls = stage.api.polls();
    let gap = polls[1] - polls[0];
    assert!((8.9..11.0).contains(&gap), "{polls:?}");
}
