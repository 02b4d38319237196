//! The timer over tips, resets, reloads, jumps of the clock, and without a session.

use super::paint::count_paints;
use super::stub::StubResponse;
use super::stub::gateway::Gateway;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    a_timer_counts_down_by_the_second,
    a_timer_paints_once_a_second_and_not_at_rest,
    what_was_added_survives_resets_and_reloads,
    a_pushed_reset_is_counted_once,
    two_sources_agree,
    the_clock_may_jump,
    a_timer_without_added_time_needs_no_session,
    the_end_is_in_local_time,
    a_wrong_timer_is_a_problem,
}

/// The clock of the page starts here.
const START: &str = "Date.UTC(2026, 11, 24, 18)";
const TIMER: &str = "widget=timer&from=2026-12-24T18:00Z&time=1h";
const TEXT: &str = "document.querySelector('.value').textContent";

/// A page whose clock starts when the timer does.
async fn tab(page: &TestPage) -> Tab {
    let tab = page.tab(SIZE).await;
    let clock = include_str!("clock.js");
    tab.add_init_script(&format!("{clock}({START}, 1)")).await;
    tab
}

async fn open(page: &TestPage, query: &str) -> Tab {
    let tab = tab(page).await;
    tab.goto(&page.address(query)).await;
    tab.wait_until_live().await;
    tab
}

/// The seconds that a text like `1:04:59` stands for.
async fn seconds_left(tab: &Tab) -> f64 {
    tab.eval(&format!(
        "{TEXT}.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)"
    ))
    .await
}

/// Waits until this many seconds were added to an hour, of which less than half a minute has
/// passed.
async fn wait_for_added(tab: &Tab, seconds: u32) {
    let condition = format!(
        "(() => {{
            const left = {TEXT}.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
            return left > 3600 + {seconds} - 30 && left <= 3600 + {seconds};
        }})()"
    );
    tab.wait_for(&condition, TIMEOUT).await;
}

async fn a_timer_counts_down_by_the_second(page: &TestPage) {
    let tab = open(page, TIMER).await;
    let changes: Vec<(String, f64)> = tab
        .eval(
            "new Promise((done) => {
                const changes = [];
                new MutationObserver((records) => {
                    for (const { type, target } of records) changes.push([type + ' ' + target.data, performance.now()]);
                }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
                setTimeout(() => done(changes), 3600);
            })",
        )
        .await;
    assert!((3..=4).contains(&changes.len()), "{changes:?}");
    for ((change, at), (next, next_at)) in changes.iter().zip(&changes[1..]) {
        assert!(change.starts_with("characterData 0:59:5"), "{changes:?}");
        assert!(change > next, "{changes:?}");
        assert!((800.0..1200.0).contains(&(next_at - at)), "{changes:?}");
    }
    assert_eq!(tab.count("[aria-live]").await, 0);
}

async fn a_timer_paints_once_a_second_and_not_at_rest(page: &TestPage) {
    let span = Duration::from_secs(5);
    let tab = open(page, TIMER).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let running = count_paints(&tab, span).await;
    assert!((4..=7).contains(&running.frames), "{running:?}");
    // Before its start and after its end it stands still, like all that waits for something.
    let rest = "widget=timer&from=2099-01-01T00:00Z&time=1h&widget=timer&from=2001-01-01T00:00Z&time=1h\
        &widget=alerts&widget=tip-top&widget=tip-goal&milestones=5000:Song;9000:Dance";
    let tab = open(page, rest).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let resting = count_paints(&tab, span).await;
    assert_eq!((resting.frames, resting.paints), (0, 0));
}

async fn what_was_added_survives_resets_and_reloads(page: &TestPage) {
    page.api.set("tip-session", json!({ "amount": 12 }));
    let query = format!("{TIMER}&add=tip-session*60@10,subscriber-session*300");
    let tab = open(page, &query).await;
    wait_for_added(&tab, 2 * 60).await;
    page.api.set("tip-session", json!({ "amount": 15 }));
    page.api.set("subscriber-session", json!({ "count": 1 }));
    wait_for_added(&tab, 10 * 60).await;
    // A reset: what follows counts from zero.
    page.api.reset();
    page.api.set("tip-session", json!({ "amount": 3 }));
    wait_for_added(&tab, 13 * 60).await;
    // A correction: what follows counts from the lower figure.
    page.api.set("tip-session", json!({ "amount": 1 }));
    page.api.set("cheer-session", json!({ "amount": 1 }));
    tokio::time::sleep(Duration::from_secs(6)).await;
    wait_for_added(&tab, 13 * 60).await;
    page.api.set("tip-session", json!({ "amount": 2 }));
    wait_for_added(&tab, 14 * 60).await;
    tab.goto("about:blank").await;
    page.api.reset();
    page.api.set("tip-session", json!({ "amount": 5 }));
    tab.goto(&page.address(&query)).await;
    wait_for_added(&tab, 19 * 60).await;
    // Another address begins anew.
    tab.goto(&page.address(&format!("{TIMER}&add=tip-session*60")))
        .await;
    wait_for_added(&tab, 5 * 60).await;
}

async fn a_pushed_reset_is_counted_once(page: &TestPage) {
    let gateway = page.gateway().await;
    page.api.set("tip-session", json!({ "amount": 4 }));
    let tab = open(
        page,
        &format!("gateway={}&{TIMER}&add=tip-session*60", gateway.address()),
    )
    .await;
    tab.wait_for(
        "document.documentElement.dataset.updates === 'push'",
        TIMEOUT,
    )
    .await;
    wait_for_added(&tab, 4 * 60).await;
    let set = |gateway: &Gateway, amount: u32| {
        gateway.set(&page.api, "tip-session", json!({ "amount": amount }));
    };
    gateway.reset(&page.api);
    set(gateway, 3);
    wait_for_added(&tab, 7 * 60).await;
    // The poll after the frames brings the time of the reset.
    let polls = page.api.poll_count();
    while page.api.poll_count() == polls {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    set(gateway, 5);
    wait_for_added(&tab, 9 * 60).await;
}

async fn two_sources_agree(page: &TestPage) {
    page.api.set("tip-session", json!({ "amount": 1 }));
    let query = format!("{TIMER}&add=tip-session*60");
    let tabs = [open(page, &query).await, open(page, &query).await];
    for (amount, added) in [(6, 6), (2, 6), (5, 9)] {
        page.api.set("tip-session", json!({ "amount": amount }));
        page.api.set("cheer-session", json!({ "amount": amount }));
        tokio::time::sleep(Duration::from_secs(6)).await;
        for tab in &tabs {
            wait_for_added(tab, added * 60).await;
        }
    }
}

async fn the_clock_may_jump(page: &TestPage) {
    let tab = open(page, TIMER).await;
    // As after a closed laptop: the page runs again half an hour later.
    let _: Option<bool> = tab.eval("skip(1_800_000)").await;
    tab.wait_for(&format!("{TEXT}.startsWith('0:29:')"), TIMEOUT)
        .await;
    let _: Option<bool> = tab.eval("skip(3_600_000)").await;
    tab.wait_for(&format!("{TEXT} === '0:00:00'"), TIMEOUT)
        .await;
    assert_eq!(tab.count(".widget[data-reached]").await, 1);
    // A start in many years is waited for, too.
    let query = "widget=timer&from=2099-12-24T18:00Z&time=26h";
    tab.goto(&page.address(query)).await;
    tab.wait_for(&format!("{TEXT} === '26:00:00'"), TIMEOUT)
        .await;
    tab.wait_until_live().await;
    tab.goto(&page.address(TIMER)).await;
    tab.wait_for(&format!("{TEXT}.startsWith('0:59:')"), TIMEOUT)
        .await;
    // And back, as after a correction of the clock.
    let _: Option<bool> = tab.eval("skip(-7_200_000)").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(seconds_left(&tab).await <= 3_600.0);
}

async fn a_timer_without_added_time_needs_no_session(page: &TestPage) {
    page.expect_failed_requests();
    page.api.respond([StubResponse::status(503)]);
    let tab = tab(page).await;
    let added = format!("{TIMER}&add=tip-session*60");
    tab.goto(&page.address(&format!("{TIMER}&{added}"))).await;
    tab.wait_for_status("down", TIMEOUT).await;
    let visible: Vec<(bool, bool)> = tab
        .eval(
            "[...document.querySelectorAll('.widget')].map((own) =>
                [own.checkVisibility?.({ checkVisibilityCSS: true }) ?? getComputedStyle(own).display !== 'none', 'empty' in own.dataset])",
        )
        .await;
    assert_eq!(visible, [(true, false), (false, true)]);
    let before = seconds_left(&tab).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(seconds_left(&tab).await < before);
}

async fn the_end_is_in_local_time(page: &TestPage) {
    let template = "template=%7Badded%7D%20%7Bend%7D";
    let query =
        format!("{TIMER}&{template}&widget=timer&from=2026-12-24T18:00Z&time=30h&{template}");
    let tab = open(page, &query).await;
    let (texts, expected): (Vec<String>, Vec<String>) = tab
        .eval(
            "[[...document.querySelectorAll('.value')].map((own) => own.textContent),
              [[1, { hour: 'numeric', minute: '2-digit' }], [30, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }]]
                .map(([hours, options]) => '0:00:00 ' + new Intl.DateTimeFormat('en-US', options).format(Date.UTC(2026, 11, 24, 18 + hours)))]",
        )
        .await;
    assert_eq!(texts, expected);
}

async fn a_wrong_timer_is_a_problem(page: &TestPage) {
    let tab = page
        .live(
            "widget=timer&time=1h&widget=timer&from=2026-12-24T18:00Z&widget=timer&from=2026-12-24&time=1h\
             &widget=timer&from=2026-12-24T18:00Z&time=2h&most=1h&widget=timer&from=2026-12-24T18:00Z&time=2h&add=tip-recent*60\
             &widget=timer&from=2026-12-24T18:00Z&time=2h&add=tip-sesion*60&widget=tip-total",
        )
        .await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((own) => own.textContent)")
        .await;
    for (card, words) in cards.iter().zip([
        "from is missing: add from= with a date and time with its zone",
        "time is missing: add time= with a length",
        "from takes a date and time with its zone",
        "most takes a length that is not below time, and 1h is below 2h",
        "add takes figures with seconds",
        "“tip-sesion” is not a known key; the nearest is “tip-session”",
    ]) {
        assert!(card.contains(words), "{card}");
    }
    assert_eq!((cards.len(), tab.count(".widget").await), (6, 1));
}
