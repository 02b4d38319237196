//! A frame and the answer to a request in either order.

use super::{open, settle, wait_for_goal};
use crate::recording::FIGURE;
use crate::stub::StubResponse;
use crate::test_page::{TestPage, in_both_engines};
use serde_json::{Value, json};
use std::time::Duration;

in_both_engines! {
    an_older_answer_does_not_undo_a_frame,
    a_later_answer_counts_more_than_a_frame,
}

async fn an_older_answer_does_not_undo_a_frame(page: &TestPage) {
    let tab = open(page).await;
    settle(page).await;
    let document = include_str!("../../fixtures/session-2018.json");
    let mut document: Value = serde_json::from_str(document).unwrap();
    document["data"]["tip-goal"] = json!({ "amount": 10 });
    document["data"]["tip-latest"] = json!({ "name": "owl", "amount": 3 });
    let answer = StubResponse::json(&document.to_string()).with_delay(Duration::from_secs(3));
    page.api.respond([answer, StubResponse::Session]);
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 3 }));
    let polls = page.api.poll_times().len();
    tab.dispatch_online().await;
    while page.api.poll_times().len() == polls {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let gateway = page.gateway().await;
    gateway.set(&page.api, "tip-goal", json!({ "amount": 20 }));
    wait_for_goal(&tab, "20").await;
    tab.record(FIGURE).await;
    // What the answer says of other entries counts.
    let name = "document.querySelector('[data-widget=tip-latest] .name').textContent === 'owl'";
    tab.wait_for(name, Duration::from_secs(6)).await;
    settle(page).await;
    let shown = tab.records::<f64>().await;
    assert!(
        shown.iter().all(|&figure| (figure - 20.0).abs() < 0.01),
        "{shown:?}"
    );
}

async fn a_later_answer_counts_more_than_a_frame(page: &TestPage) {
    let tab = open(page).await;
    settle(page).await;
    let gateway = page.gateway().await;
    gateway.set(&page.api, "tip-goal", json!({ "amount": 20 }));
    wait_for_goal(&tab, "20").await;
    page.api.set("tip-goal", json!({ "amount": 15 }));
    wait_for_goal(&tab, "15").await;
    settle(page).await;
    wait_for_goal(&tab, "15").await;
}
