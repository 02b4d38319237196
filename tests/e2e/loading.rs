//! What the page loads, and what it blocks.

use super::site::{ServeMode, ServedFile, Site};
use super::stub::Stub;
use super::tab::TIMEOUT;
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::time::Duration;

in_both_engines! {
    the_site_works_from_a_sub_path,
    corrupt_wasm_is_not_run,
    a_stale_page_reloads_itself,
    a_crashed_program_is_reloaded,
    the_csp_blocks_other_origins,
    the_bare_address_shows_the_configurator,
    a_new_fragment_reloads_the_overlay,
    options_that_obs_adds_are_ignored,
}

async fn the_site_works_from_a_sub_path(page: &TestPage) {
    let tab = page.live("widget=tip-latest").await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    for served in page.site.log() {
        assert!(served.path.starts_with("/streams/overlay/"), "{served:?}");
        assert!(served.status.is_success(), "{served:?}");
    }
}

async fn corrupt_wasm_is_not_run(page: &TestPage) {
    for text in [
        "integrity",
        "Failed to fetch",
        "Failed to load resource",
        "could not start",
    ] {
        page.expect_console(text);
    }
    let site = Site::start(ServeMode::CorruptWasm).await;
    let tab = page.open(&address_on(page, &site)).await;
    tab.wait_for("document.querySelector('.problem[role=alert]')", TIMEOUT)
        .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(
        card.contains("could not be loaded") && card.contains("Refresh"),
        "{card}"
    );
    tab.screenshot(&page.screenshot_dir(), "corrupt-wasm").await;
    // It starts twice, the second time past the caches. The number of requests
    // differs between the engines.
    let messages = tab.console().into_iter();
    let starts = messages.filter(|message| message.text.contains("could not start"));
    assert_eq!(starts.count(), 2, "{:?}", tab.console());
    let past_caches = |served: &ServedFile| {
        let cache = served.headers.get("cache-control");
        served.path.contains(".wasm") && cache.is_some_and(|cache| cache == "no-cache")
    };
    assert!(site.log().iter().any(past_caches), "{:#?}", site.log());
    assert_eq!(tab.root_data("status").await, None);
    assert_eq!(tab.count(".widget").await, 0);
}

async fn a_stale_page_reloads_itself(page: &TestPage) {
    page.expect_failed_requests();
    for text in ["integrity", "could not start"] {
        page.expect_console(text);
    }
    let site = Site::start(ServeMode::StaleHtml).await;
    let tab = page.open(&address_on(page, &site)).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    let has_credential = |message: &super::tab::ConsoleMessage| {
        message.text.contains("could not start") && message.text.contains("apikey")
    };
    assert!(
        !tab.console().iter().any(has_credential),
        "{:?}",
        tab.console()
    );
    assert_eq!(tab.count(".problem").await, 0);
}

/// No panic is known to be reachable, so the test throws its own error.
async fn a_crashed_program_is_reloaded(page: &TestPage) {
    page.expect_console("test crash");
    let tab = page.live("widget=tip-latest").await;
    let crash = "(age) => {
        window.left = true;
        performance.now = () => age;
        setTimeout(() => { throw new WebAssembly.RuntimeError('test crash'); });
        return true;
    }";
    let _: bool = tab.eval(&format!("({crash})(30_000)")).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    // A page that is younger than a minute is not reloaded yet.
    assert!(tab.eval::<bool>("window.left").await);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    tab.goto("about:blank").await;
    tab.goto(&page.address("widget=tip-latest")).await;
    tab.wait_until_live().await;
    let _: bool = tab.eval(&format!("({crash})(70_000)")).await;
    tab.wait_for("!window.left", TIMEOUT).await;
    tab.wait_until_live().await;
    let is_reported = tab
        .console()
        .iter()
        .any(|message| message.level == "warning" && message.text.contains("test crash"));
    assert!(is_reported, "{:?}", tab.console());
}

/// The address of the test page's overlay on another site.
fn address_on(page: &TestPage, site: &Site) -> String {
    let address = page.address("widget=tip-latest");
    address.replace(&page.site.base, &site.base)
}

async fn the_csp_blocks_other_origins(page: &TestPage) {
    for text in [
        "Content Security Policy",
        "Failed to load resource",
        "net::ERR_",
        "WebSocket",
        "Refused",
    ] {
        page.expect_console(text);
    }
    let tab = page.live("widget=tip-latest").await;
    let foreign = Stub::start().await;
    let attacks = include_str!("attacks.js").replace("$FOREIGN", &foreign.origin);
    let blocked: Vec<String> = tab.eval(&attacks).await;
    for kind in [
        "base-uri",
        "connect-src beacon",
        "connect-src event source",
        "connect-src fetch",
        "connect-src socket",
        "media-src",
        "object-src",
        "eval",
        "font-src",
        "form-action",
        "frame-src",
        "img-src image",
        "img-src style",
        "script-src handler",
        "script-src inline",
        "script-src foreign",
        "script-src javascript:",
        "script-src worker",
        "style-src foreign",
        "style-src import",
    ] {
        assert!(
            blocked.iter().any(|blocked| blocked == kind),
            "{kind} is not blocked: {blocked:#?}"
        );
    }
    assert!(tab.eval::<bool>("!('pwned' in window)").await);
    assert!(foreign.requests().is_empty(), "{:?}", foreign.requests());
    // The overlay still works.
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}

async fn the_bare_address_shows_the_configurator(page: &TestPage) {
    let tab = page.open(&page.site.base).await;
    tab.wait_for("document.querySelector('h1')", TIMEOUT).await;
    assert_eq!(tab.root_data("page").await.as_deref(), Some("configurator"));
    assert_eq!(tab.count(".problem").await, 0);
    tab.screenshot(&page.screenshot_dir(), "start").await;
    // Images load when they are scrolled into view.
    let pictures =
        "[...document.images].every((image) => image.naturalWidth || image.scrollIntoView())";
    for dialog in ["Presets", "Add a widget"] {
        tab.click(dialog).await;
        tab.wait_for("document.images.length >= 10", TIMEOUT).await;
        tab.wait_for(pictures, TIMEOUT).await;
        tab.click("Close").await;
    }
    // The demo needs no account.
    tab.apply_preset("new-pc").await;
    tab.click("Use the demo session instead of my channel")
        .await;
    tab.wait_for_address("source=demo").await;
    let overlay = page.open(&tab.address().await).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.root_data("page").await.as_deref(), Some("overlay"));
    assert_eq!(overlay.count(".problem").await, 0);
    assert!(page.api.requests().is_empty());
}

async fn a_new_fragment_reloads_the_overlay(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let (before, fragment) = address.split_once('#').unwrap();
    let tab = page.open(before).await;
    tab.wait_for("document.querySelector('.problem')", TIMEOUT)
        .await;
    let _: i32 = tab.eval(&format!("location.hash = {fragment:?}; 0")).await;
    tab.wait_until_live().await;
    assert_eq!(tab.count(".problem").await, 0);
}

async fn options_that_obs_adds_are_ignored(page: &TestPage) {
    page.api.set("tip-latest", json!({ "name": "owl_o_clock" }));
    let tab = page.tab(SIZE).await;
    let query = "layer-name=New%20PC&layer-width=480&layer-height=120&layer-css=x&utm_source=y&v=3&widget=tip-latest";
    tab.goto(&page.address(query)).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("owl_o_clock"));
    assert_eq!(tab.count(".problem").await, 0);
}
