//! The ticker, frame by frame.

use super::change::{SETTLED, tip};
use super::tab::TIMEOUT;
use super::test_page::{TestPage, in_both_engines};
use serde_json::json;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tokio::time::sleep;

in_both_engines! {
    a_ticker_moves_at_its_speed,
    a_ticker_keeps_its_speed_with_many_events,
    new_events_enter_a_ticker_without_a_jump,
    a_ticker_without_motion_scrolls_by_pages,
    a_ticker_in_the_preview_follows_the_source_size,
}

/// The time of the frame in milliseconds, and the left ends of the ticker's events by name.
/// There are no events while one of them is not laid out yet, as just before a frame.
type Record = (f64, HashMap<String, f64>);

const POSITIONS: &str = include_str!("ticker_positions.js");

/// How many steps suffice to check a speed. Their number depends on the machine.
const ENOUGH_STEPS: usize = 20;

/// The left end of the ticker's first event.
pub const OFFSET: &str =
    "document.querySelector('[data-kind=ticker] li.event').getBoundingClientRect().x";

/// Sets tips from these numbers, newest first.
pub fn set_tips(page: &TestPage, numbers: std::ops::Range<u32>) {
    let tip = |number| tip(&format!("tipper_number_{number}"), number);
    page.api.set("tip-recent", numbers.rev().map(tip).collect());
}

/// Checks the speed of all visible events of an 800 pixels wide page in every frame, in
/// pixels a second. Returns the number of steps.
fn check_speed(records: &[Record], speed: f64) -> usize {
    let is_laid_out = |record: &&Record| !record.1.is_empty();
    let (records, unplaced): (Vec<_>, Vec<_>) = records.iter().partition(is_laid_out);
    assert!(unplaced.len() <= 1, "painted before the layout");
    let mut steps = 0;
    for pair in records.windows(2) {
        let seconds = (pair[1].0 - pair[0].0) / 1000.0;
        let is_visible = |x: &&f64| (0.0..800.0).contains(*x);
        for (name, before) in pair[0].1.iter().filter(|(_, x)| is_visible(x)) {
            // Without a value it was dropped, or has left the page.
            let Some(after) = pair[1].1.get(name).filter(is_visible) else {
                continue;
            };
            steps += 1;
            // An animation that restarts waits for the next frame.
            let tolerance = 1.5 + speed * seconds.max(1.0 / 60.0);
            let error = before - after - speed * seconds;
            assert!(
                error.abs() < tolerance,
                "{name}: {before}, {after} in {seconds} s"
            );
        }
    }
    steps
}

async fn a_ticker_moves_at_its_speed(page: &TestPage) {
    set_tips(page, 10..22);
    let tab = page
        .live("motion=on&widget=tip-recent&as=ticker&limit=12&speed=100")
        .await;
    sleep(Duration::from_millis(300)).await;
    let look = format!("[performance.now(), {OFFSET}]");
    let first: [f64; 2] = tab.eval(&look).await;
    sleep(Duration::from_millis(1_200)).await;
    let second: [f64; 2] = tab.eval(&look).await;
    let speed = (first[1] - second[1]) / (second[0] - first[0]) * 1000.0;
    assert!((85.0..115.0).contains(&speed), "{speed} pixels a second");
}

async fn a_ticker_keeps_its_speed_with_many_events(page: &TestPage) {
    set_tips(page, 10..35);
    for limit in [1, 25] {
        let query = format!("motion=on&widget=tip-recent&as=ticker&limit={limit}&speed=200");
        let tab = page.live(&query).await;
        tab.record(POSITIONS).await;
        sleep(Duration::from_millis(2_500)).await;
        let records: Vec<Record> = tab.records().await;
        assert!(check_speed(&records, 200.0) > ENOUGH_STEPS, "{limit}");
        let mut boxes: Vec<(f64, f64)> = tab
            .eval("[...document.querySelectorAll('.road li.event')].map((event) => event.getBoundingClientRect()).map(({ left, right }) => [left, right])")
            .await;
        boxes.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut pairs = boxes.windows(2);
        assert!(
            pairs.all(|pair| pair[0].1 <= pair[1].0 + 1.5),
            "{limit}: {boxes:?}"
        );
        tab.goto("about:blank").await;
    }
}

async fn new_events_enter_a_ticker_without_a_jump(page: &TestPage) {
    let numbers = (10..14).rev();
    let old: Vec<_> = numbers.map(|at| tip(&format!("tipper_{at}"), at)).collect();
    page.api.set("tip-recent", json!(old));
    let tab = page
        .live("motion=on&widget=tip-recent&as=ticker&limit=5&speed=100&title=")
        .await;
    tab.record(POSITIONS).await;
    sleep(SETTLED).await;
    let mut new = vec![tip("newest", 31), tip("second_newest", 30)];
    new.extend(old);
    page.api.set("tip-recent", json!(new));
    tab.dispatch_online().await;
    let has_new = "document.querySelector('.road').textContent.includes('second_newest')";
    tab.wait_for(has_new, TIMEOUT).await;
    sleep(Duration::from_millis(1_500)).await;
    let records: Vec<Record> = tab.records().await;
    assert!(check_speed(&records, 100.0) > ENOUGH_STEPS);
    let first = records.iter().find(|record| !record.1.is_empty()).unwrap();
    let last = records.last().unwrap();
    let distance = first.1["tipper_13"] - last.1["tipper_13"];
    let mean = distance / (last.0 - first.0) * 1000.0;
    assert!((97.0..103.0).contains(&mean), "{mean}");
    // New events enter at the right end, in their order.
    let entry = records.iter().find_map(|record| record.1.get("newest"));
    let entry = entry.unwrap();
    let right = "document.querySelector('.road').getBoundingClientRect().right";
    let right: f64 = tab.eval(right).await;
    assert!((entry - right).abs() < 3.0, "{entry} at {right}");
    assert!(last.1["newest"] < last.1["second_newest"], "{last:?}");
}

async fn a_ticker_without_motion_scrolls_by_pages(page: &TestPage) {
    set_tips(page, 10..22);
    let tab = page.tab((400, 200)).await;
    tab.goto(&page.address("motion=off&every=3&widget=tip-recent&as=ticker&limit=12"))
        .await;
    tab.wait_until_live().await;
    let first: f64 = tab.eval(OFFSET).await;
    let has_left = |offset: f64| format!("Math.abs({OFFSET} - {offset}) > 100");
    tab.wait_for(&has_left(first), TIMEOUT).await;
    // It has just scrolled, so it stands still for three seconds.
    let started = Instant::now();
    let offset: f64 = tab.eval(OFFSET).await;
    while started.elapsed() < Duration::from_secs(2) {
        let now: f64 = tab.eval(OFFSET).await;
        assert!((now - offset).abs() < 0.01, "it moves: {offset}, {now}");
        sleep(Duration::from_millis(100)).await;
    }
    tab.wait_for(&has_left(offset), TIMEOUT).await;
    // The first page comes after the last one.
    let is_back = format!("Math.abs({OFFSET} - {first}) < 1");
    tab.wait_for(&is_back, Duration::from_secs(40)).await;
    let running =
        "document.getAnimations().filter(({ playState }) => playState === 'running').length";
    assert_eq!(tab.eval::<usize>(running).await, 0);
}

async fn a_ticker_in_the_preview_follows_the_source_size(page: &TestPage) {
    let tab = page
        .open_configurator("source=demo&widget=raid-recent&as=ticker&limit=1")
        .await;
    let fits = |width: u32| {
        "ROAD.clientWidth > WIDTH && parseFloat(ROAD.style.getPropertyValue('--round')) > ROAD.clientWidth"
            .replace("ROAD", "document.querySelector('iframe').contentDocument.querySelector('.road')")
            .replace("WIDTH", &width.to_string())
    };
    tab.wait_for(&fits(100), TIMEOUT).await;
    // A ticker is laid out again one second after its events were drawn.
    sleep(Duration::from_millis(1_500)).await;
    tab.call::<()>(include_str!("source_size.js"), ["Full"])
        .await;
    tab.wait_for(&fits(1_500), Duration::from_secs(5)).await;
}
