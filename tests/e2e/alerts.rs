//! Alerts: each new event once, over refreshes, hidden sources and many events at once.

use super::emulation::HideBy;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    new_events_are_shown_one_at_a_time,
    nothing_is_shown_twice,
    what_came_while_hidden_is_not_shown,
    two_hundred_events_become_one_last_alert,
    one_of_two_sources_rings,
    sounds_are_off_unless_asked_for,
    pushed_events_without_a_list_are_shown_at_once,
    alerts_stand_outside_the_rotation,
    options_and_mistakes,
}

const RECORD: &str = include_str!("record_alerts.js");

/// A page in which a second takes a tenth of one.
async fn fast_tab(page: &TestPage) -> Tab {
    let tab = page.tab(SIZE).await;
    let clock = include_str!("clock.js");
    tab.add_init_script(&format!("{clock}(Date.now(), 10)"))
        .await;
    tab.add_init_script(RECORD).await;
    tab
}

async fn open(tab: &Tab, page: &TestPage, query: &str) {
    tab.goto(&page.address(query)).await;
    tab.wait_until_live().await;
}

/// A tip of this number.
fn tip(number: u32) -> Value {
    json!({
        "_id": format!("t{number}"), "name": format!("tipper{number}"), "amount": number,
        "createdAt": format!("2026-12-24T18:{:02}:{:02}Z", number / 60, number % 60), "type": "tip",
    })
}

/// Sets the tips of these numbers, the newest first.
fn set_tips(page: &TestPage, numbers: std::ops::Range<u32>) {
    let tips: Vec<Value> = numbers.rev().map(tip).collect();
    page.api.set("tip-recent", tips.into());
}

async fn played(tab: &Tab) -> Vec<String> {
    tab.eval("alerts").await
}

async fn wait_for_alerts(tab: &Tab, count: usize) {
    tab.wait_for(&format!("alerts.length === {count}"), TIMEOUT)
        .await;
}

async fn new_events_are_shown_one_at_a_time(page: &TestPage) {
    set_tips(page, 0..3);
    let tab = fast_tab(page).await;
    open(
        &tab,
        page,
        "currency=EUR&widget=alerts&hold=3&widget=tip-total",
    )
    .await;
    let is_invisible =
        "getComputedStyle(document.querySelector('[data-kind=alert]')).display === 'none'";
    assert!(tab.eval::<bool>(is_invisible).await);
    assert_eq!(tab.count("[data-kind=alert][data-empty]").await, 1);
    set_tips(page, 0..5);
    page.api.set(
        "follower-recent",
        json!([{ "name": "نجمة", "createdAt": "2026-12-24T18:00:03.500Z" }]),
    );
    tab.wait_for(
        "document.querySelector('[data-alert=tip]:not([data-empty])')",
        TIMEOUT,
    )
    .await;
    assert!(!tab.eval::<bool>(is_invisible).await);
    wait_for_alerts(&tab, 3).await;
    assert_eq!(
        played(&tab).await,
        [
            "New tip: tipper3 €3.00",
            "New follower: نجمة",
            "New tip: tipper4 €4.00"
        ]
    );
    tab.wait_for(is_invisible, TIMEOUT).await;
    assert_eq!(tab.count("[data-alert]").await, 0);
}

async fn nothing_is_shown_twice(page: &TestPage) {
    set_tips(page, 0..2);
    let tab = fast_tab(page).await;
    open(&tab, page, "widget=alerts&hold=2").await;
    set_tips(page, 0..3);
    wait_for_alerts(&tab, 1).await;
    // The list loses its oldest event and gets it back.
    set_tips(page, 1..3);
    sleep(Duration::from_secs(1)).await;
    set_tips(page, 0..3);
    sleep(Duration::from_secs(1)).await;
    assert_eq!(played(&tab).await.len(), 1);
    // After a refresh, which begins with the stored session, and after one without it.
    for _ in 0..2 {
        set_tips(page, 0..6);
        open(&tab, page, "widget=alerts&hold=2").await;
        sleep(Duration::from_secs(1)).await;
        assert!(played(&tab).await.is_empty());
        let _: Option<bool> = tab.eval("localStorage.clear()").await;
    }
    set_tips(page, 0..7);
    wait_for_alerts(&tab, 1).await;
}

async fn what_came_while_hidden_is_not_shown(page: &TestPage) {
    set_tips(page, 0..2);
    for (by, from) in [(HideBy::Obs, 2), (HideBy::Document, 20)] {
        let tab = fast_tab(page).await;
        open(&tab, page, "widget=alerts&hold=30").await;
        set_tips(page, 0..from + 3);
        wait_for_alerts(&tab, 1).await;
        // Two more wait: hiding clears the queue.
        tab.set_visible(by, false).await;
        tab.wait_for(
            "document.querySelector('[data-kind=alert][data-empty]')",
            TIMEOUT,
        )
        .await;
        set_tips(page, 0..from + 6);
        sleep(Duration::from_millis(1_500)).await;
        tab.set_visible(by, true).await;
        sleep(Duration::from_millis(1_500)).await;
        assert_eq!(played(&tab).await.len(), 1, "{by:?}");
        set_tips(page, 0..from + 7);
        wait_for_alerts(&tab, 2).await;
        let expected = format!("New tip: tipper{0} {0}", from + 6);
        assert_eq!(played(&tab).await[1], expected);
        tab.goto("about:blank").await;
    }
}

async fn two_hundred_events_become_one_last_alert(page: &TestPage) {
    set_tips(page, 0..1);
    let tab = fast_tab(page).await;
    open(&tab, page, "widget=alerts&hold=2").await;
    set_tips(page, 0..201);
    wait_for_alerts(&tab, 22).await;
    let played = played(&tab).await;
    assert_eq!(played[..2], ["New tip: tipper1 1", "New tip: tipper2 2"]);
    assert_eq!(played[21], "Tips: and 179 more");
    assert_eq!(tab.count(".name").await, 0);
}

async fn one_of_two_sources_rings(page: &TestPage) {
    set_tips(page, 0..2);
    let tabs = [fast_tab(page).await, fast_tab(page).await];
    for tab in &tabs {
        open(tab, page, "widget=alerts&hold=2&sound=coin&volume=80").await;
    }
    set_tips(page, 0..3);
    let mut sounds: Vec<Vec<String>> = Vec::new();
    for tab in &tabs {
        wait_for_alerts(tab, 1).await;
        sounds.push(tab.eval("sounds").await);
    }
    assert_eq!(sounds, [vec!["square 988", "square 1319"], Vec::new()]);
    let loudness: f64 = tabs[0].eval("loudness").await;
    assert!((loudness - 0.4).abs() < 1e-6, "{loudness}");
    // The other one rings when the first one is closed.
    tabs[0].goto("about:blank").await;
    sleep(Duration::from_secs(2)).await;
    set_tips(page, 0..4);
    wait_for_alerts(&tabs[1], 2).await;
    assert_eq!(tabs[1].eval::<Vec<String>>("sounds").await.len(), 2);
}

async fn sounds_are_off_unless_asked_for(page: &TestPage) {
    set_tips(page, 0..2);
    let tab = fast_tab(page).await;
    open(&tab, page, "widget=alerts&hold=2").await;
    set_tips(page, 0..3);
    wait_for_alerts(&tab, 1).await;
    assert!(tab.eval::<Vec<String>>("sounds").await.is_empty());
}

async fn pushed_events_without_a_list_are_shown_at_once(page: &TestPage) {
    let gateway = page.gateway().await;
    let tab = page.tab(SIZE).await;
    tab.add_init_script(RECORD).await;
    open(
        &tab,
        page,
        &format!("gateway={}&widget=alerts&hold=2", gateway.address()),
    )
    .await;
    tab.wait_for(
        "document.documentElement.dataset.updates === 'push'",
        TIMEOUT,
    )
    .await;
    for (name, count) in [("ada", 1), ("bob", 2), ("ada", 3)] {
        let gift = json!({ "name": name, "amount": 5 });
        gateway.set(&page.api, "community-gift-latest", gift);
        wait_for_alerts(&tab, count).await;
    }
    let expected = ["ada", "bob", "ada"].map(|name| format!("New community gift: {name} 5"));
    assert_eq!(played(&tab).await, expected);
}

async fn alerts_stand_outside_the_rotation(page: &TestPage) {
    set_tips(page, 0..2);
    let tab = fast_tab(page).await;
    open(
        &tab,
        page,
        "layout=rotate&every=2&widget=alerts&hold=5&widget=tip-total&widget=tip-count",
    )
    .await;
    set_tips(page, 0..3);
    wait_for_alerts(&tab, 1).await;
    let shown: Vec<String> = tab
        .eval(
            "[...document.querySelectorAll('.widget')].filter((own) => getComputedStyle(own).visibility === 'visible' && own.clientHeight)
                .map((own) => own.dataset.widget)",
        )
        .await;
    assert!(
        shown.contains(&"alerts".to_owned()) && shown.len() >= 2,
        "{shown:?}"
    );
    assert_eq!(tab.count(".slot[data-turn]").await, 1);
    assert_eq!(tab.count(".slot.alert[data-turn]").await, 0);
}

async fn options_and_mistakes(page: &TestPage) {
    set_tips(page, 0..2);
    let tab = fast_tab(page).await;
    open(
        &tab,
        page,
        "title=&widget=alerts&hold=2&only=tip&least=5&template=%7Bname%7D:%20%7Bmessage%7D&widget=alerts&hold=1\
         &widget=alerts&sound=horn&widget=alerts&limit=3&widget=tip-recent&hold=3&widget=alerts&volume=101&widget=alerts&as=list",
    )
    .await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((own) => own.textContent)")
        .await;
    for (card, words) in cards.iter().zip([
        "hold takes a number of seconds from 2 to 30, not “1”",
        "sound takes none, chime, bell or coin, not “horn”",
        "limit is for lists and tickers, and this widget is an alert",
        "hold is for alerts",
        "volume takes a number from 0 to 100, not “101”",
        "alerts cannot be drawn as list; it can be drawn as alert",
    ]) {
        assert!(card.contains(words), "{card}");
    }
    assert_eq!(cards.len(), 6);
    let big = json!({ "_id": "b", "name": "<b>big</b>", "amount": 7, "message": "<img src=x onerror=alert(1)>" });
    page.api.set("tip-recent", json!([big, tip(4)]));
    page.api.set(
        "raid-recent",
        json!([{ "_id": "r", "name": "raider", "amount": 90 }]),
    );
    let text = "document.querySelector('[data-kind=alert] .value')?.textContent === '<b>big</b>: <img src=x onerror=alert(1)>'";
    tab.wait_for(text, TIMEOUT).await;
    assert_eq!(tab.count("[data-kind=alert] :is(b, img, .title)").await, 0);
}
