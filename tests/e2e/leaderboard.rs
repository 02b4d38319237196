//! Leaderboards: places, requests for all sources, and faults.

use super::stub::{APIKEY, Operation, RecordedRequest, StubResponse};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    places_are_drawn_in_the_order_of_the_answer,
    a_leaderboard_is_requested_when_its_figures_change,
    all_sources_share_one_request,
    places_move_when_they_change,
    faults_keep_the_last_places,
    a_first_fault_leaves_it_empty,
    a_wrong_leaderboard_is_a_problem,
    the_demo_has_leaderboards,
}

/// A page in which half a minute takes three seconds.
async fn fast_tab(page: &TestPage) -> Tab {
    let tab = page.tab(SIZE).await;
    let clock = include_str!("clock.js");
    tab.add_init_script(&format!("{clock}(Date.now(), 10)"))
        .await;
    tab
}

async fn open(tab: &Tab, page: &TestPage, query: &str) {
    tab.goto(&page.address(query)).await;
    tab.wait_until_live().await;
}

fn answer(places: &[(&str, f64)]) -> StubResponse {
    let places: Vec<Value> = places
        .iter()
        .map(|(name, total)| json!({ "username": name, "total": total }))
        .collect();
    StubResponse::json(&Value::from(places).to_string())
}

/// The recorded requests for leaderboards.
fn requests(page: &TestPage) -> Vec<RecordedRequest> {
    let requests = page.api.requests().into_iter();
    requests
        .filter(|request| request.method == "GET" && request.path.contains("/top?"))
        .collect()
}

/// The text of each row of the first widget.
async fn rows(tab: &Tab) -> Vec<String> {
    tab.eval("[...document.querySelector('.widget').querySelectorAll('.event')].map((own) => own.textContent)")
        .await
}

async fn wait_for_rows(tab: &Tab, expected: &[&str]) {
    let condition = format!(
        "[...document.querySelector('.widget').querySelectorAll('.event')].map((own) => own.textContent).join() === {:?}",
        expected.join(",")
    );
    tab.wait_for(&condition, TIMEOUT).await;
}

/// Changes a figure of tips, so that leaderboards of tips are requested again.
fn change_tips(page: &TestPage, amount: u32) {
    page.api.set("tip-session", json!({ "amount": amount }));
}

async fn places_are_drawn_in_the_order_of_the_answer(page: &TestPage) {
    let places = [("Zoë", 7.5), ("نجمة", 70.0), ("さくら", 7.5), ("low", 1.0)];
    page.api.respond_to(Operation::Top, [answer(&places)]);
    let tab = page
        .live("currency=EUR&widget=tip-top&span=monthly&limit=7&least=5&widget=cheer-top&as=ticker&template=%7Brank%7D:%7Bname%7D")
        .await;
    wait_for_rows(&tab, &["1. Zoë €7.50", "2. نجمة €70.00", "3. さくら €7.50"]).await;
    tab.wait_for(
        "document.querySelectorAll('[data-kind=ticker] .event').length === 4",
        TIMEOUT,
    )
    .await;
    let ticker: Vec<String> = tab
        .eval("[...document.querySelectorAll('[data-kind=ticker] .event')].map((own) => own.textContent)")
        .await;
    assert_eq!(ticker, ["1:Zoë", "2:نجمة", "3:さくら", "4:low"]);
    let titles: Vec<String> = tab
        .eval("[...document.querySelectorAll('.title')].map((own) => own.textContent)")
        .await;
    assert_eq!(
        titles,
        ["Top tippers this month", "Top cheerers this stream"]
    );
    let mut queries: Vec<String> = requests(page)
        .into_iter()
        .map(|request| {
            assert_eq!(request.headers["authorization"], format!("apikey {APIKEY}"));
            request.path.split_once('?').unwrap().1.to_owned()
        })
        .collect();
    queries.sort();
    assert_eq!(
        queries,
        [
            "interval=monthly&type=tip&limit=7&offset=0",
            "interval=session&type=cheer&limit=5&offset=0",
        ]
    );
    // No name is anything but text in its own direction.
    assert_eq!(tab.count("[data-kind=list] bdi.name").await, 3);
}

async fn a_leaderboard_is_requested_when_its_figures_change(page: &TestPage) {
    page.api.respond_to(
        Operation::Top,
        [answer(&[("ada", 1.0)]), answer(&[("ada", 2.0)])],
    );
    let tab = fast_tab(page).await;
    open(&tab, page, "widget=tip-top").await;
    wait_for_rows(&tab, &["1. ada 1"]).await;
    // A figure of another kind changes nothing.
    page.api.set("cheer-session", json!({ "amount": 5 }));
    sleep(Duration::from_secs(5)).await;
    assert_eq!(requests(page).len(), 1);
    change_tips(page, 7);
    wait_for_rows(&tab, &["1. ada 2"]).await;
    change_tips(page, 8);
    sleep(Duration::from_millis(1_500)).await;
    assert_eq!(requests(page).len(), 2, "sooner than half a minute later");
    sleep(Duration::from_secs(3)).await;
    assert_eq!(requests(page).len(), 3);
}

async fn all_sources_share_one_request(page: &TestPage) {
    let places = [("a", 4.0), ("b", 3.0), ("c", 2.0), ("d", 1.0)];
    page.api
        .respond_to(Operation::Top, [answer(&places[..2]), answer(&places)]);
    let first = fast_tab(page).await;
    open(&first, page, "widget=tip-top&limit=2").await;
    wait_for_rows(&first, &["1. a 4", "2. b 3"]).await;
    let second = fast_tab(page).await;
    open(&second, page, "widget=tip-top&limit=4").await;
    // What is known is shown at once, and the rest after one more request.
    wait_for_rows(&second, &["1. a 4", "2. b 3"]).await;
    wait_for_rows(&second, &["1. a 4", "2. b 3", "3. c 2", "4. d 1"]).await;
    assert_eq!(rows(&first).await, ["1. a 4", "2. b 3"]);
    let limits: Vec<bool> = requests(page)
        .iter()
        .map(|request| request.path.contains("limit=4"))
        .collect();
    assert_eq!(limits, [false, true]);
    // A page without a leaderboard leads for one that has it.
    let third = page.live("widget=tip-total").await;
    for tab in [&first, &second] {
        tab.goto("about:blank").await;
    }
    third.wait_for_status("live", TIMEOUT).await;
    let fourth = fast_tab(page).await;
    open(&fourth, page, "widget=tip-top&limit=3").await;
    wait_for_rows(&fourth, &["1. a 4", "2. b 3", "3. c 2"]).await;
}

async fn places_move_when_they_change(page: &TestPage) {
    let before = [("a", 4.0), ("b", 3.0), ("c", 2.0)];
    let after = [("c", 6.0), ("a", 4.0), ("d", 3.5), ("b", 3.0)];
    page.api
        .respond_to(Operation::Top, [answer(&before), answer(&after)]);
    let tab = fast_tab(page).await;
    open(&tab, page, "motion=on&widget=tip-top").await;
    wait_for_rows(&tab, &["1. a 4", "2. b 3", "3. c 2"]).await;
    sleep(Duration::from_secs(2)).await;
    // They may be over before the test looks.
    let _: bool = tab
        .eval("window.moves = new Map(), addEventListener('animationstart', (event) => moves.set(event.target, event.animationName)), true")
        .await;
    change_tips(page, 9);
    wait_for_rows(&tab, &["1. c 6", "2. a 4", "3. d 3.5", "4. b 3"]).await;
    tab.wait_for(
        "[...document.querySelectorAll('.event')].every((own) => moves.has(own))",
        TIMEOUT,
    )
    .await;
    let moved: Vec<(String, String)> = tab
        .eval(
            "[...document.querySelectorAll('.event')].map((own) =>
                [own.style.getPropertyValue('--moved').trim(), moves.get(own)])",
        )
        .await;
    let moved: Vec<(&str, &str)> = moved
        .iter()
        .map(|(by, name)| (by.as_str(), name.as_str()))
        .collect();
    let name = "change-place";
    assert_eq!(
        moved,
        [("2", name), ("-1", name), ("0", name), ("-2", name)]
    );
}

async fn faults_keep_the_last_places(page: &TestPage) {
    page.expect_failed_requests();
    let cases = [
        (StubResponse::status(401), "unauthorized"),
        (StubResponse::status(404), "unknown-channel"),
        (StubResponse::status(429), "rate-limited"),
        (StubResponse::status(500), "server"),
        (StubResponse::json("{}"), "unreadable"),
        (
            StubResponse::text(200, "text/html", "<p>Down"),
            "unreadable",
        ),
        (StubResponse::Reset, "unreachable"),
    ];
    for ((response, fault), amount) in cases.into_iter().zip(1..) {
        page.api
            .respond_to(Operation::Top, [answer(&[("ada", 5.0)]), response]);
        let tab = fast_tab(page).await;
        open(&tab, page, "debug=on&widget=tip-top&widget=tip-session").await;
        wait_for_rows(&tab, &["1. ada 5"]).await;
        change_tips(page, amount);
        let shown = format!("document.querySelector('.widget').dataset.fault === '{fault}'");
        tab.wait_for(&shown, TIMEOUT).await;
        assert_eq!(rows(&tab).await, ["1. ada 5"], "{fault}");
        assert_eq!(tab.root_data("status").await.as_deref(), Some("live"));
        assert_eq!(tab.root_data("fault").await, None);
        tab.wait_for_text(&format!("tip session: {fault}")).await;
        assert_eq!(tab.count(".problem").await, 0);
        tab.goto("about:blank").await;
    }
}

async fn a_first_fault_leaves_it_empty(page: &TestPage) {
    page.expect_failed_requests();
    page.api
        .respond_to(Operation::Top, [StubResponse::status(403)]);
    let tab = page.live("widget=tip-top").await;
    tab.wait_for(
        "document.querySelector('.widget').dataset.fault === 'forbidden'",
        TIMEOUT,
    )
    .await;
    assert_eq!(tab.count(".widget[data-empty]").await, 1);
    assert_eq!(tab.text(".value").await.as_deref(), Some("—"));
    assert_eq!(tab.root_data("status").await.as_deref(), Some("live"));
}

async fn a_wrong_leaderboard_is_a_problem(page: &TestPage) {
    let tab = page
        .live(
            "widget=tip-top&only=tip&widget=tip-top&span=week&widget=tip-recent&span=weekly&widget=tip-top&as=goal\
             &widget=tip-top&template=%7Bmessage%7D&widget=tip-total",
        )
        .await;
    let cards: Vec<String> = tab
        .eval("[...document.querySelectorAll('.problem')].map((own) => own.textContent)")
        .await;
    for (card, words) in cards.iter().zip([
        "only is for widget=recent",
        "span takes session, weekly, monthly or alltime, not “week”; did you mean “weekly”?",
        "span is for leaderboards",
        "tip-top cannot be drawn as goal; it can be drawn as list or ticker",
        "this widget has {rank}, {name}, {amount}",
    ]) {
        assert!(card.contains(words), "{card}");
    }
    assert_eq!((cards.len(), tab.count(".widget").await), (5, 1));
    assert!(requests(page).is_empty());
}

async fn the_demo_has_leaderboards(page: &TestPage) {
    let base = &page.site.base;
    let tab = page
        .open(&format!(
            "{base}?source=demo&widget=tip-top&widget=cheer-top&span=alltime&limit=2"
        ))
        .await;
    tab.wait_for("document.querySelectorAll('.event').length >= 3", TIMEOUT)
        .await;
    assert!(rows(&tab).await[0].starts_with("1. "));
    assert!(page.api.requests().is_empty());
}
