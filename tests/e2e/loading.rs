//! What the page loads, and what it refuses to.

use super::site::{ServeMode, ServedFile, Site};
use super::stub::Stub;
use super::tab::TIMEOUT;
use super::test_page::{SIZE, TestPage, in_both_engines};
use serde_json::json;
use std::collections::HashMap;
use std::io::Write;
use std::time::Duration;

in_both_engines! {
    the_overlay_is_small_and_loads_nothing_twice,
    the_site_works_from_a_sub_path,
    what_was_tampered_with_is_not_run,
    a_page_from_before_a_renewal_loads_itself_anew,
    a_program_that_breaks_is_loaded_anew,
    the_policy_blocks_what_is_foreign,
    the_bare_address_shows_the_configurator,
    the_studio_is_a_bundle_of_its_own,
    a_new_fragment_is_a_new_overlay,
    sources_that_obs_adds_to_an_address_are_ignored,
}

/// Compressed bytes until the first live widget.
const MOST: usize = 102_000;

async fn the_overlay_is_small_and_loads_nothing_twice(page: &TestPage) {
    let tab = page
        .live("widget=tip-goal&target=10000&widget=follower-latest")
        .await;
    let log = page.site.log();
    let size: usize = log.iter().map(|served| served.size).sum();
    // Past the test harness, which keeps the output of what succeeds.
    let _ = writeln!(
        std::io::stderr(),
        "transfer: {size} bytes gzip ({})",
        page.engine.name()
    );
    let mut times: HashMap<&str, usize> = HashMap::new();
    for served in &log {
        assert!(served.status.is_success(), "{served:?}");
        *times.entry(&served.path).or_default() += 1;
    }
    times.retain(|_, times| *times > 1);
    assert!(times.is_empty(), "downloaded twice: {times:?}");
    assert!(size <= MOST, "{size} bytes: {log:#?}");
    // What is preloaded is taken up, and not taken from the cache once more.
    let taken: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.name)")
        .await;
    let wasm = taken.iter().filter(|name| name.contains(".wasm"));
    assert_eq!(wasm.count(), 1, "{taken:?}");
    let wasted: Vec<String> = tab
        .console()
        .into_iter()
        .map(|heard| heard.text)
        .filter(|text| text.contains("preload"))
        .collect();
    assert!(
        !wasted.iter().any(|text| text.contains("not used")),
        "{wasted:?}"
    );
}

async fn the_site_works_from_a_sub_path(page: &TestPage) {
    let tab = page.live("widget=tip-latest").await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    for served in page.site.log() {
        assert!(served.path.starts_with("/streams/overlay/"), "{served:?}");
        assert!(served.status.is_success(), "{served:?}");
    }
}

async fn what_was_tampered_with_is_not_run(page: &TestPage) {
    for words in [
        "integrity",
        "Failed to fetch",
        "Failed to load resource",
        "could not start",
    ] {
        page.expect_console(words);
    }
    let site = Site::start(ServeMode::CorruptWasm).await;
    let tab = page.open(&elsewhere(page, &site)).await;
    tab.wait_for("document.querySelector('.problem[role=alert]')", TIMEOUT)
        .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(
        card.contains("could not be loaded") && card.contains("Refresh"),
        "{card}"
    );
    tab.screenshot(&page.screenshot_dir(), "tampered").await;
    // Started twice, the second time past the caches. How often an engine asks
    // for what it may not keep is its own business, so the starts are counted.
    let heard = tab.console().into_iter();
    let starts = heard.filter(|heard| heard.text.contains("could not start"));
    assert_eq!(starts.count(), 2, "{:?}", tab.console());
    let past_caches = |served: &ServedFile| {
        let care = served.headers.get("cache-control");
        served.path.contains(".wasm") && care.is_some_and(|care| care == "no-cache")
    };
    assert!(site.log().iter().any(past_caches), "{:#?}", site.log());
    assert_eq!(tab.root_data("status").await, None);
    assert_eq!(tab.count(".widget").await, 0);
}

async fn a_page_from_before_a_renewal_loads_itself_anew(page: &TestPage) {
    page.expect_failed_requests();
    for words in ["integrity", "could not start"] {
        page.expect_console(words);
    }
    let site = Site::start(ServeMode::StaleHtml).await;
    let tab = page.open(&elsewhere(page, &site)).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    let named = |heard: &super::tab::ConsoleMessage| {
        heard.text.contains("could not start") && heard.text.contains("apikey")
    };
    assert!(!tab.console().iter().any(named), "{:?}", tab.console());
    assert_eq!(tab.count(".problem").await, 0);
}

/// No panic is known that could be reached, so one is thrown here.
async fn a_program_that_breaks_is_loaded_anew(page: &TestPage) {
    page.expect_console("made to break");
    let tab = page.live("widget=tip-latest").await;
    let broken = "(age) => {
        window.left = true;
        performance.now = () => age;
        setTimeout(() => { throw new WebAssembly.RuntimeError('made to break'); });
        return true;
    }";
    let _: bool = tab.eval(&format!("({broken})(30_000)")).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    // Not yet, for it began less than a minute ago.
    assert!(tab.eval::<bool>("window.left").await);
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    tab.goto("about:blank").await;
    tab.goto(&page.address("widget=tip-latest")).await;
    tab.wait_until_live().await;
    let _: bool = tab.eval(&format!("({broken})(70_000)")).await;
    tab.wait_for("!window.left", TIMEOUT).await;
    tab.wait_until_live().await;
    let heard = tab.console().into_iter();
    let told =
        heard.filter(|heard| heard.level == "warning" && heard.text.contains("made to break"));
    assert!(told.count() > 0, "{:?}", tab.console());
}

/// The address of the test page's overlay on another site.
fn elsewhere(page: &TestPage, site: &Site) -> String {
    let address = page.address("widget=tip-latest");
    address.replace(&page.site.base, &site.base)
}

async fn the_policy_blocks_what_is_foreign(page: &TestPage) {
    for words in [
        "Content Security Policy",
        "Failed to load resource",
        "net::ERR_",
        "WebSocket",
        "Refused",
    ] {
        page.expect_console(words);
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
        "default-src manifest",
        "default-src media",
        "default-src object",
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
            blocked.iter().any(|own| own == kind),
            "{kind} is open: {blocked:#?}"
        );
    }
    assert!(tab.eval::<bool>("!('pwned' in window)").await);
    assert!(foreign.requests().is_empty(), "{:?}", foreign.requests());
    // The picture stands, whatever was tried.
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}

async fn the_bare_address_shows_the_configurator(page: &TestPage) {
    let tab = page.open(&page.site.base).await;
    tab.wait_for("document.querySelector('h1')", TIMEOUT).await;
    assert_eq!(tab.root_data("page").await.as_deref(), Some("configurator"));
    assert_eq!(tab.count(".problem").await, 0);
    // Those out of sight are loaded when they come into it.
    let pictures =
        "[...document.images].every((image) => image.naturalWidth || image.scrollIntoView())";
    tab.wait_for(pictures, TIMEOUT).await;
    tab.screenshot(&page.screenshot_dir(), "start").await;
    // What everybody can begin with needs no account.
    tab.click_on("[data-preset=new-pc]").await;
    tab.click("Use the demo session instead of my channel")
        .await;
    tab.wait_for_address("source=demo").await;
    let overlay = page.open(&tab.address().await).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.root_data("page").await.as_deref(), Some("overlay"));
    assert_eq!(overlay.count(".problem").await, 0);
    assert!(page.api.requests().is_empty());
}

async fn a_new_fragment_is_a_new_overlay(page: &TestPage) {
    let address = page.address("widget=tip-latest");
    let (before, fragment) = address.split_once('#').unwrap();
    let tab = page.open(before).await;
    tab.wait_for("document.querySelector('.problem')", TIMEOUT)
        .await;
    let _: i32 = tab.eval(&format!("location.hash = {fragment:?}; 0")).await;
    tab.wait_until_live().await;
    assert_eq!(tab.count(".problem").await, 0);
}

async fn sources_that_obs_adds_to_an_address_are_ignored(page: &TestPage) {
    page.api.set("tip-latest", json!({ "name": "owl_o_clock" }));
    let tab = page.tab(SIZE).await;
    let query = "layer-name=New%20PC&layer-width=480&layer-height=120&layer-css=x&utm_source=y&v=3&widget=tip-latest";
    tab.goto(&page.address(query)).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("owl_o_clock"));
    assert_eq!(tab.count(".problem").await, 0);
}

/// All files until the preview is there, as the issue of its size wants it.
const STUDIO_MOST: usize = 350 * 1024;

async fn the_studio_is_a_bundle_of_its_own(page: &TestPage) {
    let tab = page.open_configurator("widget=tip-goal&target=10000").await;
    tab.wait_for_preview("10,000").await;
    let preview: f64 = tab.eval("performance.now()").await;
    let log = page.site.log();
    let size: usize = log.iter().map(|served| served.size).sum();
    let paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    tab.wait_for(paint, TIMEOUT).await;
    let paint: f64 = tab.eval(paint).await;
    let _ = writeln!(
        std::io::stderr(),
        "studio: {size} bytes gzip, first paint after {paint:.0} ms, with preview within {preview:.0} ms"
    );
    assert!(
        log.iter().all(|served| !served.path.contains("/overlay-")),
        "{log:#?}"
    );
    assert!(size <= STUDIO_MOST, "{size} bytes: {log:#?}");
    let others: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => new URL(name).origin !== location.origin)")
        .await;
    assert!(others.is_empty(), "{others:?}");
    let overlay = page.live("widget=tip-latest").await;
    assert!(overlay.eval::<bool>("performance.getEntriesByType('resource').every((entry) => !/studio|configurator|dock/.test(entry.name))").await);
}
