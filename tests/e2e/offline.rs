//! The copy in one file, and hosts that are no secure context.

use super::stub::APIKEY;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;

in_both_engines! {
    a_copy_shows_its_address_from_a_file,
    a_copy_that_somebody_saved_shows_what_they_made,
    a_copy_shows_its_address_where_nothing_is_secure,
    the_site_works_where_nothing_is_secure,
    a_copy_without_an_address_says_what_to_do,
}

const WIDGETS: &str = "theme=neon&widget=tip-latest&widget=tip-goal&target=10000";
/// Where nothing is secure, this name leads to this machine.
const HOST: &str = "overlay.test";

fn built() -> String {
    std::fs::read_to_string(super::site::dist().join("offline.html")).unwrap()
}

/// A file of this text, of which no other test knows.
fn file(page: &TestPage, text: &str) -> PathBuf {
    let name = format!("copy of {}.html", page.context().inner());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The test page's address of these widgets in a copy.
fn filled(page: &TestPage) -> String {
    let address = page.address(WIDGETS);
    let (_, query) = address.split_once('?').unwrap();
    let (query, fragment) = query.split_once('#').unwrap();
    session_overlay::studio::offline_copy::embed_config(&built(), query, fragment).unwrap()
}

async fn lives(page: &TestPage, tab: &Tab) {
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    assert_eq!(tab.count(".problem").await, 0);
    let address: String = tab.eval("location.href").await;
    assert!(!address.contains(APIKEY), "{address}");
    let loaded: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.initiatorType)")
        .await;
    // It asks the API, and nobody for anything else.
    assert!(loaded.iter().all(|kind| kind == "fetch"), "{loaded:?}");
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    tab.wait_for(
        "document.querySelector('.name').textContent === 'owl'",
        TIMEOUT,
    )
    .await;
    tab.screenshot(&page.screenshot_dir(), "offline").await;
    // A refresh has its address still, and the last session.
    page.api
        .set("tip-latest", json!({ "name": "eel", "amount": 7 }));
    let _: bool = tab
        .eval("(() => { window.left = true; location.reload(); return true; })()")
        .await;
    tab.wait_for("!window.left", TIMEOUT).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("eel"));
}

async fn a_copy_shows_its_address_from_a_file(page: &TestPage) {
    let path = file(page, &filled(page));
    let tab = page.open(&format!("file://{}", path.display())).await;
    lives(page, &tab).await;
    std::fs::remove_file(path).unwrap();
}

async fn a_copy_that_somebody_saved_shows_what_they_made(page: &TestPage) {
    let studio = page
        .open_configurator("channel=577c0455f9a31ea72a36b2b3&interval=5&widget=tip-latest")
        .await;
    studio.fill("Overlay token", APIKEY).await;
    let text = page.download(&studio, "Save as file").await;
    studio.wait_for_text("tick Local file").await;
    let path = file(page, &text);
    let tab = page.open(&format!("file://{}", path.display())).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    std::fs::remove_file(path).unwrap();
}

async fn a_copy_shows_its_address_where_nothing_is_secure(page: &TestPage) {
    let site = page.site.base.replace("localhost", HOST);
    let address = page.address(WIDGETS);
    let (_, query) = address.split_once('?').unwrap();
    // What stands behind the path needs no filling.
    let tab = page.open(&format!("{site}offline.html?{query}")).await;
    tab.wait_until_live().await;
    assert!(tab.eval::<bool>("!isSecureContext").await);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}

async fn the_site_works_where_nothing_is_secure(page: &TestPage) {
    let site = page.site.base.replace("localhost", HOST);
    let address = page.address(WIDGETS).replace(&page.site.base, &site);
    for _ in 0..2 {
        let tab = page.open(&address).await;
        tab.wait_until_live().await;
        assert!(
            tab.eval::<bool>("!isSecureContext && !navigator.locks")
                .await
        );
        assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    }
    // Without locks there is no sharing: each polls for itself.
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert!(
        page.api.poll_times().len() >= 4,
        "{:?}",
        page.api.poll_times()
    );
    let studio = page.open(&site).await;
    studio
        .wait_for("document.querySelector('h1')", TIMEOUT)
        .await;
    assert_eq!(studio.count(".problem").await, 0);
}

async fn a_copy_without_an_address_says_what_to_do(page: &TestPage) {
    let path = file(page, &built());
    let tab = page.tab(SIZE).await;
    tab.goto(&format!("file://{}", path.display())).await;
    tab.wait_for("document.querySelector('.problem[role=alert]')", TIMEOUT)
        .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(card.contains("Make an address"), "{card}");
    std::fs::remove_file(path).unwrap();
}
