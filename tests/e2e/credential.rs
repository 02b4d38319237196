//! Where the credential goes, and where it never goes.

use super::dock::TOKEN_LABEL;
use super::stub::{APIKEY, CHANNEL, JWT, Stub, StubResponse};
use super::tab::Tab;
use super::test_page::{TestPage, in_both_engines};
use std::time::Duration;

in_both_engines! {
    an_overlay_token_goes_to_the_api_alone,
    a_jwt_goes_to_the_api_alone,
    a_redirect_never_carries_the_credential_elsewhere,
    no_error_names_the_credential,
    a_credential_in_the_query_is_refused,
    without_a_credential_nothing_is_asked,
    without_a_channel_nothing_is_asked,
    pages_tell_each_other_no_credential,
    a_kept_credential_stands_in_one_place,
}

async fn an_overlay_token_goes_to_the_api_alone(page: &TestPage) {
    let fragment = format!("apikey={APIKEY}");
    goes_to_the_api_alone(page, &fragment, APIKEY, &format!("apikey {APIKEY}")).await;
}

async fn a_jwt_goes_to_the_api_alone(page: &TestPage) {
    let fragment = format!("token={JWT}");
    goes_to_the_api_alone(page, &fragment, JWT, &format!("Bearer {JWT}")).await;
}

async fn goes_to_the_api_alone(page: &TestPage, fragment: &str, secret: &str, header: &str) {
    let address = page.address("widget=tip-latest&widget=tip-goal&target=9&debug=on");
    let (address, _) = address.split_once('#').unwrap();
    let tab = page.open(&format!("{address}#{fragment}")).await;
    tab.wait_until_live().await;
    page.expect_failed_requests();
    page.api.respond([StubResponse::status(401)]);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    tab.dispatch_online().await;
    tab.wait_for_status("stale", Duration::from_secs(5)).await;
    for call in page.api.requests() {
        let expected = (call.method != "OPTIONS").then_some(header);
        assert_eq!(
            call.headers.get("authorization").map(String::as_str),
            expected
        );
        assert!(!call.path.contains(secret), "{call:?}");
        assert_eq!(call.headers.get("referer"), None, "{call:?}");
        assert_eq!(call.headers.get("cookie"), None, "{call:?}");
    }
    nowhere_in_the_page(page, &tab, secret).await;
}

/// Not in the markup, the title, the console, the storage, the other requests.
async fn nowhere_in_the_page(page: &TestPage, tab: &Tab, secret: &str) {
    for served in page.site.log() {
        let words = format!("{served:?}");
        assert!(!words.contains(secret), "{words}");
        assert!(
            !served.headers.contains_key("referer") || served.path.contains("/start"),
            "{words}"
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
    for (place, words) in places {
        assert!(!words.contains(secret), "in the {place}: {words}");
    }
    for heard in tab.console() {
        // The browser itself names the page's address beside its own words.
        let words = heard.text.split(" http").next().unwrap_or_default();
        assert!(!words.contains(secret), "on the console: {words}");
    }
}

async fn a_redirect_never_carries_the_credential_elsewhere(page: &TestPage) {
    page.expect_failed_requests();
    page.expect_console("Content Security Policy");
    let elsewhere = Stub::start().await;
    let port = elsewhere.origin.rsplit(':').next().unwrap().to_owned();
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
    for call in elsewhere.requests() {
        assert!(!format!("{call:?}").contains(APIKEY), "{call:?}");
    }
}

/// OBS writes every error of the console into its log, beside the address that
/// it came from.
async fn no_error_names_the_credential(page: &TestPage) {
    page.expect_failed_requests();
    page.expect_console("Content Security Policy");
    let elsewhere = Stub::start().await;
    let tab = page.live("widget=tip-latest").await;
    for failing in [
        StubResponse::status(503).without_cors(),
        StubResponse::redirect(&format!("{}/moved", elsewhere.origin)),
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
    let errors = tab
        .console()
        .into_iter()
        .filter(|heard| heard.level == "error");
    let named: Vec<String> = errors
        .filter(|heard| heard.text.contains(APIKEY))
        .map(|heard| heard.text)
        .collect();
    assert!(named.is_empty(), "{named:#?}");
}

async fn a_credential_in_the_query_is_refused(page: &TestPage) {
    for name in ["apikey", "token"] {
        let secret = if name == "apikey" { APIKEY } else { JWT };
        let base = &page.site.base;
        let api = &page.api.origin;
        let address =
            format!("{base}?channel={CHANNEL}&api={api}&{name}={secret}&widget=tip-latest");
        let tab = page.open(&address).await;
        tab.wait_for(
            "document.querySelector('.problem[role=alert]')",
            Duration::from_secs(15),
        )
        .await;
        let card = tab.text(".problem").await.unwrap();
        assert!(card.contains('#') && card.contains("renew"), "{card}");
        assert!(!card.contains(secret), "{card}");
        assert_eq!(tab.count(".widget").await, 0);
        let markup: String = tab.eval("document.documentElement.outerHTML").await;
        assert!(!markup.contains(secret));
    }
    nothing_was_asked(page).await;
}

async fn without_a_credential_nothing_is_asked(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let (address, _) = address.split_once('#').unwrap();
    let tab = page.open(address).await;
    tab.wait_for(
        "document.querySelector('.problem[role=alert]')",
        Duration::from_secs(15),
    )
    .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(card.contains("#apikey="), "{card}");
    assert_eq!(tab.count(".widget").await, 0);
    nothing_was_asked(page).await;
}

async fn without_a_channel_nothing_is_asked(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let address = address.replace(&format!("channel={CHANNEL}&"), "");
    let tab = page.open(&address).await;
    tab.wait_for(
        "document.querySelector('.problem[role=alert]')",
        Duration::from_secs(15),
    )
    .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(card.contains("channel=") && card.contains("24"), "{card}");
    assert_eq!(tab.count(".problem").await, 1);
    nothing_was_asked(page).await;
}

async fn nothing_was_asked(page: &TestPage) {
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(page.api.requests().is_empty(), "{:?}", page.api.requests());
}

/// Hears everything that pages tell each other, and what their channels are
/// called.
const EAR: &str = "window.told = [];
    const Real = BroadcastChannel;
    window.BroadcastChannel = class extends Real {
        constructor(name) { super(name); told.push(name); }
        postMessage(words) { told.push(JSON.stringify(words)); super.postMessage(words); }
    };";

async fn pages_tell_each_other_no_credential(page: &TestPage) {
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
            tab.add_init_script(EAR).await;
            tab.goto(&address).await;
            tab.wait_until_live().await;
            tabs.push(tab);
        }
        tokio::time::sleep(Duration::from_secs(7)).await;
        let mut count = 0;
        for tab in &tabs {
            let told: Vec<String> = tab.eval("told").await;
            count += told.len();
            assert!(!told.iter().any(|word| word.contains(secret)), "{told:#?}");
            // A refresh needs the fragment, so it stays in this tab's own entry
            // of the history, and no address has it.
            let address: String = tab
                .eval("location.href + document.URL + document.baseURI")
                .await;
            assert!(!address.contains(secret), "{address}");
            assert_eq!(tab.eval::<String>("history.state").await, fragment);
            nowhere_in_the_page(page, tab, secret).await;
        }
        assert!(count >= 6, "{count}");
        for tab in tabs {
            tab.goto("about:blank").await;
        }
    }
}

async fn a_kept_credential_stands_in_one_place(page: &TestPage) {
    let kept = format!(
        "Object.entries(localStorage).concat(Object.entries(sessionStorage))
            .filter(([, text]) => text.includes({JWT:?})).map(([name]) => name)"
    );
    let tab = page.dock("").await;
    tab.wait_for("document.querySelector('form')", Duration::from_secs(12))
        .await;
    tab.fill(TOKEN_LABEL, JWT).await;
    tab.click("Save in this browser").await;
    tab.click("Connect").await;
    tab.wait_until_live().await;
    assert_eq!(tab.eval::<Vec<String>>(&kept).await, Vec::<String>::new());
    let tab = page.dock("").await;
    tab.wait_for("document.querySelector('form')", Duration::from_secs(12))
        .await;
    tab.fill(TOKEN_LABEL, JWT).await;
    tab.click("Connect").await;
    tab.wait_until_live().await;
    let own = format!("session-overlay:credential:{CHANNEL}");
    assert_eq!(tab.eval::<Vec<String>>(&kept).await, [own.as_str()]);
    // The overlay then needs none in its address.
    let address = page.address("widget=tip-latest");
    let (address, _) = address.split_once('#').unwrap();
    let overlay = page.open(address).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.eval::<Vec<String>>(&kept).await, [own]);
}
