//! Simulates a day on air in minutes and checks that memory does not grow and that the
//! poll interval holds.

use super::browser::Engine;
use super::emulation::HideBy;
use super::stub::StubResponse;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, run_within};
use chromiumoxide::cdp::browser_protocol::performance::{EnableParams, GetMetricsParams};
use chromiumoxide::cdp::js_protocol::heap_profiler::CollectGarbageParams;
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};
use tokio::time::sleep;

#[path = "soak/frames.rs"]
mod frames;

const POLLS: usize = 20_000;
/// After this many polls every cache and buffer has its final size.
const WARMUP: usize = 4_000;
/// Polls between two changes of the session.
const POLLS_PER_STEP: usize = 40;
const HOUR: f64 = 3_600_000.0;
const WIDGETS: &str = "widget=tip-goal&target=10000&step=10000&widget=follower-latest&widget=tip-total&widget=tip-recent&widget=recent&widget=cheer-recent&as=ticker";
const SOAK_TIMEOUT: Duration = Duration::from_mins(15);

#[test]
#[ignore = "takes some minutes: make soak"]
fn a_day_in_chromium_103() {
    run_within(SOAK_TIMEOUT, Engine::Chromium103, "soak", a_day_on_air);
}

#[test]
#[ignore = "takes some minutes: make soak"]
fn a_day_in_chromium_current() {
    run_within(SOAK_TIMEOUT, Engine::Current, "soak", a_day_on_air);
}

/// What a page uses after garbage collection: bytes and counts.
#[derive(Clone, Copy, Debug)]
struct Usage {
    heap: f64,
    wasm: f64,
    nodes: f64,
    listeners: f64,
}

async fn usage(tab: &Tab) -> Usage {
    let page = tab.cdp();
    page.execute(EnableParams::default()).await.unwrap();
    for _ in 0..2 {
        page.execute(CollectGarbageParams::default()).await.unwrap();
    }
    let metrics = page.execute(GetMetricsParams::default()).await.unwrap();
    let metric = |name: &str| {
        let metrics = &metrics.result.metrics;
        let found = metrics.iter().find(|metric| metric.name == name);
        found.unwrap().value
    };
    Usage {
        heap: metric("JSHeapUsedSize"),
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
        wasm: tab.eval("memory.buffer.byteLength").await,
    }
}

/// Prints past the test harness, which captures the output of tests that pass.
fn report(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

async fn a_day_on_air(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.tab((800, 600)).await;
    tab.add_init_script(include_str!("fast_clock.js")).await;
    tab.goto(&page.address(WIDGETS)).await;
    tab.wait_until_live().await;
    let mut after_warmup = None;
    let mut hidden = 0.0;
    for step in 0.. {
        if page.api.poll_count() >= POLLS {
            break;
        }
        hidden += advance(page, &tab, step).await;
        if after_warmup.is_none() && page.api.poll_count() > WARMUP {
            after_warmup = Some(usage(&tab).await);
        }
        if step % 100 == 99 {
            let polls = page.api.poll_count();
            report(&format!("  {polls}: {:?}", usage(&tab).await));
        }
        page.api.clear_requests();
    }
    page.api.respond([StubResponse::Session]);
    page.api
        .set("follower-latest", json!({ "name": "the_last_one" }));
    let shows_last = "document.querySelector('[data-widget=follower-latest] .name').textContent === 'the_last_one'";
    tab.wait_for(shows_last, TIMEOUT).await;

    let (before, after) = (after_warmup.unwrap(), usage(&tab).await);
    report(&format!("  after {WARMUP}: {before:?}\n  end: {after:?}"));
    check_interval(page, &tab, hidden).await;
    check_growth(before, after);
    check_reloads(page, &tab, after).await;
}

fn check_growth(before: Usage, after: Usage) {
    // One wasm page more is the allocator's high-water mark, which may come late.
    assert!(after.wasm - before.wasm <= 65_536.0, "wasm memory grew");
    assert!(after.heap - before.heap < 512.0 * 1024.0, "the heap grew");
    assert!((after.nodes - before.nodes).abs() < 60.0, "nodes grew");
    let new_listeners = after.listeners - before.listeners;
    assert!(new_listeners.abs() < 20.0, "listeners grew");
}

/// Changes the session, the network or the visibility, then waits for polls. Returns the
/// milliseconds for which the page was hidden.
async fn advance(page: &TestPage, tab: &Tab, step: usize) -> f64 {
    let target = page.api.poll_count() + POLLS_PER_STEP;
    change_session(page, step);
    let mut hidden = 0.0;
    match step % 5 {
        1 => page.api.respond([
            StubResponse::status(502),
            StubResponse::Session,
            StubResponse::Reset,
            StubResponse::Session,
        ]),
        2 => page.api.respond([StubResponse::Session]),
        3 => {
            tab.set_visible(HideBy::Obs, false).await;
            tab.eval::<()>(&format!("skip({HOUR})")).await;
            hidden = HOUR;
            tab.set_visible(HideBy::Obs, true).await;
        }
        _ => {}
    }
    let started = Instant::now();
    while page.api.poll_count() < target {
        assert!(
            started.elapsed() < Duration::from_mins(5),
            "polling stopped"
        );
        sleep(Duration::from_millis(20)).await;
    }
    hidden
}

fn change_session(page: &TestPage, step: usize) {
    let api = &page.api;
    api.set(
        "follower-latest",
        json!({ "name": format!("clover_{step}") }),
    );
    api.set("tip-goal", json!({ "amount": step % 12_000 }));
    api.set("tip-total", json!({ "amount": step }));
    let tips: Vec<_> = (0..8).map(|back| tip(step + 8 - back)).collect();
    api.set("tip-recent", tips.clone().into());
    api.set("cheer-recent", tips.into());
    if step % 50 == 49 {
        api.set_session(include_str!("../fixtures/session-reset.json"));
    }
}

fn tip(second: usize) -> serde_json::Value {
    let created = format!(
        "2026-11-24T{:02}:{:02}:{:02}.000Z",
        second / 3600 % 24,
        second / 60 % 60,
        second % 60
    );
    json!({ "name": format!("juniper_{second}"), "amount": second % 97, "createdAt": created })
}

/// The interval is five seconds, and a flapping network does not make it longer.
async fn check_interval(page: &TestPage, tab: &Tab, hidden: f64) {
    let visible: f64 = tab.eval::<f64>("skippedTime()").await - hidden;
    let polls = page.api.poll_count();
    #[allow(clippy::cast_precision_loss)] // thousands of polls
    let interval = visible / 1000.0 / polls as f64;
    report(&format!(
        "soak ({}): {:.1} h visible and {:.0} h hidden, {polls} polls, {interval:.2} s apart",
        page.engine.name(),
        visible / HOUR,
        hidden / HOUR,
    ));
    assert!((4.7..5.6).contains(&interval), "{interval} s");
}

/// OBS reloads a source when its scene changes.
async fn check_reloads(page: &TestPage, tab: &Tab, before: Usage) {
    for reload in 0..30 {
        let name = format!("reload_{reload}");
        page.api.set("follower-latest", json!({ "name": name }));
        tab.eval::<()>("void ((window.left = true), location.reload())")
            .await;
        let shown = format!(
            "!window.left && document.querySelector('[data-widget=follower-latest] .name')?.textContent === '{name}'"
        );
        tab.wait_for(&shown, TIMEOUT).await;
    }
    // In Chromium 103 an AbortSignal.timeout of ten seconds keeps its page alive that long.
    sleep(Duration::from_secs(12)).await;
    let after = usage(tab).await;
    report(&format!("  after 30 reloads: {after:?}"));
    assert!((after.nodes - before.nodes).abs() < 200.0, "nodes grew");
    assert!(after.heap - before.heap < 512.0 * 1024.0, "the heap grew");
}
