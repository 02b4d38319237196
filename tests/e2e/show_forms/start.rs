//! The start of a timer: its date picker, and *Start now*.

use super::super::stub::{APIKEY, CHANNEL, Operation, StubResponse};
use super::super::tab::{TIMEOUT, Tab};
use super::super::test_page::{TestPage, in_both_engines};
use super::{TIMER, rows, value_in_address, wait_for_value};
use chromiumoxide::cdp::browser_protocol::emulation::SetTimezoneOverrideParams;
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    a_start_is_picked_in_local_time,
    a_start_now_counts_from_the_figures_of_the_channel,
    a_start_now_counts_from_the_live_preview,
    a_start_now_without_figures_changes_nothing,
    a_start_now_needs_no_connection,
}

async fn a_start_is_picked_in_local_time(page: &TestPage) {
    let tab = page
        .open_configurator(&format!("{TIMER}&widget=tip-latest"))
        .await;
    let zone = SetTimezoneOverrideParams::new("Asia/Kolkata");
    tab.cdp().execute(zone).await.unwrap();
    // Which makes the field anew, in this time zone.
    tab.select_widget(2).await;
    tab.select_widget(1).await;
    let picker = "[data-option=from] [type=datetime-local]";
    assert_eq!(tab.value(picker).await, "2026-12-24T23:30");
    // A picker accepts no typed text at once.
    let _: bool = tab
        .eval(&format!(
            "(() => {{
                const picker = document.querySelector('{picker}');
                picker.value = '2026-12-25T00:05';
                return picker.dispatchEvent(new Event('input', {{ bubbles: true }}));
            }})()"
        ))
        .await;
    wait_for_value(&tab, "from", Some("2026-12-24T18:35Z")).await;
    tab.fill("Starts at", "2026-12-24T18:05:30-05:00").await;
    tab.wait_for(
        &format!("document.querySelector('{picker}').value === '2026-12-25T04:35'"),
        TIMEOUT,
    )
    .await;
    // Without a zone it is no time.
    tab.fill("Starts at", "2026-12-24T18:05").await;
    tab.wait_for(
        &format!("document.querySelector('{picker}').value === ''"),
        TIMEOUT,
    )
    .await;
    tab.wait_for_text("from takes a date and time with its zone")
        .await;
}

const ADD: &str = "add=tip-session*60@9,subscriber-session*300,theirs*1";
const BASED: &str = "tip-session*60@12.5,subscriber-session*300@3,theirs*1@0";

/// Opens the configurator with a timer and a connected channel.
async fn open_connected(page: &TestPage) -> Tab {
    page.api.set("tip-session", json!({ "amount": 12.5 }));
    page.api.set("subscriber-session", json!({ "count": 3 }));
    let tab = page.tab((1280, 900)).await;
    let (base, api) = (&page.site.base, &page.api.origin);
    tab.goto(&format!(
        "{base}?page=configurator&channel={CHANNEL}&api={api}&locale=en-US&currency=EUR&{TIMER}&{ADD}&widget=tip-session#apikey={APIKEY}"
    ))
    .await;
    tab.wait_for_text("Connected to moss_and_fern").await;
    tab
}

/// Waits until the timer starts at the present second.
async fn wait_for_present_start(tab: &Tab) {
    let from = value_in_address("from");
    tab.wait_for(
        &format!(
            "/^\\d{{4}}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$/.test({from}) && Math.abs(Date.now() - Date.parse({from})) < 20000"
        ),
        TIMEOUT,
    )
    .await;
}

fn session_requests(page: &TestPage) -> usize {
    let requests = page.api.requests().into_iter();
    let own = format!("/kappa/v2/sessions/{CHANNEL}");
    requests
        .filter(|request| request.method == "GET" && request.path == own)
        .count()
}

async fn a_start_now_counts_from_the_figures_of_the_channel(page: &TestPage) {
    let tab = open_connected(page).await;
    let before = session_requests(page);
    tab.click("Start now").await;
    wait_for_value(&tab, "add", Some(BASED)).await;
    wait_for_present_start(&tab).await;
    assert_eq!(session_requests(page), before + 1);
    assert_eq!(
        rows(&tab, "add").await[0],
        ["tip-session", "60", "counts from 12.5"]
    );
    assert_eq!(tab.count(".error").await, 0);
    // Both options are one step.
    tab.click("Undo").await;
    wait_for_value(&tab, "from", Some("2026-12-24T18:00Z")).await;
    wait_for_value(&tab, "add", Some(&ADD[4..])).await;
}

async fn a_start_now_counts_from_the_live_preview(page: &TestPage) {
    let tab = open_connected(page).await;
    let before = session_requests(page);
    tab.click("Live session").await;
    tab.wait_for_preview("€12.50").await;
    assert_eq!(session_requests(page), before + 1);
    page.api.set("tip-session", json!({ "amount": 99 }));
    // What is simulated is no figure of the channel.
    tab.click("Tip").await;
    tab.wait_for_preview("€37.50").await;
    tab.click("Start now").await;
    wait_for_value(&tab, "add", Some(BASED)).await;
    wait_for_present_start(&tab).await;
    assert_eq!(session_requests(page), before + 1);
    // Without the live session it is read anew.
    tab.click("Live session").await;
    tab.click("Start now").await;
    let expected = BASED.replace("@12.5", "@99");
    wait_for_value(&tab, "add", Some(&expected)).await;
}

async fn a_start_now_without_figures_changes_nothing(page: &TestPage) {
    page.expect_failed_requests();
    let tab = open_connected(page).await;
    let before = tab.address().await;
    let refused = StubResponse::status(401).with_delay(Duration::from_millis(700));
    page.api.respond_to(Operation::Get, [refused]);
    tab.click("Start now").await;
    let button = "document.querySelector('[data-option=from] .pair > button')";
    tab.wait_for(&format!("{button}.disabled"), TIMEOUT).await;
    tab.wait_for_text(
        "The figures could not be read, so nothing was changed. StreamElements does not accept the token.",
    )
    .await;
    tab.wait_for(&format!("!{button}.disabled"), TIMEOUT).await;
    assert_eq!(tab.address().await, before);
    let text: String = tab.eval("document.body.innerText").await;
    assert!(!text.contains(APIKEY), "{text}");
    page.api
        .respond_to(Operation::Get, [StubResponse::json("[]")]);
    tab.click("Start now").await;
    tab.wait_for_text("nothing was changed. The answer is not a session.")
        .await;
    assert_eq!(tab.address().await, before);
    page.api.respond_to(Operation::Get, [StubResponse::Session]);
    tab.click("Start now").await;
    wait_for_value(&tab, "add", Some(BASED)).await;
    tab.wait_for("!document.querySelector('.error')", TIMEOUT)
        .await;
}

async fn a_start_now_needs_no_connection(page: &TestPage) {
    let tab = page
        .open_configurator(&format!("{TIMER}&{ADD}&{TIMER}"))
        .await;
    tab.click("Start now").await;
    let expected = "tip-session*60,subscriber-session*300,theirs*1";
    wait_for_value(&tab, "add", Some(expected)).await;
    wait_for_present_start(&tab).await;
    tab.wait_for_text("There is no channel or no token, so the added time counts")
        .await;
    // Without added time, no figure is needed.
    tab.select_widget(2).await;
    tab.click("Start now").await;
    tab.wait_for(
        "new URL(document.querySelector('#address').value).searchParams.getAll('from').every((from) => from.length === 20)",
        TIMEOUT,
    )
    .await;
    let text: String = tab.eval("document.body.innerText").await;
    assert!(!text.contains("There is no channel"), "{text}");
    assert!(page.api.requests().is_empty());
}
