//! What goes wrong on the way, before the first session and after it.

use super::stage::{SIZE, Stage, in_both_engines};
use super::stub::{Answer, Stub};
use futures::StreamExt;
use std::time::Duration;

in_both_engines! {
    refusals_are_told_apart_and_outlived,
    errors_of_the_server_are_outlived,
    answers_of_another_shape_are_outlived,
    answers_that_are_no_json_are_outlived,
    broken_connections_are_outlived,
    a_server_that_hangs_is_given_up_after_ten_seconds,
    a_server_that_is_not_there_is_unreachable,
    redirects_within_the_origin_are_followed,
}

/// A way to fail, the name it has in the markup, and whether a person must act.
struct Failing {
    how: Answer,
    fault: &'static str,
    advises: bool,
}

fn failing(how: Answer, fault: &'static str) -> Failing {
    Failing {
        how,
        fault,
        advises: false,
    }
}

fn refusing(status: u16, fault: &'static str) -> Failing {
    Failing {
        how: Answer::status(status),
        fault,
        advises: true,
    }
}

async fn refusals_are_told_apart_and_outlived(stage: &Stage) {
    outlived(
        stage,
        vec![
            refusing(401, "unauthorized"),
            refusing(403, "forbidden"),
            refusing(404, "unknown-channel"),
            failing(Answer::status(429), "rate-limited"),
            // An odd status without a rule of its own.
            failing(Answer::status(400), "server"),
        ],
    )
    .await;
}

async fn errors_of_the_server_are_outlived(stage: &Stage) {
    let page = "<!doctype html><title>520</title><h1>Web server is returning an unknown error</h1>";
    outlived(
        stage,
        vec![
            failing(Answer::status(500), "server"),
            failing(Answer::status(503).without_cors(), "unreachable"),
            failing(Answer::text(520, "text/html", page), "server"),
            failing(Answer::text(502, "text/html", "").gzip(), "server"),
        ],
    )
    .await;
}

async fn answers_of_another_shape_are_outlived(stage: &Stage) {
    let shapes = [
        "[]",
        "null",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":[]}"#,
        r#"{"data":"x"}"#,
    ];
    let shapes = shapes
        .iter()
        .map(|shape| failing(Answer::json(shape), "unreadable"));
    outlived(stage, shapes.collect()).await;
}

async fn answers_that_are_no_json_are_outlived(stage: &Stage) {
    let document = include_str!("../fixtures/session-2018.json");
    let (truncated, _) = document.split_at(document.len() / 2);
    outlived(
        stage,
        vec![
            failing(Answer::json(truncated), "unreadable"),
            failing(Answer::json(""), "unreadable"),
            failing(Answer::text(204, "text/plain", ""), "unreadable"),
            failing(
                Answer::text(200, "text/html", "<!doctype html><p>Down</p>"),
                "unreadable",
            ),
            failing(Answer::json(&"[".repeat(100_000)), "unreadable"),
        ],
    )
    .await;
}

async fn broken_connections_are_outlived(stage: &Stage) {
    let document = include_str!("../fixtures/session-2018.json");
    stage.expect("Content Security Policy");
    let elsewhere = Stub::start().await;
    let other = format!("{}/moved", elsewhere.origin);
    outlived(
        stage,
        vec![
            failing(Answer::Reset, "unreachable"),
            failing(Answer::json(document).without_cors(), "unreachable"),
            failing(
                Answer::json(document).header("content-length", "99999"),
                "unreachable",
            ),
            failing(Answer::redirect(&other), "unreachable"),
        ],
    )
    .await;
}

async fn a_server_that_hangs_is_given_up_after_ten_seconds(stage: &Stage) {
    let document = include_str!("../fixtures/session-2018.json");
    outlived(
        stage,
        vec![
            failing(Answer::Hang, "timeout"),
            failing(
                Answer::json(document).pausing(Duration::from_secs(30)),
                "timeout",
            ),
        ],
    )
    .await;
}

/// Each fault: without a session nothing is drawn but a card for who must act;
/// then a session comes, stays through the fault, and is live again after it.
async fn outlived(stage: &Stage, ways: Vec<Failing>) {
    stage.expect_failed_requests();
    futures::stream::iter(ways)
        .for_each_concurrent(3, |failing| one(stage, failing))
        .await;
}

async fn one(
    stage: &Stage,
    Failing {
        how,
        fault,
        advises,
    }: Failing,
) {
    let what: String = format!("{how:?}").chars().take(120).collect();
    let limit = Duration::from_secs(if fault == "timeout" { 20 } else { 15 });
    let api = Stub::start().await;
    api.answer([how.clone()]);
    let tab = stage.tab(SIZE).await;
    tab.goto(&stage.address_at(
        &api.origin,
        "widget=tip-latest&widget=tip-goal&target=10000",
    ))
    .await;
    tab.wait_for_status("down", limit).await;
    if fault == "timeout" {
        let waited = api.now() - api.polls()[0];
        assert!((9.5..12.5).contains(&waited), "{waited} s, {what}");
    }
    assert_eq!(tab.mark("fault").await.as_deref(), Some(fault), "{what}");
    assert_eq!(
        tab.count(".problem[role=alert]").await,
        usize::from(advises),
        "{what}"
    );
    let pixels = tab.shoot(&stage.folder(), &format!("down-{fault}")).await;
    assert_eq!(pixels.all, u64::from(SIZE.0) * u64::from(SIZE.1));
    assert_eq!(pixels.drawn > 0, advises, "{what}: {pixels:?}");

    api.answer([Answer::Session]);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    tab.back_online().await;
    tab.wait_for_status("live", limit).await;
    assert_eq!(tab.mark("fault").await, None, "{what}");
    assert_eq!(tab.count(".problem").await, 0, "{what}");
    let shown: String = tab.eval("document.body.innerText").await;
    assert!(shown.contains("rhaegal_meh"), "{what}: {shown}");

    api.answer([how]);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    tab.back_online().await;
    tab.wait_for_status("stale", limit).await;
    assert_eq!(tab.mark("fault").await.as_deref(), Some(fault), "{what}");
    assert_eq!(
        tab.eval::<String>("document.body.innerText").await,
        shown,
        "{what}"
    );
    assert_eq!(tab.count(".problem").await, 0, "{what}");

    api.answer([Answer::Session]);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    tab.back_online().await;
    tab.wait_for_status("live", limit).await;
    assert_eq!(tab.mark("fault").await, None, "{what}");
}

async fn a_server_that_is_not_there_is_unreachable(stage: &Stage) {
    stage.expect_failed_requests();
    let gone = Stub::start().await;
    let origin = gone.origin.clone();
    drop(gone);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let tab = stage
        .open(&stage.address_at(&origin, "widget=tip-latest"))
        .await;
    tab.wait_for_status("down", Duration::from_secs(15)).await;
    assert_eq!(tab.mark("fault").await.as_deref(), Some("unreachable"));
    assert_eq!(tab.shoot(&stage.folder(), "down-gone").await.drawn, 0);
}

async fn redirects_within_the_origin_are_followed(stage: &Stage) {
    let within = format!("{}/moved", stage.api.origin);
    stage.api.answer([Answer::redirect(&within)]);
    let tab = stage.live("widget=tip-latest").await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}
