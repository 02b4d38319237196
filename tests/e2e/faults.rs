//! Failed polls, before the first session and after it.

use super::proxy::Network;
use super::stub::{Stub, StubResponse};
use super::test_page::{TestPage, in_both_engines};
use recovery::{Case, Cause, INTERVAL, LATE, Outcome, check_recovery, report};
use serde_json::json;
use std::time::Duration;

#[path = "faults/recovery.rs"]
mod recovery;

in_both_engines! {
    rejections_are_distinguished,
    server_errors_are_transient,
    json_of_another_shape_is_unreadable,
    text_that_is_not_json_is_unreadable,
    unusual_answers_with_a_session_are_accepted,
    broken_answers_are_unreachable,
    cut_connections_are_unreachable,
    requests_time_out_after_ten_seconds,
    an_alternating_server_is_polled_at_the_interval,
    a_missing_server_is_unreachable,
    redirects_within_the_origin_are_followed,
}

const DOCUMENT: &str = include_str!("../fixtures/session-2018.json");
/// A number of bytes that ends within the body of a response.
const IN_BODY: usize = 700;

fn response(name: &'static str, response: StubResponse, fault: &'static str) -> Case {
    Case::new(name, Cause::Response(response), Outcome::Transient(fault))
}

fn rejection(name: &'static str, status: u16, fault: &'static str) -> Case {
    let cause = Cause::Response(StubResponse::status(status));
    Case::new(name, cause, Outcome::Permanent(fault))
}

fn network(name: &'static str, network: Network, fault: &'static str) -> Case {
    Case::new(name, Cause::Network(network), Outcome::Transient(fault))
}

async fn rejections_are_distinguished(page: &TestPage) {
    let limited = StubResponse::status(429)
        .with_header("retry-after", "8")
        .with_header("access-control-expose-headers", "Retry-After");
    let retry_after = Case {
        min_gap: 7.9,
        max_recovery: 8.0 + LATE,
        ..response("429, Retry-After: 8", limited, "rate-limited")
    };
    let cases = [
        rejection("401", 401, "unauthorized"),
        rejection("403", 403, "forbidden"),
        rejection("404", 404, "unknown-channel"),
        response("429", StubResponse::status(429), "rate-limited"),
        retry_after,
        // A status without a rule of its own.
        response("400", StubResponse::status(400), "server"),
    ];
    check_recovery(page, cases).await;
}

async fn server_errors_are_transient(page: &TestPage) {
    let html = |status| {
        let body =
            "<!doctype html><title>Bad</title><h1>Web server is returning an unknown error</h1>";
        StubResponse::text(status, "text/html", body)
    };
    let without_cors = StubResponse::status(503).without_cors();
    let cases = [
        response("500", StubResponse::status(500), "server"),
        response("502, HTML", html(502).gzip(), "server"),
        response("520, HTML", html(520), "server"),
        response("503 without CORS headers", without_cors, "unreachable"),
    ];
    check_recovery(page, cases).await;
}

async fn json_of_another_shape_is_unreadable(page: &TestPage) {
    let shapes = [
        ("[]", "[]"),
        ("null", "null"),
        ("a number", "7"),
        ("a string", r#""ok""#),
        ("{}", "{}"),
        ("data: null", r#"{"data":null}"#),
        ("data: []", r#"{"data":[]}"#),
        ("data: a string", r#"{"data":"x"}"#),
    ];
    let cases = shapes.map(|(name, shape)| response(name, StubResponse::json(shape), "unreadable"));
    check_recovery(page, cases).await;
}

async fn text_that_is_not_json_is_unreadable(page: &TestPage) {
    let (truncated, _) = DOCUMENT.split_at(DOCUMENT.len() / 2);
    let html = StubResponse::text(200, "text/html", "<!doctype html><p>Down</p>");
    let no_content = StubResponse::text(204, "text/plain", "");
    let cases = [
        ("truncated JSON", StubResponse::json(truncated)),
        ("an empty body", StubResponse::json("")),
        ("204", no_content),
        ("200, HTML", html),
        ("10,000 brackets", StubResponse::json(&"[".repeat(10_000))),
    ];
    let cases = cases.map(|(name, text)| response(name, text, "unreadable"));
    check_recovery(page, cases).await;
}

async fn unusual_answers_with_a_session_are_accepted(page: &TestPage) {
    let with_entry = |key: &str, value: &str| {
        let entry = format!("\"data\":{{\"{key}\":{value},");
        let text = DOCUMENT.replacen("\"data\": {", &entry, 1);
        assert_ne!(text, DOCUMENT);
        Cause::Response(StubResponse::json(&text))
    };
    let deep = ["[".repeat(10_000), "]".repeat(10_000)].concat();
    let event = json!({ "name": "x".repeat(90), "amount": 1 }).to_string();
    let large = format!("[{}]", vec![event; 50_000].join(","));
    assert!(large.len() > 5_000_000);
    let plain = StubResponse::text(200, "text/plain", DOCUMENT);
    let latency = Network::Latency(Duration::from_millis(1_500));
    let cases = [
        ("depth 10,000", with_entry("deep-one", &deep)),
        ("5 MB", with_entry("large-one", &large)),
        ("text/plain", Cause::Response(plain)),
        ("3 s of latency", Cause::Network(latency)),
    ];
    let cases = cases.map(|(name, cause)| Case::new(name, cause, Outcome::Live));
    check_recovery(page, cases).await;
}

async fn broken_answers_are_unreachable(page: &TestPage) {
    page.expect_console("Content Security Policy");
    let other_origin = Stub::start().await;
    let redirect = StubResponse::redirect(&format!("{}/moved", other_origin.origin));
    let too_short = StubResponse::json(DOCUMENT).with_header("content-length", "99999");
    let without_cors = StubResponse::json(DOCUMENT).without_cors();
    let cases = [
        ("reset", StubResponse::Reset),
        ("200 without CORS headers", without_cors),
        ("a body too short", too_short),
        ("redirect to another origin", redirect),
    ];
    let cases = cases.map(|(name, broken)| response(name, broken, "unreachable"));
    check_recovery(page, cases).await;
}

async fn cut_connections_are_unreachable(page: &TestPage) {
    let cases = [
        ("reset before the head", Network::Reset(0)),
        ("reset in the head", Network::Reset(40)),
        ("reset in the body", Network::Reset(IN_BODY)),
        ("closed in the body", Network::Closed(IN_BODY)),
    ];
    let cases = cases.map(|(name, cut)| network(name, cut, "unreachable"));
    check_recovery(page, cases).await;
}

async fn requests_time_out_after_ten_seconds(page: &TestPage) {
    let pause = StubResponse::json(DOCUMENT).with_pause(Duration::from_secs(30));
    let throttled = Network::Throttled(Duration::from_millis(20));
    let cases = [
        response("no answer", StubResponse::Hang, "timeout"),
        response("half a body, then a pause", pause, "timeout"),
        network("stalled before the head", Network::Stalled(0), "timeout"),
        network("stalled in the body", Network::Stalled(IN_BODY), "timeout"),
        network("50 bytes a second", throttled, "timeout"),
    ];
    check_recovery(page, cases).await;
}

async fn an_alternating_server_is_polled_at_the_interval(page: &TestPage) {
    page.expect_failed_requests();
    let responses = [StubResponse::status(500), StubResponse::Session];
    page.api.respond(responses.into_iter().cycle().take(7));
    let tab = page.open(&page.address("widget=tip-latest")).await;
    tab.wait_for_status("down", Duration::from_secs(15)).await;
    let limit = Duration::from_secs(8);
    for _ in 0..2 {
        tab.wait_for_status("live", limit).await;
        tab.wait_for_status("stale", limit).await;
        assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    }
    let polls = page.api.poll_times();
    let mut gaps = polls.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(gaps.all(|gap| gap < 1.1 * INTERVAL + 0.6), "{polls:?}");
    assert_eq!(polls.len(), 5, "{polls:?}");
    report(
        page,
        "every second answer fails | down, then live and stale in turn, a request each interval | the same |",
    );
}

async fn a_missing_server_is_unreachable(page: &TestPage) {
    page.expect_failed_requests();
    let server = Stub::start().await;
    let origin = server.origin.clone();
    drop(server);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let address = page.address_at(&origin, "widget=tip-latest");
    let tab = page.open(&address).await;
    tab.wait_for_status("down", Duration::from_secs(15)).await;
    assert_eq!(tab.root_data("fault").await.as_deref(), Some("unreachable"));
    let pixels = tab.screenshot(&page.screenshot_dir(), "down-gone").await;
    assert_eq!(pixels.visible, 0);
}

async fn redirects_within_the_origin_are_followed(page: &TestPage) {
    let within = format!("{}/moved", page.api.origin);
    page.api.respond([StubResponse::redirect(&within)]);
    let tab = page.live("widget=tip-latest").await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}
