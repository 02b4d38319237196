//! The credential: it is sent to the API, and appears nowhere else.

use super::dock::TOKEN_LABEL;
use super::stub::{APIKEY, CHANNEL, JWT, Stub, StubResponse};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    an_overlay_token_is_sent_only_to_the_api,
    a_jwt_is_sent_only_to_the_api,
    a_redirect_never_sends_the_credential_to_another_origin,
    no_console_error_contains_the_credential,
    a_credential_in_the_query_is_rejected,
    without_a_credential_nothing_is_requested,
    without_a_channel_nothing_is_requested,
    broadcasts_contain_no_credential,
    a_saved_credential_is_stored_in_one_place,
}

async fn an_overlay_token_is_sent_only_to_the_api(page: &TestPage) {
    let fragment = format!("apikey={APIKEY}");
    check_destination(page, &fragment, APIKEY, &format!("apikey {APIKEY}")).await;
}

async fn a_jwt_is_sent_only_to_the_api(page: &TestPage) {
    let fragment = format!("token={JWT}");
    check_destination(page, &fragment, JWT, &format!("Bearer {JWT}")).await;
}

async fn check_destination(page: &TestPage, fragment: &str, secret: &str, header: &str) {
    let address = page.address("widget=tip-latest&widget=tip-goal&target=9&debug=on");
    let (address, _) = address.split_once('#').unwrap();
    let tab = page.open(&format!("{address}#{fragment}")).await;
    tab.wait_until_live().await;
    page.expect_failed_requests();
    page.api.respond([StubResponse::status(401)]);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    tab.dispatch_online().await;
    tab.wait_for_status("stale", Duration::from_secs(5)).await;
    for request in page.api.requests() {
        let expected = (request.method != "OPTIONS").then_some(header);
        let authorization = request.headers.get("authorization");
        assert_eq!(authorization.map(String::as_str), expected);
        assert!(!request.path.contains(secret), "{request:?}");
        assert_eq!(request.headers.get("referer"), None, "{request:?}");
        assert_eq!(request.headers.get("cookie"), None, "{request:?}");
    }
    check_page_is_free_of(page, &tab, secret).await;
}

/// Checks the markup, the title, the console, the storage and the requests for
/// the page's own files.
async fn check_page_is_free_of(page: &TestPage, tab: &Tab, secret: &str) {
    for request in page.site.log() {
        let text = format!("{request:?}");
        assert!(!text.contains(secret), "{text}");
        assert!(
            !request.headers.contains_key("referer") || request.path.contains("/start"),
            "{text}"
        );
    }
    let places: Vec<(String, String)> = tab
        .eval(
            "(async () => [['markup', document.documentElement.outerHTML], ['title', document.title],
              ['text', document.body.innerText],
              ['storage', JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, window.name])],
              ['databases', JSON.stringify([await indexedDB.databases(), await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length])],
              ['locks', JSON.stringify(await navigator.locks.query())],
              ['requests', JSON.stringify(performance.getEntriesByType('resource'))]])()",
        )
        .await;
    for (place, text) in places {
        assert!(!text.contains(secret), "in the {place}: {text}");
    }
    for message in tab.console() {
        // The browser adds the address of the page to its own messages.
        let text = message.text.split(" http").next().unwrap_or_default();
        assert!(!text.contains(secret), "on the console: {text}");
    }
}

async fn a_redirect_never_sends_the_credential_to_another_origin(page: &TestPage) {
    page.expect_failed_requests();
    page.expect_console("Content Security Policy");
    let other_origin = Stub::start().await;
    let port = other_origin.origin.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost"] {
        let api = Stub::start().await;
        api.respond([StubResponse::redirect(&format!(
            "http://{host}:{port}/moved"
        ))]);
        let tab = page
            .open(&page.address_at(&api.origin, "widget=tip-latest"))
            .await;
        tab.wait_for_status("down", Duration::from_secs(15)).await;
        assert_eq!(tab.root_data("fault").await.as_deref(), Some("unreachable"));
    }
    for request in other_origin.requests() {
        let text = format!("{request:?}");
        assert!(!text.contains(APIKEY), "{text}");
    }
}

/// OBS writes console errors into its log, with the address of the page.
async fn no_console_error_contains_the_credential(page: &TestPage) {
    page.expect_failed_requests();
    page.expect_console("Content Security Policy");
    let other_origin = Stub::start().await;
    let tab = page.live("widget=tip-latest").await;
    for failing in [
        StubResponse::status(503).without_cors(),
        StubResponse::redirect(&format!("{}/moved", other_origin.origin)),
        StubResponse::status(401),
    ] {
        page.api.respond([failing, StubResponse::Session]);
        tokio::time::sleep(Duration::from_millis(2100)).await;
        tab.dispatch_online().await;
        tab.wait_for_status("stale", Duration::from_secs(5)).await;
        tokio::time::sleep(Duration::from_millis(2100)).await;
        tab.dispatch_online().await;
        tab.wait_until_live().await;
    }
    for message in tab.console() {
        let is_error = message.level == "error";
        assert!(
            !is_error || !message.text.contains(APIKEY),
            "{}",
            message.text
        );
    }
}

async fn a_credential_in_the_query_is_rejected(page: &TestPage) {
    for name in ["apikey", "token"] {
        let secret = if name == "apikey" { APIKEY } else { JWT };
        let (base, api) = (&page.site.base, &page.api.origin);
        let address =
            format!("{base}?channel={CHANNEL}&api={api}&{name}={secret}&widget=tip-latest");
        let tab = page.open(&address).await;
        let card = problem_card(&tab).await;
        assert!(card.contains('#') && card.contains("renew"), "{card}");
        assert!(!card.contains(secret), "{card}");
        assert_eq!(tab.count(".widget").await, 0);
        let markup: String = tab.eval("document.documentElement.outerHTML").await;
        assert!(!markup.contains(secret));
    }
    check_nothing_was_requested(page).await;
}

async fn without_a_credential_nothing_is_requested(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let (address, _) = address.split_once('#').unwrap();
    let tab = page.open(address).await;
    let card = problem_card(&tab).await;
    assert!(card.contains("#apikey="), "{card}");
    assert_eq!(tab.count(".widget").await, 0);
    for fragment in [
        "apikey=",
        "apikey=a&token=b",
        "key=made-up",
        "apikey=two%20words",
    ] {
        tab.goto("about:blank").await;
        tab.goto(&format!("{address}#{fragment}")).await;
        problem_card(&tab).await;
    }
    check_nothing_was_requested(page).await;
}

async fn without_a_channel_nothing_is_requested(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let address = address.replace(&format!("channel={CHANNEL}&"), "");
    let tab = page.open(&address).await;
    let card = problem_card(&tab).await;
    assert!(card.contains("channel=") && card.contains("24"), "{card}");
    assert_eq!(tab.count(".problem").await, 1);
    check_nothing_was_requested(page).await;
}

/// The text of the first problem card.
async fn problem_card(tab: &Tab) -> String {
    let condition = "document.querySelector('.problem[role=alert]')";
    tab.wait_for(condition, Duration::from_secs(15)).await;
    tab.text(".problem").await.unwrap()
}

async fn check_nothing_was_requested(page: &TestPage) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(page.api.requests().is_empty(), "{:?}", page.api.requests());
}

async fn broadcasts_contain_no_credential(page: &TestPage) {
    for (fragment, secret) in [
        (format!("apikey={APIKEY}"), APIKEY),
        (format!("token={JWT}"), JWT),
    ] {
        let address = page.address("widget=tip-latest&debug=on");
        let (address, _) = address.split_once('#').unwrap();
        let address = format!("{address}#{fragment}");
        let mut tabs = Vec::new();
        for _ in 0..2 {
            let tab = page.tab((800, 600)).await;
            tab.add_init_script(include_str!("record_broadcasts.js"))
                .await;
            tab.goto(&address).await;
            tab.wait_until_live().await;
            tabs.push(tab);
        }
        tokio::time::sleep(Duration::from_secs(7)).await;
        let mut count = 0;
        for tab in &tabs {
            let broadcasts: Vec<String> = tab.eval("channels.concat(broadcasts)").await;
            count += broadcasts.len();
            let has_secret = broadcasts.iter().any(|text| text.contains(secret));
            assert!(!has_secret, "{broadcasts:#?}");
            // A refresh needs the fragment. It is kept in the history state of
            // this tab and in no address.
            let address: String = tab
                .eval("location.href + document.URL + document.baseURI")
                .await;
            assert!(!address.contains(secret), "{address}");
            assert_eq!(tab.eval::<String>("history.state").await, fragment);
            check_page_is_free_of(page, tab, secret).await;
        }
        assert!(count >= 6, "{count}");
        for tab in tabs {
            tab.goto("about:blank").await;
        }
    }
}

async fn a_saved_credential_is_stored_in_one_place(page: &TestPage) {
    let places = format!(
        "Object.entries(localStorage).concat(Object.entries(sessionStorage))
            .filter(([, text]) => text.includes({JWT:?})).map(([name]) => name)"
    );
    let tab = page.dock("").await;
    tab.wait_for("document.querySelector('form')", TIMEOUT)
        .await;
    tab.fill(TOKEN_LABEL, JWT).await;
    tab.click("Save in this browser").await;
    tab.click("Connect").await;
    tab.wait_until_live().await;
    assert_eq!(tab.eval::<Vec<String>>(&places).await, Vec::<String>::new());
    let tab = page.dock("").await;
    tab.wait_for("document.querySelector('form')", TIMEOUT)
        .await;
    tab.fill(TOKEN_LABEL, JWT).await;
    tab.click("Connect").await;
    tab.wait_until_live().await;
    let own = format!("session-overlay:credential:{CHANNEL}");
    assert_eq!(tab.eval::<Vec<String>>(&places).await, [own.as_str()]);
    // The overlay needs no credential in its address.
    let address = page.address("widget=tip-latest");
    let (address, _) = address.split_once('#').unwrap();
    let overlay = page.open(address).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.eval::<Vec<String>>(&places).await, [own]);
}
