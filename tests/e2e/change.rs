//! The animations of changes, frame by frame.

use super::emulation::HideBy;
use super::recording::{BAR, FIGURE};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    the_figure_moves_with_its_bar,
    the_first_render_is_not_animated,
    changes_of_a_hidden_page_are_not_animated,
    the_old_name_fades_out_while_the_new_one_fades_in,
    a_list_moves_down_for_new_events,
    a_reached_goal_is_celebrated_once,
    a_reached_step_is_celebrated,
    values_change_at_once_without_motion,
    a_rotation_crossfades,
}

/// After this time a page that was shown again animates changes, and polls when it is
/// shown again.
pub const SETTLED: Duration = Duration::from_millis(2_300);

/// The `data-changed` attribute of the first widget.
const CHANGED: &str = "(document.querySelector('.widget').dataset.changed ?? null)";

/// Opens a page with motion.
async fn open_moving(page: &TestPage, query: &str) -> Tab {
    page.live(&format!("motion=on&{query}")).await
}

/// Waits until a change is marked, and until the mark is removed.
async fn wait_for_change(tab: &Tab) {
    for condition in ["CHANGED !== null", "CHANGED === null"] {
        let condition = condition.replace("CHANGED", CHANGED);
        tab.wait_for(&condition, TIMEOUT).await;
    }
}

/// A tip at this second of a fixed minute.
pub fn tip(name: &str, second: u32) -> Value {
    let created = format!("2026-05-09T14:13:{second:02}.191Z");
    json!({ "name": name, "amount": 10, "createdAt": created })
}

async fn the_figure_moves_with_its_bar(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 2000 }));
    let tab = open_moving(page, "widget=tip-goal&target=10000").await;
    tab.record(&format!("[{FIGURE}, {BAR}]")).await;
    page.api.set("tip-goal", json!({ "amount": 7000 }));
    let is_done = format!("{FIGURE} === 7000 && Math.abs({BAR} - 0.7) < 0.001");
    tab.wait_for(&is_done, TIMEOUT).await;
    let records: Vec<[f64; 2]> = tab.records().await;
    let mut moving = 0;
    for pair in records.windows(2) {
        let (figure, bars) = (pair[1][0], [pair[0][1], pair[1][1]]);
        assert!(figure >= pair[0][0], "{records:?}");
        // The figure is written less often than the bar moves.
        if figure > pair[0][0] && (2100.0..6900.0).contains(&figure) {
            moving += 1;
            let range = bars[0] - 0.02..=bars[1] + 0.02;
            assert!(range.contains(&(figure / 10_000.0)), "{figure} at {bars:?}");
        }
    }
    assert!(moving >= 2, "{records:?}");
    assert!(records.iter().all(|[figure, _]| figure.fract() == 0.0));
}

async fn the_first_render_is_not_animated(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 7000 }));
    let tab = page.tab((800, 600)).await;
    let record = include_str!("record.js");
    let is_live = "document.documentElement?.dataset.status === 'live'";
    tab.add_init_script(&format!("({record})(() => {is_live} ? {BAR} : null)"))
        .await;
    tab.goto(&page.address("motion=on&widget=tip-goal&target=10000&widget=tip-latest"))
        .await;
    tab.wait_until_live().await;
    sleep(Duration::from_millis(600)).await;
    let records: Vec<Option<f64>> = tab.records().await;
    let bars: Vec<f64> = records.into_iter().flatten().collect();
    assert!(bars.len() > 5, "{bars:?}");
    assert!(bars.iter().all(|bar| (bar - 0.7).abs() < 0.001), "{bars:?}");
    assert_eq!(tab.count("[data-changed]").await, 0);
}

async fn changes_of_a_hidden_page_are_not_animated(page: &TestPage) {
    for hide_by in [HideBy::Obs, HideBy::Document] {
        page.api.set("tip-goal", json!({ "amount": 2000 }));
        page.api.set("tip-latest", tip("early_bird", 1));
        let tab = open_moving(page, "widget=tip-goal&target=10000&widget=tip-latest").await;
        sleep(SETTLED).await;
        tab.set_visible(hide_by, false).await;
        page.api.set("tip-goal", json!({ "amount": 7000 }));
        page.api.set("tip-latest", tip("night_owl", 2));
        tab.record(&format!(
            "[{FIGURE}, {BAR}, document.getAnimations().length]"
        ))
        .await;
        tab.set_visible(hide_by, true).await;
        tab.wait_for(&format!("{FIGURE} === 7000"), TIMEOUT).await;
        assert_eq!(tab.text(".value .name").await.as_deref(), Some("night_owl"));
        sleep(Duration::from_millis(500)).await;
        let records: Vec<[f64; 3]> = tab.records().await;
        check_no_animation(&records, [[2000.0, 0.2, 0.0], [7000.0, 0.7, 0.0]]);
        // A later change is animated again.
        sleep(SETTLED).await;
        tab.record(BAR).await;
        page.api.set("tip-goal", json!({ "amount": 9000 }));
        tab.wait_for(&format!("{FIGURE} === 9000"), TIMEOUT).await;
        let bars: Vec<f64> = tab.records().await;
        assert!(
            bars.iter().any(|bar| (0.71..0.89).contains(bar)),
            "{hide_by:?} {bars:?}"
        );
        tab.goto("about:blank").await;
    }
}

/// Checks that each record is one of two: figure, bar and number of animations.
#[track_caller]
fn check_no_animation(records: &[[f64; 3]], expected: [[f64; 3]; 2]) {
    let is_expected = |record: &[f64; 3]| {
        expected.iter().any(|expected| {
            let mut pairs = expected.iter().zip(record);
            pairs.all(|(expected, value)| (expected - value).abs() < 0.001)
        })
    };
    let unexpected = records.iter().find(|record| !is_expected(record));
    assert_eq!(unexpected, None, "{records:?}");
}

async fn the_old_name_fades_out_while_the_new_one_fades_in(page: &TestPage) {
    page.api
        .set("follower-latest", json!({ "name": "early_bird" }));
    let tab = open_moving(page, "widget=follower-latest").await;
    tab.record(include_str!("opacities.js")).await;
    page.api
        .set("follower-latest", json!({ "name": "night_owl" }));
    wait_for_change(&tab).await;
    // The last record is then after the change.
    tab.settle().await;
    let records: Vec<[(String, f64); 2]> = tab.records().await;
    let crossing = records.iter().filter(|[value, leaving]| {
        (value.0.as_str(), leaving.0.as_str()) == ("night_owl", "early_bird")
            && value.1 < 1.0
            && leaving.1 > 0.0
    });
    assert!(crossing.count() >= 1, "{records:?}");
    assert_eq!(
        records.last().unwrap(),
        &[("night_owl".to_owned(), 1.0), (String::new(), 0.0)]
    );
    assert!(
        records.iter().all(|[value, _]| !value.0.is_empty()),
        "{records:?}"
    );
}

async fn a_list_moves_down_for_new_events(page: &TestPage) {
    let numbers = (10..14).rev();
    let old: Vec<_> = numbers.map(|at| tip(&format!("tipper_{at}"), at)).collect();
    page.api.set("tip-recent", json!(old));
    let tab = open_moving(page, "widget=tip-recent&limit=5").await;
    tab.record("Object.fromEntries([...document.querySelectorAll('li.event')]
        .map((event) => [event.querySelector('.name').textContent, event.getBoundingClientRect().y]))")
    .await;
    let mut new = vec![tip("newest", 31), tip("second_newest", 30)];
    new.extend(old);
    page.api.set("tip-recent", json!(new));
    wait_for_change(&tab).await;
    let records: Vec<HashMap<String, f64>> = tab.records().await;
    let path: Vec<f64> = records.iter().map(|record| record["tipper_13"]).collect();
    let (first, last) = (path[0], *path.last().unwrap());
    assert!(last - first > 30.0, "{path:?}");
    assert!(
        path.windows(2).all(|pair| pair[1] >= pair[0] - 0.5),
        "{path:?}"
    );
    let is_between = |y: &&f64| (first + 2.0..last - 2.0).contains(*y);
    assert!(path.iter().filter(is_between).count() >= 3, "{path:?}");
    // All rows move together.
    for record in records
        .iter()
        .filter(|record| record.contains_key("newest"))
    {
        let rows = ["newest", "second_newest", "tipper_13", "tipper_12"].map(|name| record[name]);
        let mut gaps = rows.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(
            gaps.all(|gap| (gap - (last - first) / 2.0).abs() < 1.0),
            "{rows:?}"
        );
    }
    assert_eq!(tab.count("li.event").await, 5);
}

async fn a_reached_goal_is_celebrated_once(page: &TestPage) {
    type Record = (f64, Option<String>, usize);
    page.api.set("tip-goal", json!({ "amount": 900 }));
    let tab = open_moving(page, "widget=tip-goal&target=1000").await;
    tab.record(&format!(
        "[performance.now(), {CHANGED}, document.getAnimations().length]"
    ))
    .await;
    page.api.set("tip-goal", json!({ "amount": 1100 }));
    tab.wait_for(&format!("{CHANGED} === 'won'"), TIMEOUT).await;
    assert_eq!(tab.count("[data-reached]").await, 1);
    let is_over = format!("document.getAnimations().length === 0 && {CHANGED} === null");
    tab.wait_for(&is_over, TIMEOUT).await;
    let records: Vec<Record> = tab.records().await;
    let times = records.iter().filter(|record| record.2 > 0);
    let times: Vec<f64> = times.map(|record| record.0).collect();
    let duration = times.last().unwrap() - times.first().unwrap();
    assert!((1_000.0..3_000.0).contains(&duration), "{duration} ms");
    // A change beyond the target is not celebrated.
    page.api.set("tip-goal", json!({ "amount": 1200 }));
    tab.wait_for(&format!("{CHANGED} === ''"), TIMEOUT).await;
    let records: Vec<Record> = tab.records().await;
    let celebrations = records
        .windows(2)
        .filter(|pair| pair[0].1 != pair[1].1 && pair[1].1.as_deref() == Some("won"));
    assert_eq!(celebrations.count(), 1);
}

async fn a_reached_step_is_celebrated(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 900 }));
    let tab = open_moving(page, "widget=tip-goal&target=1000&step=500").await;
    page.api.set("tip-goal", json!({ "amount": 1100 }));
    tab.wait_for(&format!("{CHANGED} === 'won'"), TIMEOUT).await;
    assert_eq!(tab.count("[data-reached]").await, 0);
    assert_eq!(tab.text(".target").await.as_deref(), Some("1,500"));
}

async fn values_change_at_once_without_motion(page: &TestPage) {
    page.api.set("tip-goal", json!({ "amount": 2000 }));
    page.api.set("tip-recent", json!([tip("tipper_1", 1)]));
    page.api.set("tip-latest", tip("tipper_1", 1));
    let tab = page
        .live("motion=off&widget=tip-goal&target=5000&widget=tip-recent&widget=tip-latest&widget=tip-latest&title=")
        .await;
    tab.record(&format!(
        "[{FIGURE}, {BAR}, document.getAnimations().length]"
    ))
    .await;
    page.api.set("tip-goal", json!({ "amount": 6000 }));
    let tips = json!([tip("tipper_2", 2), tip("tipper_1", 1)]);
    page.api.set("tip-recent", tips);
    page.api.set("tip-latest", tip("tipper_2", 2));
    tab.wait_for(&format!("{FIGURE} === 6000"), TIMEOUT).await;
    sleep(Duration::from_millis(300)).await;
    let records: Vec<[f64; 3]> = tab.records().await;
    check_no_animation(&records, [[2000.0, 0.4, 0.0], [6000.0, 1.0, 0.0]]);
    let visible = "[...document.querySelectorAll('.leaving')]
        .filter((text) => getComputedStyle(text).opacity !== '0' && text.textContent).length";
    assert_eq!(tab.eval::<usize>(visible).await, 0);
}

async fn a_rotation_crossfades(page: &TestPage) {
    let tab = page
        .live("motion=on&layout=rotate&every=2&widget=tip-latest&widget=tip-total")
        .await;
    tab.record(
        "[...document.querySelectorAll('.slot')].map((slot) => getComputedStyle(slot))
        .map(({ visibility, opacity }) => visibility === 'hidden' ? 0 : Number(opacity))",
    )
    .await;
    sleep(Duration::from_millis(4_500)).await;
    let records: Vec<[f64; 2]> = tab.records().await;
    let crossing = records
        .iter()
        .filter(|[one, other]| *one > 0.05 && *other > 0.05 && one + other < 1.2);
    assert!(crossing.count() >= 2, "{records:?}");
    assert!(
        records.iter().all(|[one, other]| one + other > 0.8),
        "{records:?}"
    );
}
