//! The offline copy, and pages without a secure context.

use super::stub::APIKEY;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;

in_both_engines! {
    a_copy_runs_from_a_local_file,
    a_copy_from_the_configurator_has_its_address,
    a_copy_works_without_a_secure_context,
    the_site_works_without_a_secure_context,
    a_copy_without_an_address_shows_instructions,
}

const WIDGETS: &str = "theme=neon&widget=tip-latest&widget=tip-goal&target=10000";
/// A name of this machine that browsers do not treat as a secure context.
const HOST: &str = "overlay.test";

fn built_copy() -> String {
    std::fs::read_to_string(super::site::dist().join("offline.html")).unwrap()
}

/// Writes a file that no other test uses.
fn write_file(page: &TestPage, text: &str) -> PathBuf {
    let name = format!("copy of {}.html", page.context().inner());
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// A copy with the address of `WIDGETS`.
fn copy_with_address(page: &TestPage) -> String {
    let address = page.address(WIDGETS);
    let (_, query) = address.split_once('?').unwrap();
    let (query, fragment) = query.split_once('#').unwrap();
    session_overlay::studio::offline_copy::embed_config(&built_copy(), query, fragment).unwrap()
}

/// Checks that the copy polls, and that a refresh keeps its address.
async fn check_copy(page: &TestPage, tab: &Tab) {
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    assert_eq!(tab.count(".problem").await, 0);
    let address: String = tab.eval("location.href").await;
    assert!(!address.contains(APIKEY), "{address}");
    let loaded: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.initiatorType)")
        .await;
    // Polls of the API are its only requests.
    assert!(loaded.iter().all(|kind| kind == "fetch"), "{loaded:?}");
    page.api
        .set("tip-latest", json!({ "name": "owl", "amount": 7 }));
    tab.wait_for(
        "document.querySelector('.name').textContent === 'owl'",
        TIMEOUT,
    )
    .await;
    tab.screenshot(&page.screenshot_dir(), "offline").await;
    page.api
        .set("tip-latest", json!({ "name": "eel", "amount": 7 }));
    let _: bool = tab
        .eval("(() => { window.left = true; location.reload(); return true; })()")
        .await;
    tab.wait_for("!window.left", TIMEOUT).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("eel"));
}

async fn a_copy_runs_from_a_local_file(page: &TestPage) {
    let path = write_file(page, &copy_with_address(page));
    let tab = page.open(&format!("file://{}", path.display())).await;
    check_copy(page, &tab).await;
    std::fs::remove_file(path).unwrap();
}

async fn a_copy_from_the_configurator_has_its_address(page: &TestPage) {
    let studio = page
        .open_configurator("channel=577c0455f9a31ea72a36b2b3&interval=5&widget=tip-latest")
        .await;
    studio.fill("Overlay token or address", APIKEY).await;
    let text = page.download(&studio, "Save as one file").await;
    studio.wait_for_text("tick Local file").await;
    let path = write_file(page, &text);
    let tab = page.open(&format!("file://{}", path.display())).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    std::fs::remove_file(path).unwrap();
}

async fn a_copy_works_without_a_secure_context(page: &TestPage) {
    let site = page.site.base.replace("localhost", HOST);
    let address = page.address(WIDGETS);
    let (_, query) = address.split_once('?').unwrap();
    // A query after the path needs no address in the copy.
    let tab = page.open(&format!("{site}offline.html?{query}")).await;
    tab.wait_until_live().await;
    assert!(tab.eval::<bool>("!isSecureContext").await);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}

async fn the_site_works_without_a_secure_context(page: &TestPage) {
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
    // Without locks each overlay polls by itself.
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

async fn a_copy_without_an_address_shows_instructions(page: &TestPage) {
    let path = write_file(page, &built_copy());
    let tab = page.tab(SIZE).await;
    tab.goto(&format!("file://{}", path.display())).await;
    tab.wait_for("document.querySelector('.problem[role=alert]')", TIMEOUT)
        .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(card.contains("Make an address"), "{card}");
    std::fs::remove_file(path).unwrap();
}
