//! A day on air in minutes: what grows, what is missed, what is asked too often.

use super::browser::Engine;
use super::stub::StubResponse;
use super::tab::{HideBy, Tab};
use super::test_page::{self, TestPage};
use chromiumoxide::cdp::browser_protocol::performance::{EnableParams, GetMetricsParams};
use chromiumoxide::cdp::js_protocol::heap_profiler::CollectGarbageParams;
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};

const POLLS: usize = 20_000;
/// After so many polls everything is there that ever will be.
const WARM: usize = 4_000;
const HOUR: f64 = 3_600_000.0;
const WIDGETS: &str = "widget=tip-goal&target=10000&step=10000&widget=follower-latest&widget=tip-total&widget=tip-recent&widget=recent&widget=cheer-recent&as=ticker";
const LIMIT: Duration = Duration::from_mins(15);

#[test]
#[ignore = "takes some minutes: make soak"]
fn a_day_in_chromium_103() {
    test_page::run_within(LIMIT, Engine::Chromium103, "soak", a_day_on_air);
}

#[test]
#[ignore = "takes some minutes: make soak"]
fn a_day_in_chromium_current() {
    test_page::run_within(LIMIT, Engine::Current, "soak", a_day_on_air);
}

/// What a page holds, after what it no longer needs is gone.
#[derive(Clone, Copy, Debug)]
struct Held {
    heap: f64,
    wasm: f64,
    nodes: f64,
    listeners: f64,
}

async fn held(tab: &Tab) -> Held {
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
    Held {
        heap: metric("JSHeapUsedSize"),
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
        wasm: tab.eval("memory.buffer.byteLength").await,
    }
}

fn tip(at: usize) -> serde_json::Value {
    let created = format!(
        "2026-11-24T{:02}:{:02}:{:02}.000Z",
        at / 3600 % 24,
        at / 60 % 60,
        at % 60
    );
    json!({ "name": format!("juniper_{at}"), "amount": at % 97, "createdAt": created })
}

/// What happens on a stream between two looks at it.
fn happens(page: &TestPage, at: usize) {
    let api = &page.api;
    api.set("follower-latest", json!({ "name": format!("clover_{at}") }));
    api.set("tip-goal", json!({ "amount": at % 12_000 }));
    api.set("tip-total", json!({ "amount": at }));
    let tips: Vec<_> = (0..8).map(|back| tip(at + 8 - back)).collect();
    api.set("tip-recent", tips.clone().into());
    api.set("cheer-recent", tips.into());
    // A session that was reset is empty for a while.
    if at % 50 == 49 {
        api.set_session(include_str!("../fixtures/session-reset.json"));
    }
}

async fn polls(page: &TestPage, count: usize) {
    let started = Instant::now();
    while page.api.poll_count() < count {
        assert!(
            started.elapsed() < Duration::from_mins(5),
            "no polls any more"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn a_day_on_air(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page.tab((800, 600)).await;
    tab.add_init_script(include_str!("quick.js")).await;
    tab.goto(&page.address(WIDGETS)).await;
    tab.wait_until_live().await;
    let mut first = None;
    let mut unseen = 0.0;
    for at in 0.. {
        let count = page.api.poll_count();
        if count >= POLLS {
            break;
        }
        happens(page, at);
        // Every so often the network flaps, and the source is hidden for an hour.
        let flaps = [
            StubResponse::status(502),
            StubResponse::Session,
            StubResponse::Reset,
            StubResponse::Session,
        ];
        match at % 5 {
            1 => page.api.respond(flaps),
            2 => page.api.respond([StubResponse::Session]),
            3 => {
                tab.set_visible(HideBy::Obs, false).await;
                let _: bool = tab.eval(&format!("(skip({HOUR}), true)")).await;
                unseen += HOUR;
                tab.set_visible(HideBy::Obs, true).await;
            }
            _ => {}
        }
        polls(page, count + 40).await;
        if first.is_none() && page.api.poll_count() > WARM {
            first = Some(held(&tab).await);
        }
        if at % 100 == 99 {
            let _ = writeln!(
                std::io::stderr(),
                "  {}: {:?}",
                page.api.poll_count(),
                held(&tab).await
            );
        }
        page.api.clear_requests();
    }
    page.api.respond([StubResponse::Session]);
    page.api
        .set("follower-latest", json!({ "name": "the_last_one" }));
    tab.wait_for("document.querySelector('[data-widget=follower-latest] .name').textContent === 'the_last_one'", Duration::from_secs(20)).await;
    let (first, last) = (first.unwrap(), held(&tab).await);
    let seen: f64 = tab.eval::<f64>("passed()").await - unseen;
    let count = page.api.poll_count();
    #[allow(clippy::cast_precision_loss)] // some thousands
    let apart = seen / 1000.0 / count as f64;
    let _ = writeln!(
        std::io::stderr(),
        "soak ({}): {:.1} h on air and {:.0} h hidden, {count} polls, {apart:.2} s apart\n  after {WARM}: {first:?}\n  at the end: {last:?}",
        page.engine.name(),
        seen / HOUR,
        unseen / HOUR,
    );
    // The interval is five seconds; what was flapping waited no longer.
    assert!((4.7..5.6).contains(&apart), "{apart} s");
    // A page more is the high water of the allocator, which comes sooner or later.
    assert!(last.wasm - first.wasm <= 65_536.0, "wasm memory grew");
    assert!(last.heap - first.heap < 512.0 * 1024.0, "the heap grew");
    assert!((last.nodes - first.nodes).abs() < 60.0, "nodes grew");
    assert!(
        (last.listeners - first.listeners).abs() < 20.0,
        "listeners grew"
    );

    // A scene that is changed loads its sources anew.
    for at in 0..30 {
        let name = format!("reload_{at}");
        page.api.set("follower-latest", json!({ "name": name }));
        let _: bool = tab
            .eval("(() => { window.left = true; location.reload(); return true; })()")
            .await;
        let shown = format!(
            "!window.left && document.querySelector('[data-widget=follower-latest] .name')?.textContent === '{name}'"
        );
        tab.wait_for(&shown, Duration::from_secs(20)).await;
    }
    // A signal that gives up after ten seconds holds its page that long in 103,
    // plain JavaScript's too.
    tokio::time::sleep(Duration::from_secs(12)).await;
    let reloaded = held(&tab).await;
    let _ = writeln!(std::io::stderr(), "  after 30 reloads: {reloaded:?}");
    assert!((reloaded.nodes - last.nodes).abs() < 200.0, "nodes grew");
    assert!(reloaded.heap - last.heap < 512.0 * 1024.0, "the heap grew");
}
