//! The session that is kept for the next start.

use super::stub::StubResponse;
use super::tab::Tab;
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    the_last_session_stands_there_before_the_first_answer,
    what_changes_often_is_kept_when_the_page_goes,
    what_another_page_kept_later_is_left,
    a_session_older_than_a_day_is_not_shown,
    storage_of_any_kind_is_survived,
}

const WIDGETS: &str = "widget=tip-latest&widget=tip-goal&target=10000";

/// Where the session is kept, and changes it.
fn kept(change: &str) -> String {
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

async fn again(page: &TestPage, tab: &Tab) {
    tab.goto("about:blank").await;
    tab.goto(&page.address(WIDGETS)).await;
}

async fn the_last_session_stands_there_before_the_first_answer(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    let document = include_str!("../fixtures/session-2018.json");
    page.api.respond([
        StubResponse::json(document).with_delay(Duration::from_secs(4)),
        StubResponse::Session,
    ]);
    again(page, &tab).await;
    tab.wait_for_status("stale", Duration::from_secs(3)).await;
    assert_eq!(tab.root_data("fault").await, None);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    // It stands there as a first picture, which is not played.
    assert_eq!(
        tab.count("[data-changed]:not([data-changed=still])").await,
        0
    );
    tab.screenshot(&page.screenshot_dir(), "kept").await;
    tab.wait_until_live().await;
    let shown = "document.querySelector('.name').textContent === 'owl'";
    tab.wait_for(shown, Duration::from_secs(8)).await;
}

async fn what_changes_often_is_kept_when_the_page_goes(page: &TestPage) {
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
    again(page, &tab).await;
    tab.wait_for_status("stale", Duration::from_secs(3)).await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("owl"));
}

async fn what_another_page_kept_later_is_left(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    let shown = "document.querySelector('.name').textContent === 'owl'";
    tab.wait_for(shown, Duration::from_secs(8)).await;
    let later = "(text) => (Date.now() + 1500) + text.slice(text.indexOf('\\n')).replace('rhaegal_meh', 'later_lark')";
    assert!(tab.eval::<bool>(&kept(later)).await);
    page.api.respond([StubResponse::Hang]);
    tab.goto("about:blank").await;
    // What was kept in the future is nobody's.
    tokio::time::sleep(Duration::from_secs(2)).await;
    again(page, &tab).await;
    tab.wait_for_status("stale", Duration::from_secs(3)).await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("later_lark"));
}

async fn a_session_older_than_a_day_is_not_shown(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    page.api.respond([StubResponse::Hang]);
    for (hours, status) in [(23, "stale"), (24, "waiting"), (-1, "waiting")] {
        let moved =
            format!("(text) => (Date.now() - {hours} * 3600e3) + text.slice(text.indexOf('\\n'))");
        assert!(tab.eval::<bool>(&kept(&moved)).await);
        again(page, &tab).await;
        tab.wait_for_status(status, Duration::from_secs(8)).await;
        let text: String = tab.eval("document.body.innerText").await;
        let is_shown = text.contains("rhaegal_meh");
        assert_eq!(is_shown, status == "stale", "{hours}: {text}");
    }
}

async fn storage_of_any_kind_is_survived(page: &TestPage) {
    let tab = page.live(WIDGETS).await;
    for change in [
        "() => ''",
        "() => 'foreign'",
        "(text) => text.slice(0, 900)",
        "(text) => text.split('\\n')[0] + '\\n' + '['.repeat(100000)",
        "(text) => text.split('\\n')[0] + '\\n{\"data\":{}}'",
    ] {
        assert!(tab.eval::<bool>(&kept(change)).await, "{change}");
        again(page, &tab).await;
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
