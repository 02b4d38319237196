//! What moves, and what stands still.

use super::emulation::HideBy;
use super::paint::count_paints;
use super::tab::TIMEOUT;
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::time::sleep;

in_both_engines! {
    at_rest_nothing_is_painted,
    the_demo_lives_without_the_network,
    a_hidden_demo_rests,
    rotation_shows_one_widget_at_a_time,
    rotation_passes_over_what_is_not_there,
    a_ticker_moves,
    a_ticker_without_motion_turns_pages,
    less_motion_is_respected,
    a_goal_counts_down_to_its_end,
}

async fn at_rest_nothing_is_painted(page: &TestPage) {
    let widgets = "widget=tip-goal&target=9000&widget=follower-latest&widget=tip-total&widget=tip-recent&widget=recent";
    let tab = page.live(widgets).await;
    sleep(Duration::from_secs(3)).await;
    let polls = page.api.poll_times().len();
    let rest = count_paints(&tab, Duration::from_secs(6)).await;
    assert!(page.api.poll_times().len() > polls, "nothing was asked");
    assert_eq!((rest.frames, rest.paints), (0, 0));
    // What counts them sees those of a goal that moves on.
    page.api.set("tip-goal", json!({ "amount": 8000 }));
    tab.dispatch_online().await;
    let moving = count_paints(&tab, Duration::from_secs(7)).await;
    assert!(moving.frames > 10 && moving.paints > 0, "{moving:?}");
}

async fn the_demo_lives_without_the_network(page: &TestPage) {
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

async fn a_hidden_demo_rests(page: &TestPage) {
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

/// The keys of the widgets that can be seen.
const SEEN: &str = "[...document.querySelectorAll('.widget')].filter((widget) => {
    const style = getComputedStyle(widget);
    const box = widget.getBoundingClientRect();
    let opacity = 1;
    for (let node = widget; node; node = node.parentElement) opacity *= getComputedStyle(node).opacity;
    return style.visibility === 'visible' && style.display !== 'none' && opacity > 0.01 && box.width * box.height > 0;
}).map((widget) => widget.dataset.widget)";

async fn rotation_shows_one_widget_at_a_time(page: &TestPage) {
    let tab = page
        .live("layout=rotate&every=2&motion=off&widget=tip-latest&widget=tip-total&widget=follower-latest")
        .await;
    let started = Instant::now();
    let mut order: Vec<String> = Vec::new();
    while started.elapsed() < Duration::from_millis(7500) {
        let seen: Vec<String> = tab.eval(SEEN).await;
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

async fn rotation_passes_over_what_is_not_there(page: &TestPage) {
    let tab = page
        .live("layout=rotate&every=2&motion=off&widget=tip-latest&widget=raid-latest&empty=&widget=tip-total")
        .await;
    let started = Instant::now();
    let mut order: Vec<String> = Vec::new();
    while started.elapsed() < Duration::from_millis(5500) {
        let seen: Vec<String> = tab.eval(SEEN).await;
        assert_eq!(seen.len(), 1, "{seen:?} after {order:?}");
        if order.last() != seen.first() {
            order.extend(seen);
        }
        sleep(Duration::from_millis(150)).await;
    }
    assert_eq!(order[..3], ["tip-latest", "tip-total", "tip-latest"]);
}

/// Twelve tippers, too long a line for any page of these tests.
fn tippers(page: &TestPage) {
    let tip = |at: u32| {
        let at_second = format!("2018-05-09T14:13:{at:02}.191Z");
        json!({ "name": format!("tipper_number_{at}"), "amount": at, "createdAt": at_second })
    };
    page.api.set("tip-recent", (10..22).map(tip).collect());
}

/// Where the first event of the ticker stands.
const PLACE: &str =
    "document.querySelector('[data-kind=ticker] li.event').getBoundingClientRect().x";

async fn a_ticker_moves(page: &TestPage) {
    tippers(page);
    let tab = page
        .live("motion=on&widget=tip-recent&as=ticker&limit=12&speed=100")
        .await;
    sleep(Duration::from_millis(300)).await;
    let [first, second]: [[f64; 2]; 2] = tab
        .eval(&format!(
            "(async () => {{
                const look = () => [performance.now(), {PLACE}];
                const first = look();
                await new Promise((resolve) => setTimeout(resolve, 1200));
                return [first, look()];
            }})()"
        ))
        .await;
    let speed = (first[1] - second[1]) / (second[0] - first[0]) * 1000.0;
    assert!((85.0..115.0).contains(&speed), "{speed} pixels a second");
}

async fn a_ticker_without_motion_turns_pages(page: &TestPage) {
    tippers(page);
    let tab = page.tab((400, 200)).await;
    tab.goto(&page.address("motion=off&every=3&widget=tip-recent&as=ticker&limit=12"))
        .await;
    tab.wait_until_live().await;
    let first: f64 = tab.eval(PLACE).await;
    tab.wait_for(&format!("Math.abs({PLACE} - {first}) > 100"), TIMEOUT)
        .await;
    // Just turned, so there are three seconds before it turns again.
    let started = Instant::now();
    let place: f64 = tab.eval(PLACE).await;
    while started.elapsed() < Duration::from_secs(2) {
        let now: f64 = tab.eval(PLACE).await;
        assert!((now - place).abs() < 0.01, "it moves: {place}, {now}");
        sleep(Duration::from_millis(100)).await;
    }
    tab.wait_for(&format!("Math.abs({PLACE} - {place}) > 100"), TIMEOUT)
        .await;
    // After the last page comes the first, from the newest event on.
    tab.wait_for(
        &format!("Math.abs({PLACE} - {first}) < 1"),
        Duration::from_secs(40),
    )
    .await;
    let running: usize = tab
        .eval("document.getAnimations().filter((animation) => animation.playState === 'running').length")
        .await;
    assert_eq!(running, 0);
}

async fn less_motion_is_respected(page: &TestPage) {
    tippers(page);
    let tab = page.tab(SIZE).await;
    tab.prefer_reduced_motion().await;
    tab.goto(&page.address("widget=tip-recent&as=ticker&limit=12&widget=tip-goal&target=9"))
        .await;
    tab.wait_until_live().await;
    let place: f64 = tab.eval(PLACE).await;
    sleep(Duration::from_millis(800)).await;
    assert!((tab.eval::<f64>(PLACE).await - place).abs() < 0.01);
    // An address may ask for motion all the same.
    tab.goto(&page.address("motion=on&widget=tip-recent&as=ticker&limit=12"))
        .await;
    tab.wait_until_live().await;
    let place: f64 = tab.eval(PLACE).await;
    tab.wait_for(&format!("{PLACE} < {place} - 5"), TIMEOUT)
        .await;
}

async fn a_goal_counts_down_to_its_end(page: &TestPage) {
    let bench = page.live("widget=tip-total").await;
    let ends: String = bench
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
