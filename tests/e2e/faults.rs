//! What goes wrong on the way, before the first session and after it.
//!
//! Long because it is one table, and what is held of each of its rows.

use super::proxy::{Network, Proxy};
use super::stub::{Stub, StubResponse};
use super::tab::Tab;
use super::test_page::{SIZE, TestPage, in_both_engines};
use futures::StreamExt;
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};

in_both_engines! {
    refusals_are_told_apart_and_outlived,
    errors_of_the_server_are_outlived,
    answers_of_another_shape_are_outlived,
    answers_that_are_no_json_are_outlived,
    odd_answers_are_taken,
    broken_connections_are_outlived,
    bad_lines_are_outlived,
    what_takes_too_long_is_given_up_after_ten_seconds,
    a_server_that_flaps_is_asked_at_the_interval,
    a_server_that_is_not_there_is_unreachable,
    redirects_within_the_origin_are_followed,
}

const DOCUMENT: &str = include_str!("../fixtures/session-2018.json");
/// Bytes of an answer that end within its body.
const BODY: usize = 700;
/// Seconds.
const INTERVAL: f64 = 5.0;
/// Seconds after it was due that a poll may be seen on a busy machine.
const LATE: f64 = 2.5;

/// What stands between the page and a session.
#[derive(Clone)]
enum How {
    Response(StubResponse),
    Network(Network),
}

/// What comes of it.
#[derive(Clone, Copy)]
enum Comes {
    /// A session after all.
    Live,
    /// A fault of this name, which goes by itself.
    Fault(&'static str),
    /// A fault of this name that a person must mend.
    Advice(&'static str),
}

struct Row {
    name: &'static str,
    how: How,
    comes: Comes,
    /// The shortest time from the fault to the next poll, and the longest until
    /// the page is live again, in seconds; of who must act, after being asked to
    /// look again.
    mends: (f64, f64),
}

fn row(name: &'static str, how: How, comes: Comes) -> Row {
    let mends = match comes {
        Comes::Live | Comes::Fault(_) => (0.9 * INTERVAL - 0.1, 1.1 * INTERVAL + LATE),
        Comes::Advice(_) => (0.0, 3.5),
    };
    Row {
        name,
        how,
        comes,
        mends,
    }
}

fn answer(name: &'static str, answer: StubResponse, fault: &'static str) -> Row {
    row(name, How::Response(answer), Comes::Fault(fault))
}

fn refusal(name: &'static str, status: u16, fault: &'static str) -> Row {
    let how = How::Response(StubResponse::status(status));
    row(name, how, Comes::Advice(fault))
}

fn line(name: &'static str, line: Network, fault: &'static str) -> Row {
    row(name, How::Network(line), Comes::Fault(fault))
}

fn limited() -> StubResponse {
    StubResponse::status(429)
        .with_header("retry-after", "8")
        .with_header("access-control-expose-headers", "Retry-After")
}

async fn refusals_are_told_apart_and_outlived(page: &TestPage) {
    let told = Row {
        // As much later as any other may come on a busy machine.
        mends: (7.9, 8.0 + LATE),
        ..answer("429, Retry-After: 8", limited(), "rate-limited")
    };
    outlived(
        page,
        vec![
            refusal("401", 401, "unauthorized"),
            refusal("403", 403, "forbidden"),
            refusal("404", 404, "unknown-channel"),
            answer("429", StubResponse::status(429), "rate-limited"),
            told,
            // An odd status without a rule of its own.
            answer("400", StubResponse::status(400), "server"),
        ],
    )
    .await;
}

async fn errors_of_the_server_are_outlived(page: &TestPage) {
    let html = |status| {
        let body =
            "<!doctype html><title>Bad</title><h1>Web server is returning an unknown error</h1>";
        StubResponse::text(status, "text/html", body)
    };
    outlived(
        page,
        vec![
            answer("500", StubResponse::status(500), "server"),
            answer("502, HTML", html(502).gzip(), "server"),
            answer("520, HTML", html(520), "server"),
            answer(
                "503 without CORS headers",
                StubResponse::status(503).without_cors(),
                "unreachable",
            ),
        ],
    )
    .await;
}

async fn answers_of_another_shape_are_outlived(page: &TestPage) {
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
    let rows = shapes.map(|(name, shape)| answer(name, StubResponse::json(shape), "unreadable"));
    outlived(page, rows.into()).await;
}

async fn answers_that_are_no_json_are_outlived(page: &TestPage) {
    let (truncated, _) = DOCUMENT.split_at(DOCUMENT.len() / 2);
    let html = StubResponse::text(200, "text/html", "<!doctype html><p>Down</p>");
    outlived(
        page,
        vec![
            answer(
                "truncated JSON",
                StubResponse::json(truncated),
                "unreadable",
            ),
            answer("an empty body", StubResponse::json(""), "unreadable"),
            answer(
                "204",
                StubResponse::text(204, "text/plain", ""),
                "unreadable",
            ),
            answer("200, HTML", html, "unreadable"),
            answer(
                "10,000 brackets",
                StubResponse::json(&"[".repeat(10_000)),
                "unreadable",
            ),
        ],
    )
    .await;
}

/// They hold a session, and it is drawn.
async fn odd_answers_are_taken(page: &TestPage) {
    let with = |key: &str, value: &str| {
        let entry = format!("\"data\":{{\"{key}\":{value},");
        let text = DOCUMENT.replacen("\"data\": {", &entry, 1);
        assert_ne!(text, DOCUMENT);
        StubResponse::json(&text)
    };
    let deep = ["[".repeat(10_000), "]".repeat(10_000)].concat();
    let event = json!({ "name": "x".repeat(90), "amount": 1 }).to_string();
    let large = format!("[{}]", vec![event; 50_000].join(","));
    assert!(large.len() > 5_000_000);
    let plain = StubResponse::text(200, "text/plain", DOCUMENT);
    let far = Network::Latency(Duration::from_millis(1_500));
    let row = |name, how| Row {
        mends: (0.9 * INTERVAL - 0.1, 1.1 * INTERVAL + 5.0),
        ..row(name, how, Comes::Live)
    };
    outlived(
        page,
        vec![
            row("depth 10,000", How::Response(with("deep-one", &deep))),
            row("5 MB", How::Response(with("large-one", &large))),
            row("text/plain", How::Response(plain)),
            row("3 s of latency", How::Network(far)),
        ],
    )
    .await;
}

async fn broken_connections_are_outlived(page: &TestPage) {
    page.expect_console("Content Security Policy");
    let elsewhere = Stub::start().await;
    let other = format!("{}/moved", elsewhere.origin);
    let short = StubResponse::json(DOCUMENT).with_header("content-length", "99999");
    outlived(
        page,
        vec![
            answer("reset", StubResponse::Reset, "unreachable"),
            answer(
                "200 without CORS headers",
                StubResponse::json(DOCUMENT).without_cors(),
                "unreachable",
            ),
            answer("a body too short", short, "unreachable"),
            answer(
                "redirect elsewhere",
                StubResponse::redirect(&other),
                "unreachable",
            ),
        ],
    )
    .await;
}

async fn bad_lines_are_outlived(page: &TestPage) {
    outlived(
        page,
        vec![
            line("cut before the head", Network::Reset(0), "unreachable"),
            line("cut in the head", Network::Reset(40), "unreachable"),
            line("cut in the body", Network::Reset(BODY), "unreachable"),
            line("closed in the body", Network::Closed(BODY), "unreachable"),
        ],
    )
    .await;
}

async fn what_takes_too_long_is_given_up_after_ten_seconds(page: &TestPage) {
    let slow = StubResponse::json(DOCUMENT).with_pause(Duration::from_secs(30));
    let dripping = Network::Throttled(Duration::from_millis(20));
    outlived(
        page,
        vec![
            answer("hangs", StubResponse::Hang, "timeout"),
            answer("half a body, then a pause", slow, "timeout"),
            line("half-open before the head", Network::Stalled(0), "timeout"),
            line("half-open in the body", Network::Stalled(BODY), "timeout"),
            line("50 bytes a second", dripping, "timeout"),
        ],
    )
    .await;
}

/// Each row: without a session nothing is drawn but a card for who must act;
/// then a session comes, stays through the fault, and is live again after it.
async fn outlived(page: &TestPage, rows: Vec<Row>) {
    page.expect_failed_requests();
    futures::stream::iter(rows)
        .for_each_concurrent(4, |row| one(page, row))
        .await;
}

/// A page, the server that it asks, and the line between them.
struct Scene {
    api: Stub,
    proxy: Proxy,
    tab: Tab,
}

impl Scene {
    fn becomes(&self, how: &How) {
        match how {
            How::Response(answer) => self.api.respond([answer.clone()]),
            How::Network(network) => self.proxy.set_network(*network),
        }
    }

    fn mend(&self) {
        self.api.respond([StubResponse::Session]);
        self.proxy.set_network(Network::Good);
    }

    async fn text(&self) -> String {
        self.tab.eval("document.body.innerText").await
    }

    /// Waits until the page is live again; gives how many seconds that took.
    async fn mends(&self, row: &Row) -> f64 {
        let started = Instant::now();
        self.mend();
        if let Comes::Advice(_) = row.comes {
            // By itself it would look again after five minutes.
            tokio::time::sleep(Duration::from_millis(2_100)).await;
            self.tab.dispatch_online().await;
        }
        let limit = Duration::from_secs_f64(row.mends.1 + 2.0);
        self.tab.wait_for_status("live", limit).await;
        let took = started.elapsed().as_secs_f64();
        assert!(took < row.mends.1, "{}: {took} s", row.name);
        assert_eq!(self.tab.root_data("fault").await, None, "{}", row.name);
        assert_eq!(self.tab.count(".problem").await, 0, "{}", row.name);
        took
    }
}

async fn one(page: &TestPage, row: Row) {
    let api = Stub::start().await;
    let proxy = Proxy::start(&api.origin).await;
    let tab = page.tab(SIZE).await;
    let address = page.address_at(
        &proxy.origin,
        "widget=tip-latest&widget=tip-goal&target=10000",
    );
    let scene = Scene { api, proxy, tab };
    let Scene { api, tab, .. } = &scene;
    let limit = Duration::from_secs(20);
    let what = row.name;
    scene.becomes(&row.how);
    tab.goto(&address).await;

    let (fault, advises) = match row.comes {
        Comes::Live => {
            tab.wait_until_live().await;
            assert!(scene.text().await.contains("rhaegal_meh"), "{what}");
            let polls = api.poll_times().len();
            while api.poll_times().len() < polls + 1 {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert_eq!(tab.root_data("fault").await, None, "{what}");
            told(page, &format!("{what} | live, 1 request | live |"));
            return;
        }
        Comes::Fault(fault) => (fault, false),
        Comes::Advice(fault) => (fault, true),
    };
    tab.wait_for_status("down", limit).await;
    // A request that was cut off may be tried again by the browser itself.
    let tries = api.poll_times().len();
    assert!((1..=2).contains(&tries), "{what}: {tries}");
    if fault == "timeout" {
        let waited = api.now() - api.poll_times()[0];
        assert!((9.5..12.5).contains(&waited), "{waited} s, {what}");
    }
    assert_eq!(
        tab.root_data("fault").await.as_deref(),
        Some(fault),
        "{what}"
    );
    let cards = usize::from(advises);
    assert_eq!(tab.count(".problem[role=alert]").await, cards, "{what}");
    let pixels = tab
        .screenshot(&page.screenshot_dir(), &format!("down-{fault}"))
        .await;
    assert_eq!(pixels.total, u64::from(SIZE.0) * u64::from(SIZE.1));
    assert_eq!(pixels.visible > 0, advises, "{what}: {pixels:?}");
    let first = scene.mends(&row).await;
    let polls = api.poll_times();
    assert_eq!(polls.len(), tries + 1, "{what}: {polls:?}");
    let gap = polls[tries] - polls[tries - 1];
    assert!(gap > row.mends.0, "{what}: {polls:?}");

    let shown = scene.text().await;
    assert!(shown.contains("rhaegal_meh"), "{what}: {shown}");
    scene.becomes(&row.how);
    tab.wait_for_status("stale", limit).await;
    assert_eq!(
        tab.root_data("fault").await.as_deref(),
        Some(fault),
        "{what}"
    );
    assert_eq!(scene.text().await, shown, "{what}");
    assert_eq!(tab.count(".problem").await, 0, "{what}");
    let again = api.poll_times().len() - tries - 1;
    assert!((1..=2).contains(&again), "{what}: {:?}", api.poll_times());
    let second = scene.mends(&row).await;
    let drawn = if advises { "a card" } else { "nothing" };
    told(
        page,
        &format!(
            "{what} | down, {fault}, {drawn}, {tries} request, {first:.1} s | stale, {fault}, the last picture, {again} request, {second:.1} s |"
        ),
    );
}

/// A line of the table, past the test harness, which keeps the output of what
/// succeeds.
fn told(page: &TestPage, row: &str) {
    let _ = writeln!(std::io::stderr(), "| {} | {row}", page.engine.name());
}

async fn a_server_that_flaps_is_asked_at_the_interval(page: &TestPage) {
    page.expect_failed_requests();
    let flaps = [StubResponse::status(500), StubResponse::Session]
        .into_iter()
        .cycle();
    page.api.respond(flaps.take(7));
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
    told(
        page,
        "flaps every second answer | down, then live and stale in turn, a request each interval | the same |",
    );
}

async fn a_server_that_is_not_there_is_unreachable(page: &TestPage) {
    page.expect_failed_requests();
    let gone = Stub::start().await;
    let origin = gone.origin.clone();
    drop(gone);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let tab = page
        .open(&page.address_at(&origin, "widget=tip-latest"))
        .await;
    tab.wait_for_status("down", Duration::from_secs(15)).await;
    assert_eq!(tab.root_data("fault").await.as_deref(), Some("unreachable"));
    assert_eq!(
        tab.screenshot(&page.screenshot_dir(), "down-gone")
            .await
            .visible,
        0
    );
}

async fn redirects_within_the_origin_are_followed(page: &TestPage) {
    let within = format!("{}/moved", page.api.origin);
    page.api.respond([StubResponse::redirect(&within)]);
    let tab = page.live("widget=tip-latest").await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}
