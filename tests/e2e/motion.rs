//! What moves by itself, and what stands still.

use super::change::tip;
use super::emulation::HideBy;
use super::paint::count_paints;
use super::tab::TIMEOUT;
use super::test_page::{SIZE, TestPage, in_both_engines};
use super::ticker::{OFFSET, set_tips};
use serde_json::json;
use session_overlay::options::values::Theme;
use std::time::{Duration, Instant};
use tokio::time::sleep;

in_both_engines! {
    nothing_is_painted_without_a_change,
    the_demo_needs_no_network,
    a_hidden_demo_stands_still,
    rotation_shows_one_widget_at_a_time,
    rotation_skips_hidden_widgets,
    reduced_motion_is_respected,
    a_goal_counts_down_to_its_end,
    only_transforms_and_opacity_are_animated,
}

async fn nothing_is_painted_without_a_change(page: &TestPage) {
    let widgets = "widget=tip-goal&target=9000&widget=follower-latest&widget=tip-total&widget=tip-recent&widget=recent";
    let tab = page.live(widgets).await;
    sleep(Duration::from_secs(3)).await;
    let polls = page.api.poll_times().len();
    let rest = count_paints(&tab, Duration::from_secs(6)).await;
    assert!(page.api.poll_times().len() > polls, "there was no poll");
    assert_eq!((rest.frames, rest.paints), (0, 0));
    // The counters work: a goal that moves is painted.
    page.api.set("tip-goal", json!({ "amount": 8000 }));
    tab.dispatch_online().await;
    let moving = count_paints(&tab, Duration::from_secs(7)).await;
    assert!(moving.frames > 10 && moving.paints > 0, "{moving:?}");
}

async fn the_demo_needs_no_network(page: &TestPage) {
    let base = &page.site.base;
    let tab = page
        .open(&format!(
            "{base}?source=demo&widget=recent&limit=3&widget=tip-goal&target=10000"
        ))
        .await;
    tab.wait_until_live().await;
    let before: String = tab.eval("document.body.innerText").await;
    assert!(tab.count("li.event").await == 3, "{before}");
    tab.wait_for(
        &format!("document.body.innerText !== {before:?}"),
        Duration::from_secs(6),
    )
    .await;
    let others: Vec<String> = tab
        .eval(
            "performance.getEntriesByType('resource').map((entry) => entry.name)
                .filter((name) => new URL(name).origin !== location.origin && !name.startsWith('data:'))",
        )
        .await;
    assert!(others.is_empty(), "{others:?}");
    assert!(page.api.requests().is_empty());
    assert_eq!(tab.root_data("status").await.as_deref(), Some("live"));
}

async fn a_hidden_demo_stands_still(page: &TestPage) {
    let base = &page.site.base;
    let tab = page
        .open(&format!("{base}?source=demo&widget=recent"))
        .await;
    tab.wait_until_live().await;
    tab.set_visible(HideBy::Obs, false).await;
    sleep(Duration::from_secs(2)).await;
    let before: String = tab.eval("document.body.innerText").await;
    sleep(Duration::from_secs(6)).await;
    assert_eq!(tab.eval::<String>("document.body.innerText").await, before);
    tab.set_visible(HideBy::Obs, true).await;
    tab.wait_for(
        &format!("document.body.innerText !== {before:?}"),
        Duration::from_secs(1),
    )
    .await;
}

/// The keys of the visible widgets.
const VISIBLE: &str = include_str!("visible_widgets.js");

async fn rotation_shows_one_widget_at_a_time(page: &TestPage) {
    let tab = page
        .live("layout=rotate&every=2&motion=off&widget=tip-latest&widget=tip-total&widget=follower-latest")
        .await;
    let started = Instant::now();
    let mut order: Vec<String> = Vec::new();
    while started.elapsed() < Duration::from_millis(7500) {
        let seen: Vec<String> = tab.eval(VISIBLE).await;
        assert_eq!(seen.len(), 1, "{seen:?}");
        if order.last() != seen.first() {
            order.extend(seen);
        }
        sleep(Duration::from_millis(150)).await;
    }
    let expected = ["tip-latest", "tip-total", "follower-latest", "tip-latest"];
    assert!(order.len() >= 4, "{order:?}");
    assert_eq!(order[..4], expected);
}

async fn rotation_skips_hidden_widgets(page: &TestPage) {
    let tab = page
        .live("layout=rotate&every=2&motion=off&widget=tip-latest&widget=raid-latest&empty=&widget=tip-total")
        .await;
    let started = Instant::now();
    let mut order: Vec<String> = Vec::new();
    while started.elapsed() < Duration::from_millis(5500) {
        let seen: Vec<String> = tab.eval(VISIBLE).await;
        assert_eq!(seen.len(), 1, "{seen:?} after {order:?}");
        if order.last() != seen.first() {
            order.extend(seen);
        }
        sleep(Duration::from_millis(150)).await;
    }
    assert_eq!(order[..3], ["tip-latest", "tip-total", "tip-latest"]);
}

async fn reduced_motion_is_respected(page: &TestPage) {
    set_tips(page, 10..22);
    let tab = page.tab(SIZE).await;
    tab.prefer_reduced_motion().await;
    tab.goto(&page.address("widget=tip-recent&as=ticker&limit=12&widget=tip-goal&target=9"))
        .await;
    tab.wait_until_live().await;
    let offset: f64 = tab.eval(OFFSET).await;
    sleep(Duration::from_millis(800)).await;
    assert!((tab.eval::<f64>(OFFSET).await - offset).abs() < 0.01);
    // The address can turn motion on.
    tab.goto(&page.address("motion=on&widget=tip-recent&as=ticker&limit=12"))
        .await;
    tab.wait_until_live().await;
    let offset: f64 = tab.eval(OFFSET).await;
    tab.wait_for(&format!("{OFFSET} < {offset} - 5"), TIMEOUT)
        .await;
}

async fn a_goal_counts_down_to_its_end(page: &TestPage) {
    let clock = page.live("widget=tip-total").await;
    let ends: String = clock
        .eval("new Date(Date.now() + 50_000).toISOString()")
        .await;
    let ends = ends.replace(':', "%3A");
    let tab = page
        .live(&format!("widget=tip-goal&target=9000&ends={ends}"))
        .await;
    let left = "parseInt(document.querySelector('.value').textContent.trim().split(' ').pop())";
    let first: u32 = tab.eval(left).await;
    tab.wait_for(&format!("{left} <= {first} - 2"), Duration::from_secs(4))
        .await;
    let text: String = tab
        .eval("document.querySelector('[role=progressbar]').getAttribute('aria-valuetext')")
        .await;
    assert!(text.ends_with('s') && first < 50, "{text}");
}

async fn only_transforms_and_opacity_are_animated(page: &TestPage) {
    let widgets = "widget=tip-goal&target=1000&widget=tip-latest&widget=tip-recent&widget=tip-recent&as=ticker";
    for theme in Theme::ALL.iter().map(|theme| theme.name()) {
        page.api.set("tip-goal", json!({ "amount": 900 }));
        page.api.set("tip-latest", tip("tipper_1", 1));
        page.api.set("tip-recent", json!([tip("tipper_1", 1)]));
        let tab = page
            .live(&format!("motion=on&theme={theme}&{widgets}"))
            .await;
        tab.record("document.getAnimations().flatMap((animation) => animation.effect.getKeyframes()).flatMap(Object.keys)")
            .await;
        page.api.set("tip-goal", json!({ "amount": 1100 }));
        page.api.set("tip-latest", tip("tipper_2", 2));
        let tips = json!([tip("tipper_2", 2), tip("tipper_1", 1)]);
        page.api.set("tip-recent", tips);
        tab.dispatch_online().await;
        tab.wait_for("document.querySelector('[data-changed=won]')", TIMEOUT)
            .await;
        sleep(Duration::from_millis(800)).await;
        tab.screenshot(&page.screenshot_dir(), &format!("won-{theme}"))
            .await;
        let mut properties: Vec<String> = tab.eval("[...new Set(records.flat())]").await;
        let options = ["offset", "computedOffset", "easing", "composite"];
        properties.retain(|name| !options.contains(&name.as_str()));
        properties.sort();
        assert_eq!(properties, ["opacity", "transform"], "{theme}");
        tab.goto("about:blank").await;
    }
}
