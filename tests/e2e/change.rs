//! What happens on screen when something changes.
//!
//! Long because every motion is looked at frame by frame with the same helpers.

use super::emulation::HideBy;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use serde::Deserialize;
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    a_figure_counts_along_with_its_bar,
    the_first_picture_stands_at_once,
    what_was_missed_is_not_played_again,
    a_new_name_arrives_and_the_old_one_leaves,
    a_list_makes_room,
    a_goal_is_celebrated_once,
    a_target_that_rises_is_celebrated,
    without_motion_values_change_at_once,
    a_rotation_crossfades,
    only_transforms_and_opacity_move,
    a_ticker_takes_in_events_without_a_jump,
    a_ticker_of_many_events_keeps_its_speed,
}

/// After this a page that was shown again moves, and what it has is not fresh.
const STILL: Duration = Duration::from_millis(2_300);

/// Looks at every frame from now on, as it is painted, without holding the page
/// up.
async fn record(tab: &Tab, look: &str) {
    let _: i32 = tab
        .eval(&format!(
            "(() => {{
                const mine = window.seen = [];
                const see = () => {{ mine.push({look}); }};
                const watch = () => {{ scheduler.postTask(see, {{ priority: 'user-blocking' }}); requestAnimationFrame(watch); }};
                watch();
                return 0;
            }})()"
        ))
        .await;
}

/// A page of these widgets, as it moves.
async fn moving(page: &TestPage, query: &str) -> Tab {
    page.live(&format!("motion=on&{query}")).await
}

const FIGURE: &str = "parseFloat(document.querySelector('.current').textContent.replace(/,/g, ''))";
const BAR: &str = "new DOMMatrix(getComputedStyle(document.querySelector('.fill')).transform).m41 / document.querySelector('.fill').offsetWidth + 1";

async fn a_figure_counts_along_with_its_bar(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 2000 }));
    let tab = moving(page, "widget=tip-goal&target=10000").await;
    record(&tab, &format!("[{FIGURE}, {BAR}]")).await;
    page.api.set("tip-goal", json!({ "amount": 7000 }));
    tab.wait_for(
        &format!("{FIGURE} === 7000 && Math.abs({BAR} - 0.7) < 0.001"),
        TIMEOUT,
    )
    .await;
    let seen: Vec<[f64; 2]> = tab.eval("seen").await;
    let is_on_the_way = |figure: f64| (2100.0..6900.0).contains(&figure);
    let mut count = 0;
    for pair in seen.windows(2) {
        let (figure, bars) = (pair[1][0], [pair[0][1], pair[1][1]]);
        if is_on_the_way(figure) {
            count += 1;
            let along = bars[0] - 0.02..=bars[1] + 0.02;
            assert!(along.contains(&(figure / 10_000.0)), "{figure} at {bars:?}");
        }
    }
    assert!(count >= 2, "{seen:?}");
    assert!(
        seen.windows(2).all(|pair| pair[1][0] >= pair[0][0]),
        "{seen:?}"
    );
    assert!(seen.iter().all(|[figure, _]| figure.fract() == 0.0));
}

async fn the_first_picture_stands_at_once(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 7000 }));
    let tab = page.tab((800, 600)).await;
    tab.add_init_script(&format!(
        "window.seen = [];
        const watch = () => {{ if (document.documentElement?.dataset.status === 'live') seen.push({BAR}); requestAnimationFrame(watch); }};
        watch();"
    ))
    .await;
    tab.goto(&page.address("motion=on&widget=tip-goal&target=10000&widget=tip-latest"))
        .await;
    tab.wait_until_live().await;
    tokio::time::sleep(Duration::from_millis(600)).await;
    let seen: Vec<f64> = tab.eval("seen").await;
    assert!(
        seen.len() > 5 && seen.iter().all(|bar| (bar - 0.7).abs() < 0.001),
        "{seen:?}"
    );
    assert_eq!(tab.count("[data-changed]").await, 0);
}

async fn what_was_missed_is_not_played_again(page: &TestPage) {
    for way in [HideBy::Obs, HideBy::Document] {
        page.api.set("tip-goal", json!({ "amount": 2000 }));
        page.api
            .set("tip-latest", json!({ "name": "early_bird", "amount": 5 }));
        let tab = moving(page, "widget=tip-goal&target=10000&widget=tip-latest").await;
        // Shown again, it asks at once when what it has is old enough.
        tokio::time::sleep(STILL).await;
        tab.set_visible(way, false).await;
        page.api.set("tip-goal", json!({ "amount": 7000 }));
        page.api
            .set("tip-latest", json!({ "name": "night_owl", "amount": 5 }));
        record(
            &tab,
            &format!("[{FIGURE}, {BAR}, document.getAnimations().length]"),
        )
        .await;
        tab.set_visible(way, true).await;
        tab.wait_for(&format!("{FIGURE} === 7000"), TIMEOUT).await;
        assert_eq!(tab.text(".value .name").await.as_deref(), Some("night_owl"));
        tokio::time::sleep(Duration::from_millis(500)).await;
        let seen: Vec<[f64; 3]> = tab.eval("seen").await;
        let is_an_end = |[figure, bar, running]: &[f64; 3]| {
            let stands =
                |end: f64| (figure - end).abs() < 0.5 && (bar - end / 10_000.0).abs() < 0.001;
            (stands(2000.0) || stands(7000.0)) && *running == 0.0
        };
        assert!(seen.iter().all(is_an_end), "{way:?} {seen:?}");
        // What comes later is news again.
        tokio::time::sleep(STILL).await;
        record(&tab, BAR).await;
        page.api.set("tip-goal", json!({ "amount": 9000 }));
        tab.wait_for(&format!("{FIGURE} === 9000"), TIMEOUT).await;
        let seen: Vec<f64> = tab.eval("seen").await;
        assert!(
            seen.iter().any(|bar| (0.71..0.89).contains(bar)),
            "{way:?} {seen:?}"
        );
        tab.goto("about:blank").await;
    }
}

async fn a_new_name_arrives_and_the_old_one_leaves(page: &TestPage) {
    page.api
        .set("follower-latest", json!({ "name": "early_bird" }));
    let tab = moving(page, "widget=follower-latest").await;
    record(
        &tab,
        "['.value', '.leaving'].map((part) => {
            const node = document.querySelector(part);
            return node ? [node.textContent, Number(getComputedStyle(node).opacity)] : ['', 0];
        })",
    )
    .await;
    page.api
        .set("follower-latest", json!({ "name": "night_owl" }));
    tab.wait_for("document.querySelector('[data-changed]')", TIMEOUT)
        .await;
    tab.wait_for("!document.querySelector('[data-changed]')", TIMEOUT)
        .await;
    // What stands then is to be among what was seen.
    tab.settle().await;
    let seen: Vec<[(String, f64); 2]> = tab.eval("seen").await;
    let both = seen.iter().filter(|[value, leaving]| {
        (value.0.as_str(), leaving.0.as_str()) == ("night_owl", "early_bird")
            && value.1 < 1.0
            && leaving.1 > 0.0
    });
    assert!(both.count() >= 1, "{seen:?}");
    assert_eq!(
        seen.last().unwrap(),
        &[("night_owl".to_owned(), 1.0), (String::new(), 0.0)]
    );
    assert!(
        seen.iter().all(|[value, _]| !value.0.is_empty()),
        "{seen:?}"
    );
}

fn tip(name: &str, second: u32) -> serde_json::Value {
    let created = format!("2026-05-09T14:13:{second:02}.191Z");
    json!({ "name": name, "amount": 10, "createdAt": created })
}

async fn a_list_makes_room(page: &TestPage) {
    let old: Vec<_> = (10..14)
        .rev()
        .map(|at| tip(&format!("tipper_{at}"), at))
        .collect();
    page.api.set("tip-recent", json!(old));
    let tab = moving(page, "widget=tip-recent&limit=5").await;
    record(
        &tab,
        "Object.fromEntries([...document.querySelectorAll('li.event')].map((event) => [event.querySelector('.name').textContent, event.getBoundingClientRect().y]))",
    )
    .await;
    let mut new = vec![tip("newest", 31), tip("second_newest", 30)];
    new.extend(old);
    page.api.set("tip-recent", json!(new));
    tab.wait_for("document.querySelector('[data-changed]')", TIMEOUT)
        .await;
    tab.wait_for("!document.querySelector('[data-changed]')", TIMEOUT)
        .await;
    let seen: Vec<std::collections::HashMap<String, f64>> = tab.eval("seen").await;
    let [first, last] = [&seen[0], seen.last().unwrap()].map(|seen| seen["tipper_13"]);
    let way: Vec<f64> = seen.iter().map(|seen| seen["tipper_13"]).collect();
    // It starts where it stood and moves down evenly to its new place.
    assert!(last - first > 30.0, "{way:?}");
    assert!(
        way.windows(2).all(|pair| pair[1] >= pair[0] - 0.5),
        "{way:?}"
    );
    assert!(
        way.iter()
            .filter(|y| **y > first + 2.0 && **y < last - 2.0)
            .count()
            >= 3,
        "{way:?}"
    );
    // The rows move as one.
    for seen in seen.iter().filter(|seen| seen.contains_key("newest")) {
        let gaps = ["newest", "second_newest", "tipper_13", "tipper_12"].map(|name| seen[name]);
        let even = gaps.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(
            even.clone()
                .all(|gap| (gap - (last - first) / 2.0).abs() < 1.0),
            "{gaps:?}"
        );
    }
    assert_eq!(tab.count("li.event").await, 5);
}

const HOW: &str = "(document.querySelector('.widget').dataset.changed ?? null)";

async fn a_goal_is_celebrated_once(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 900 }));
    let tab = moving(page, "widget=tip-goal&target=1000").await;
    record(
        &tab,
        &format!("[performance.now(), {HOW}, document.getAnimations().length]"),
    )
    .await;
    page.api.set("tip-goal", json!({ "amount": 1100 }));
    tab.wait_for(&format!("{HOW} === 'won'"), TIMEOUT).await;
    assert_eq!(tab.count("[data-reached]").await, 1);
    tab.wait_for(
        "document.getAnimations().length === 0 && !document.querySelector('[data-changed]')",
        TIMEOUT,
    )
    .await;
    let seen: Vec<(f64, Option<String>, usize)> = tab.eval("seen").await;
    let moving: Vec<f64> = seen
        .iter()
        .filter(|seen| seen.2 > 0)
        .map(|seen| seen.0)
        .collect();
    let lasted = moving.last().unwrap() - moving.first().unwrap();
    assert!((1_000.0..3_000.0).contains(&lasted), "{lasted} ms");
    // Past the target it is news, and no second feast.
    page.api.set("tip-goal", json!({ "amount": 1200 }));
    tab.wait_for(&format!("{HOW} === ''"), TIMEOUT).await;
    let again: Vec<(f64, Option<String>, usize)> = tab.eval("seen").await;
    let feasts = again
        .windows(2)
        .filter(|pair| pair[0].1 != pair[1].1 && pair[1].1.as_deref() == Some("won"));
    assert_eq!(feasts.count(), 1);
}

async fn a_target_that_rises_is_celebrated(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 900 }));
    let tab = moving(page, "widget=tip-goal&target=1000&step=500").await;
    page.api.set("tip-goal", json!({ "amount": 1100 }));
    tab.wait_for(&format!("{HOW} === 'won'"), TIMEOUT).await;
    assert_eq!(tab.count("[data-reached]").await, 0);
    assert_eq!(tab.text(".target").await.as_deref(), Some("1,500"));
}

async fn without_motion_values_change_at_once(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 2000 }));
    page.api.set("tip-recent", json!([tip("tipper_1", 1)]));
    page.api.set("tip-latest", tip("tipper_1", 1));
    let tab = page
        .live("motion=off&widget=tip-goal&target=5000&widget=tip-recent&widget=tip-latest&widget=tip-latest&title=")
        .await;
    record(
        &tab,
        &format!("[{FIGURE}, {BAR}, document.getAnimations().length]"),
    )
    .await;
    page.api.set("tip-goal", json!({ "amount": 6000 }));
    page.api.set(
        "tip-recent",
        json!([tip("tipper_2", 2), tip("tipper_1", 1)]),
    );
    page.api.set("tip-latest", tip("tipper_2", 2));
    tab.wait_for(&format!("{FIGURE} === 6000"), TIMEOUT).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let seen: Vec<[f64; 3]> = tab.eval("seen").await;
    let is_an_end = |seen: &[f64; 3]| {
        [[2000.0, 0.4, 0.0], [6000.0, 1.0, 0.0]].iter().any(|end| {
            end.iter()
                .zip(seen)
                .all(|(end, seen)| (end - seen).abs() < 0.01)
        })
    };
    let other = seen.iter().find(|seen| !is_an_end(seen));
    assert_eq!(other, None);
    let ghosts = "[...document.querySelectorAll('.leaving')].filter((node) => getComputedStyle(node).opacity !== '0' && node.textContent)";
    assert_eq!(tab.eval::<usize>(&format!("{ghosts}.length")).await, 0);
}

async fn a_rotation_crossfades(page: &TestPage) {
    let tab = page
        .live("motion=on&layout=rotate&every=2&widget=tip-latest&widget=tip-total")
        .await;
    record(
        &tab,
        "[...document.querySelectorAll('.slot')].map((slot) => getComputedStyle(slot).visibility === 'hidden' ? 0 : Number(getComputedStyle(slot).opacity))",
    )
    .await;
    tokio::time::sleep(Duration::from_millis(4_500)).await;
    let seen: Vec<[f64; 2]> = tab.eval("seen").await;
    let crossing = seen
        .iter()
        .filter(|[one, other]| *one > 0.05 && *other > 0.05 && one + other < 1.2);
    assert!(crossing.count() >= 2, "{seen:?}");
    assert!(
        seen.iter().all(|[one, other]| one + other > 0.8),
        "{seen:?}"
    );
}

/// Which properties what runs now moves.
#[derive(Deserialize)]
struct Moved(Vec<String>);

async fn only_transforms_and_opacity_move(page: &TestPage) {
    for theme in ["plate", "clear", "glass", "neon", "paper", "pixel"] {
        page.api.set("tip-goal", json!({ "amount": 900 }));
        page.api.set("tip-latest", tip("tipper_1", 1));
        page.api.set("tip-recent", json!([tip("tipper_1", 1)]));
        let tab = moving(
            page,
            &format!("theme={theme}&widget=tip-goal&target=1000&widget=tip-latest&widget=tip-recent&widget=tip-recent&as=ticker"),
        )
        .await;
        let _: i32 = tab
            .eval(
                "(() => {
                    window.moved = new Set();
                    const watch = () => {
                        for (const animation of document.getAnimations())
                            for (const frame of animation.effect.getKeyframes())
                                for (const name of Object.keys(frame)) moved.add(name);
                        requestAnimationFrame(watch);
                    };
                    watch();
                    return 0;
                })()",
            )
            .await;
        page.api.set("tip-goal", json!({ "amount": 1100 }));
        page.api.set("tip-latest", tip("tipper_2", 2));
        page.api.set(
            "tip-recent",
            json!([tip("tipper_2", 2), tip("tipper_1", 1)]),
        );
        tab.dispatch_online().await;
        tab.wait_for(&format!("{HOW} === 'won'"), TIMEOUT).await;
        tokio::time::sleep(Duration::from_millis(800)).await;
        tab.screenshot(&page.screenshot_dir(), &format!("won-{theme}"))
            .await;
        let Moved(mut moved) = tab.eval("[...moved]").await;
        moved.retain(|name| {
            !["offset", "computedOffset", "easing", "composite"].contains(&name.as_str())
        });
        moved.sort();
        assert_eq!(moved, ["opacity", "transform"], "{theme}");
        tab.goto("about:blank").await;
    }
}

/// Where every event of the ticker is, by its name, and when: the time by which
/// the browser moves things in this frame, in milliseconds. Nothing where an
/// event has not been laid yet, as just before a frame.
const LANE: &str = "[document.timeline.currentTime, Object.fromEntries([...document.querySelectorAll(document.querySelector('.road li.event:not([style])') ? 'none' : '.road li.event')].map((event) => [event.querySelector('.name').textContent, event.getBoundingClientRect().x]))]";

/// So many steps tell a speed; how many there are is the machine's doing.
const SOME: usize = 20;

type TickerLayout = (f64, std::collections::HashMap<String, f64>);

/// Checks that everything in sight of an 800 pixels wide page runs at this many
/// pixels a second, in every frame; gives how many steps it has seen.
fn check_speed(seen: &[TickerLayout], speed: f64) -> usize {
    let (seen, not_laid): (Vec<_>, Vec<_>) = seen.iter().partition(|seen| !seen.1.is_empty());
    assert!(not_laid.len() <= 1, "painted before they were laid");
    let mut steps = 0;
    for pair in seen.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        let passed = (after.0 - before.0) / 1000.0;
        for (name, x) in &before.1 {
            let is_in_sight = |x: &f64| (0.0..800.0).contains(x);
            let Some(later) = after.1.get(name).filter(|later| is_in_sight(later)) else {
                // Dropped, or out at the left end.
                continue;
            };
            if is_in_sight(x) {
                steps += 1;
                // What begins anew waits for the next frame.
                let late = 1.5 + speed * passed.max(1.0 / 60.0);
                let odd = x - later - speed * passed;
                assert!(odd.abs() < late, "{name}: {x}, {later} in {passed} s");
            }
        }
    }
    steps
}

async fn a_ticker_takes_in_events_without_a_jump(page: &TestPage) {
    let old: Vec<_> = (10..14)
        .rev()
        .map(|at| tip(&format!("tipper_{at}"), at))
        .collect();
    page.api.set("tip-recent", json!(old));
    let tab = moving(page, "widget=tip-recent&as=ticker&limit=5&speed=100&title=").await;
    record(&tab, LANE).await;
    tokio::time::sleep(STILL).await;
    let mut new = vec![tip("newest", 31), tip("second_newest", 30)];
    new.extend(old);
    page.api.set("tip-recent", json!(new));
    tab.dispatch_online().await;
    tab.wait_for(
        "document.querySelector('.road').textContent.includes('second_newest')",
        TIMEOUT,
    )
    .await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let seen: Vec<TickerLayout> = tab.eval("seen").await;
    assert!(check_speed(&seen, 100.0) > SOME);
    // And over the whole time.
    let first = seen.iter().find(|seen| !seen.1.is_empty()).unwrap();
    let ((began, lane), (ended, at_last)) = (first, seen.last().unwrap());
    let run = lane["tipper_13"] - at_last["tipper_13"];
    let mean = run / (ended - began) * 1000.0;
    assert!((97.0..103.0).contains(&mean), "{mean}");
    // The new ones come in from outside, in their order.
    let first = seen
        .iter()
        .find_map(|(_, lane)| lane.get("newest"))
        .unwrap();
    let entry = "document.querySelector('.road').getBoundingClientRect().right";
    let entry: f64 = tab.eval(entry).await;
    assert!((first - entry).abs() < 3.0, "{first} at {entry}");
    let last = &seen.last().unwrap().1;
    assert!(last["newest"] < last["second_newest"], "{last:?}");
}

async fn a_ticker_of_many_events_keeps_its_speed(page: &TestPage) {
    let many: Vec<_> = (10..35)
        .rev()
        .map(|at| tip(&format!("tipper_number_{at}"), at))
        .collect();
    page.api.set("tip-recent", json!(many));
    for limit in [1, 25] {
        let tab = moving(
            page,
            &format!("widget=tip-recent&as=ticker&limit={limit}&speed=200"),
        )
        .await;
        record(&tab, LANE).await;
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        let seen: Vec<TickerLayout> = tab.eval("seen").await;
        assert!(check_speed(&seen, 200.0) > SOME, "{limit}");
        // Nobody runs into another.
        let apart = tab.eval::<bool>(
            "(() => {
                const boxes = [...document.querySelectorAll('.road li.event')].map((event) => event.getBoundingClientRect()).sort((a, b) => a.x - b.x);
                return boxes.every((box, at) => !boxes[at + 1] || box.right <= boxes[at + 1].x + 1.5);
            })()",
        );
        assert!(apart.await, "{limit}");
        tab.goto("about:blank").await;
    }
}
