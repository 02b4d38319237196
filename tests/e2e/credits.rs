//! Credits: everybody of a stream, rolling once.

use super::emulation::HideBy;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    everybody_is_listed_by_type,
    those_beyond_the_lists_are_collected,
    they_roll_once_each_time_the_source_is_shown,
    they_repeat_if_asked_for,
    without_motion_pages_turn,
    options_and_mistakes,
}

/// A page in which a second takes a twentieth of one. The animation is not faster.
async fn fast_tab(page: &TestPage) -> Tab {
    let tab = page.tab(SIZE).await;
    let clock = include_str!("clock.js");
    tab.add_init_script(&format!("{clock}(Date.now(), 20)"))
        .await;
    tab
}

async fn open(tab: &Tab, page: &TestPage, query: &str) {
    tab.goto(&page.address(query)).await;
    tab.wait_until_live().await;
}

fn events(names: &[&str]) -> Value {
    names
        .iter()
        .map(|name| json!({ "name": name, "amount": 5, "_id": name }))
        .collect::<Vec<Value>>()
        .into()
}

/// Empties all lists but these.
fn set_lists(page: &TestPage, lists: &[(&str, Value)]) {
    page.api.set_session(
        &json!({ "lastReset": "2018-05-10T11:00:00Z", "data": { "tip-total": { "amount": 1 } } })
            .to_string(),
    );
    for (key, list) in lists {
        page.api.set(key, list.clone());
    }
}

/// Each group: its title and its names.
async fn groups(tab: &Tab) -> Vec<String> {
    tab.eval(
        "[...document.querySelectorAll('.group')].map((own) => own.querySelector('h2').textContent + ': '
            + [...own.querySelectorAll('ul > li')].map((line) => line.textContent).join(', '))",
    )
    .await
}

const RUNS: &str = "document.querySelector('.group')";

async fn everybody_is_listed_by_type(page: &TestPage) {
    set_lists(
        page,
        &[
            ("raid-recent", events(&["Пётр"])),
            ("follower-recent", events(&["さくら", "نجمة"])),
            ("tip-recent", events(&["bob", "ada"])),
        ],
    );
    let tab = page.live("widget=credits").await;
    tab.wait_for(RUNS, TIMEOUT).await;
    assert_eq!(
        groups(&tab).await,
        ["Tips: ada, bob", "Followers: نجمة, さくら", "Raids: Пётр"]
    );
    assert_eq!(tab.text(".title").await.as_deref(), Some("Thank you"));
    // By the animation's own clock: a busy machine shows frames late.
    tab.wait_for("document.querySelector('.roll[style]')", TIMEOUT)
        .await;
    let speed: f64 = tab
        .eval(
            "(() => {
                const roll = document.querySelector('.roll');
                const [animation] = roll.getAnimations();
                animation.pause();
                const at = (time) => {
                    animation.currentTime = time;
                    return new DOMMatrix(getComputedStyle(roll).transform).f;
                };
                return at(1000) - at(2000);
            })()",
        )
        .await;
    assert!((speed - 60.0).abs() < 1.0, "{speed} pixels in a second");
}

async fn those_beyond_the_lists_are_collected(page: &TestPage) {
    set_lists(page, &[("tip-recent", events(&["ada"]))]);
    // Any overlay of the channel collects.
    let other = page.live("widget=tip-total").await;
    set_lists(page, &[("tip-recent", events(&["bob"]))]);
    sleep(Duration::from_secs(6)).await;
    let tab = page.live("widget=credits").await;
    tab.wait_for(RUNS, TIMEOUT).await;
    assert_eq!(groups(&tab).await, ["Tips: ada, bob"]);
    // Nobody before the last reset.
    page.api.reset();
    page.api.set("tip-recent", events(&["eve"]));
    sleep(Duration::from_secs(6)).await;
    let tab = page.live("widget=credits").await;
    tab.wait_for(RUNS, TIMEOUT).await;
    assert_eq!(groups(&tab).await, ["Tips: eve"]);
    drop(other);
}

async fn they_roll_once_each_time_the_source_is_shown(page: &TestPage) {
    set_lists(page, &[("tip-recent", events(&["ada"]))]);
    let tab = fast_tab(page).await;
    open(&tab, page, "widget=credits&speed=100").await;
    tab.wait_for(RUNS, TIMEOUT).await;
    let is_over = "document.querySelector('[data-kind=credits][data-empty]') && !document.querySelector('.group')";
    tab.wait_for(is_over, TIMEOUT).await;
    sleep(Duration::from_secs(1)).await;
    assert!(groups(&tab).await.is_empty());
    for by in [HideBy::Obs, HideBy::Document] {
        tab.set_visible(by, false).await;
        sleep(Duration::from_millis(300)).await;
        assert!(groups(&tab).await.is_empty());
        tab.set_visible(by, true).await;
        tab.wait_for(RUNS, TIMEOUT).await;
        tab.wait_for(is_over, TIMEOUT).await;
    }
}

async fn they_repeat_if_asked_for(page: &TestPage) {
    set_lists(page, &[("tip-recent", events(&["ada"]))]);
    let tab = fast_tab(page).await;
    open(&tab, page, "widget=credits&repeat=on&speed=200").await;
    for turn in ["odd", "even", "odd"] {
        tab.wait_for(
            &format!("document.querySelector('.roll[data-turn={turn}] .group')"),
            TIMEOUT,
        )
        .await;
    }
}

async fn without_motion_pages_turn(page: &TestPage) {
    let names: Vec<String> = (0..60).map(|number| format!("name{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    set_lists(page, &[("tip-recent", events(&names))]);
    let tab = fast_tab(page).await;
    open(&tab, page, "motion=off&every=10&widget=credits").await;
    let top = "Number(document.querySelector('.roll')?.style.getPropertyValue('--top') || 0)";
    tab.wait_for(&format!("{top} > 300"), TIMEOUT).await;
    let animations: usize = tab.eval("document.getAnimations().length").await;
    assert_eq!(animations, 0);
    tab.wait_for(
        "document.querySelector('[data-kind=credits][data-empty]')",
        TIMEOUT,
    )
    .await;
}

async fn options_and_mistakes(page: &TestPage) {
    set_lists(
        page,
        &[
            ("tip-recent", events(&["ada"])),
            ("raid-recent", events(&["bob"])),
            (
                "cheer-recent",
                json!([{ "name": "eve", "amount": 2, "_id": "e" }]),
            ),
        ],
    );
    let tab = page
        .live(
            "currency=EUR&widget=credits&only=tip,cheer&least=3&template=%7Bname%7D%20%7Bamount%7D&title=\
             &widget=credits&only=tipp&widget=credits&repeat=yes&widget=credits&limit=3&widget=tip-recent&repeat=on",
        )
        .await;
    tab.wait_for(RUNS, TIMEOUT).await;
    assert_eq!(groups(&tab).await, ["Tips: ada €5.00"]);
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((own) => own.textContent)")
        .await;
    for (card, words) in cards.iter().zip([
        "only takes event types separated by commas",
        "repeat takes on or off, not “yes”",
        "limit is for lists and tickers",
        "repeat is for credits",
    ]) {
        assert!(card.contains(words), "{card}");
    }
    assert_eq!(cards.len(), 4);
}
