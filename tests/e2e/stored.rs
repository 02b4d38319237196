//! The session that is cached for the next start.

use super::stub::StubResponse;
use super::tab::Tab;
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    the_cached_session_is_drawn_before_the_first_answer,
    a_changing_session_is_written_once_and_on_pagehide,
    a_more_recent_session_of_another_page_is_not_overwritten,
    a_cached_session_older_than_a_day_is_not_drawn,
    a_session_above_the_maximum_length_is_not_cached,
    invalid_or_forbidden_storage_is_ignored,
}

const WIDGETS: &str = "widget=tip-latest&widget=tip-goal&target=10000";

/// A script that replaces the cached session by the result of a JavaScript function. Returns
/// whether there is one.
fn change_cached(change: &str) -> String {
    format!(
        "(() => {{
            const name = Object.keys(localStorage).find((name) => name.startsWith('session-overlay:session:'));
            const change = {change};
            if (!name) return false;
            localStorage.setItem(name, change(localStorage.getItem(name)));
            return true;
        }})()"
    )
}

async fn reopen(page: &TestPage, tab: &Tab) {
    tab.goto("about:blank").await;
    tab.goto(&page.address(WIDGETS)).await;
}

async fn the_cached_session_is_drawn_before_the_first_answer(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    let document = include_str!("../fixtures/session-2018.json");
    page.api.respond([
        StubResponse::json(document).with_delay(Duration::from_secs(4)),
        StubResponse::Session,
    ]);
    reopen(page, &tab).await;
    tab.wait_for_status("stale", Duration::from_secs(3)).await;
    assert_eq!(tab.root_data("fault").await, None);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    // The first picture is not animated.
    assert_eq!(
        tab.count("[data-changed]:not([data-changed=still])").await,
        0
    );
    tab.screenshot(&page.screenshot_dir(), "cached").await;
    tab.wait_until_live().await;
    let shown = "document.querySelector('.name').textContent === 'owl'";
    tab.wait_for(shown, Duration::from_secs(8)).await;
}

async fn a_changing_session_is_written_once_and_on_pagehide(page: &TestPage) {
    let tab = page.tab(SIZE).await;
    tab.add_init_script(
        "window.writes = 0;
        const write = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, text) {
            if (name.startsWith('session-overlay:session:')) writes++;
            write.call(this, name, text);
        };",
    )
    .await;
    tab.goto(&page.address(WIDGETS)).await;
    tab.wait_until_live().await;
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    let shown = "document.querySelector('.name').textContent === 'owl'";
    tab.wait_for(shown, Duration::from_secs(8)).await;
    assert_eq!(tab.eval::<u32>("writes").await, 1);
    page.api.respond([StubResponse::Hang]);
    reopen(page, &tab).await;
    tab.wait_for_status("stale", Duration::from_secs(3)).await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("owl"));
}

async fn a_more_recent_session_of_another_page_is_not_overwritten(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    let shown = "document.querySelector('.name').textContent === 'owl'";
    tab.wait_for(shown, Duration::from_secs(8)).await;
    let later = "(text) => (Date.now() + 1500) + text.slice(text.indexOf('\\n')).replace('rhaegal_meh', 'later_lark')";
    assert!(tab.eval::<bool>(&change_cached(later)).await);
    page.api.respond([StubResponse::Hang]);
    tab.goto("about:blank").await;
    // A session from the future would be ignored.
    tokio::time::sleep(Duration::from_secs(2)).await;
    reopen(page, &tab).await;
    tab.wait_for_status("stale", Duration::from_secs(3)).await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("later_lark"));
}

async fn a_cached_session_older_than_a_day_is_not_drawn(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    page.api.respond([StubResponse::Hang]);
    for (hours, status) in [(23, "stale"), (24, "waiting"), (-1, "waiting")] {
        let with_age =
            format!("(text) => (Date.now() - {hours} * 3600e3) + text.slice(text.indexOf('\\n'))");
        assert!(tab.eval::<bool>(&change_cached(&with_age)).await);
        reopen(page, &tab).await;
        tab.wait_for_status(status, Duration::from_secs(8)).await;
        let text: String = tab.eval("document.body.innerText").await;
        let is_shown = text.contains("rhaegal_meh");
        assert_eq!(is_shown, status == "stale", "{hours}: {text}");
    }
}

async fn a_session_above_the_maximum_length_is_not_cached(page: &TestPage) {
    let long_name = "x".repeat(1_000_000);
    page.api.set("cheer-latest", json!({ "name": long_name }));
    let tab = page.live(WIDGETS).await;
    assert!(!tab.eval::<bool>(&change_cached("(text) => text")).await);
    page.api.respond([StubResponse::Hang]);
    reopen(page, &tab).await;
    tab.wait_for_status("waiting", Duration::from_secs(8)).await;
    assert!(!tab.eval::<bool>(&change_cached("(text) => text")).await);
}

async fn invalid_or_forbidden_storage_is_ignored(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    for change in [
        "() => ''",
        "() => 'foreign'",
        "(text) => text.slice(0, 900)",
        "(text) => text.split('\\n')[0] + '\\n' + '['.repeat(100000)",
        "(text) => text.split('\\n')[0] + '\\n{\"data\":{}}'",
    ] {
        assert!(tab.eval::<bool>(&change_cached(change)).await, "{change}");
        reopen(page, &tab).await;
        tab.wait_until_live().await;
        assert_eq!(
            tab.text(".name").await.as_deref(),
            Some("rhaegal_meh"),
            "{change}"
        );
    }
    for script in [
        "Storage.prototype.getItem = () => { throw new Error('forbidden'); }",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
        "Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
         Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } })",
        "Object.defineProperty(window, 'localStorage', { get: () => null })",
        "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })",
        "LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'))",
        "window.BroadcastChannel = undefined",
    ] {
        let tab = page.tab(SIZE).await;
        tab.add_init_script(script).await;
        tab.goto(&page.address(WIDGETS)).await;
        tab.wait_until_live().await;
        assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"), "{script}");
        tab.goto("about:blank").await;
    }
}
