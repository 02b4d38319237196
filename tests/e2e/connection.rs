//! The configurator's connection: found by the token alone, tested by itself, calm when the
//! unofficial calls fail.

use super::stub::{APIKEY, CHANNEL, JWT, Operation, PRIVATE, StubResponse};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    nothing_is_requested_before_a_credential_is_given,
    the_answer_about_the_account_leaves_no_trace,
    without_the_unofficial_calls_the_fields_serve,
    a_token_of_another_channel_finds_its_own,
    a_token_is_pasted_anywhere,
}

const FIELD: &str = "Overlay token or address";

fn paths(page: &TestPage) -> Vec<String> {
    let requests = page.api.requests().into_iter();
    let requests = requests.filter(|request| request.method != "OPTIONS");
    requests.map(|request| request.path).collect()
}

async fn nothing_is_requested_before_a_credential_is_given(page: &TestPage) {
    let tab = page
        .open_configurator(&format!("channel={CHANNEL}&widget=tip-latest"))
        .await;
    tab.wait_for_preview("LATEST TIP").await;
    tab.click("Add a widget").await;
    tab.click("Close").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(paths(page), Vec::<String>::new());
    tab.fill(FIELD, APIKEY).await;
    tab.wait_for_text("Connected to moss_and_fern on twitch.")
        .await;
    tab.wait_for_address("currency=EUR").await;
    let base = "/kappa/v2";
    let expected = [
        format!("{base}/channels/me"),
        format!("{base}/sessions/{CHANNEL}"),
        format!("{base}/tipping/{CHANNEL}"),
    ];
    assert_eq!(paths(page), expected);
    // The currency is public.
    let tipping = page.api.requests().pop().unwrap();
    assert!(!tipping.headers.contains_key("authorization"));
}

async fn the_answer_about_the_account_leaves_no_trace(page: &TestPage) {
    for token in [APIKEY, JWT] {
        let tab = page.open_configurator("").await;
        tab.fill(FIELD, token).await;
        tab.wait_for_text("Connected to moss_and_fern").await;
        tab.wait_for_address("currency=EUR").await;
        let everything: String = tab
            .eval(
                "document.documentElement.outerHTML + document.body.innerText
                + [...document.querySelectorAll('input')].map((input) => input.value)
                + JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])
                + performance.getEntriesByType('resource').map(({ name }) => name)",
            )
            .await;
        let console: String = tab.console().into_iter().map(|line| line.text).collect();
        for secret in PRIVATE.into_iter().chain([token]) {
            // What the user typed is in its field.
            let count = everything.matches(secret).count();
            assert_eq!(count, usize::from(secret == token), "{secret}");
            assert!(!console.contains(secret), "{secret}");
        }
        tab.eval::<()>("localStorage.clear()").await;
        tab.goto("about:blank").await;
    }
}

async fn without_the_unofficial_calls_the_fields_serve(page: &TestPage) {
    page.expect_failed_requests();
    for response in [
        StubResponse::status(404),
        StubResponse::status(401),
        StubResponse::text(200, "application/json", "{\"_id\":7,\"currency\":[]}"),
    ] {
        page.api
            .respond_to(Operation::OwnChannel, vec![response.clone(); 9]);
        page.api.respond_to(Operation::TipPage, vec![response; 9]);
        let tab = page.open_configurator("").await;
        tab.fill(FIELD, APIKEY).await;
        tab.wait_for_text("Now type the name of your channel").await;
        tab.wait_for_text("Enter your channel.").await;
        tab.fill("Channel", "moss_and_fern").await;
        tab.click("Find").await;
        tab.wait_for_text("Connected to Moss and Fern on twitch.")
            .await;
        assert_eq!(tab.count(".error").await, 0);
        tab.wait_for_text("Ready for OBS").await;
        let address = tab.address().await;
        assert!(!address.contains("currency"), "{address}");
        tab.eval::<()>("localStorage.clear()").await;
        tab.goto("about:blank").await;
    }
}

async fn a_token_of_another_channel_finds_its_own(page: &TestPage) {
    page.expect_failed_requests();
    let tab = page
        .open_configurator("channel=000000000000000000000001&widget=tip-latest")
        .await;
    tab.fill(FIELD, APIKEY).await;
    tab.wait_for_address(&format!("channel={CHANNEL}")).await;
    tab.wait_for_text("Connected to moss_and_fern").await;
}

/// Pastes a text while no field has the focus.
async fn paste(tab: &Tab, text: &str) {
    let script = format!(
        "(() => {{
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', {text:?});
            return document.body.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true }}));
        }})()"
    );
    assert!(tab.eval::<bool>(&script).await);
}

async fn a_token_is_pasted_anywhere(page: &TestPage) {
    let tab = page.open_configurator("").await;
    paste(&tab, APIKEY).await;
    tab.wait_for_text("Connected to moss_and_fern").await;
    tab.wait_for(
        "document.querySelector('#credential').value === ''",
        TIMEOUT,
    )
    .await;
    paste(&tab, &page.address("widget=raid-latest&theme=glass")).await;
    tab.wait_for_address("theme=glass").await;
    tab.wait_for_preview("Latest raid").await;
}
