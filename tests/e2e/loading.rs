//! What the page loads, and what it refuses to.

use super::site::{ServeMode, Served, Site};
use super::stub::Stub;
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

const LIMIT: Duration = Duration::from_secs(15);
/// Compressed bytes until the first live widget.
const MOST: usize = 96_000;

async fn the_overlay_is_small_and_loads_nothing_twice(stage: &TestPage) {
    let tab = stage
        .live("widget=tip-goal&target=10000&widget=follower-latest")
        .await;
    let log = stage.site.log();
    let size: usize = log.iter().map(|served| served.size).sum();
    // Past the test harness, which keeps the output of what succeeds.
    let _ = writeln!(
        std::io::stderr(),
        "transfer: {size} bytes gzip ({})",
        stage.engine.name()
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
        .heard()
        .into_iter()
        .map(|heard| heard.text)
        .filter(|text| text.contains("preload"))
        .collect();
    assert!(
        !wasted.iter().any(|text| text.contains("not used")),
        "{wasted:?}"
    );
}

async fn the_site_works_from_a_sub_path(stage: &TestPage) {
    let tab = stage.live("widget=tip-latest").await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    for served in stage.site.log() {
        assert!(served.path.starts_with("/streams/overlay/"), "{served:?}");
        assert!(served.status.is_success(), "{served:?}");
    }
}

async fn what_was_tampered_with_is_not_run(stage: &TestPage) {
    for words in [
        "integrity",
        "Failed to fetch",
        "Failed to load resource",
        "could not start",
    ] {
        stage.expect(words);
    }
    let site = Site::start(ServeMode::Tampered).await;
    let tab = stage.open(&elsewhere(stage, &site)).await;
    tab.wait_for("document.querySelector('.problem[role=alert]')", LIMIT)
        .await;
    let card = tab.text(".problem").await.unwrap();
    assert!(
        card.contains("could not be loaded") && card.contains("Refresh"),
        "{card}"
    );
    tab.shoot(&stage.folder(), "tampered").await;
    // Started twice, the second time past the caches. How often an engine asks
    // for what it may not keep is its own business, so the starts are counted.
    let heard = tab.heard().into_iter();
    let starts = heard.filter(|heard| heard.text.contains("could not start"));
    assert_eq!(starts.count(), 2, "{:?}", tab.heard());
    let past_caches = |served: &Served| {
        let care = served.headers.get("cache-control");
        served.path.contains(".wasm") && care.is_some_and(|care| care == "no-cache")
    };
    assert!(site.log().iter().any(past_caches), "{:#?}", site.log());
    assert_eq!(tab.mark("status").await, None);
    assert_eq!(tab.count(".widget").await, 0);
}

async fn a_page_from_before_a_renewal_loads_itself_anew(stage: &TestPage) {
    stage.expect_failed_requests();
    for words in ["integrity", "could not start"] {
        stage.expect(words);
    }
    let site = Site::start(ServeMode::Renewed).await;
    let tab = stage.open(&elsewhere(stage, &site)).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
    let named = |heard: &super::tab::Heard| {
        heard.text.contains("could not start") && heard.text.contains("apikey")
    };
    assert!(!tab.heard().iter().any(named), "{:?}", tab.heard());
    assert_eq!(tab.count(".problem").await, 0);
}

/// No panic is known that could be reached, so one is thrown here.
async fn a_program_that_breaks_is_loaded_anew(stage: &TestPage) {
    stage.expect("made to break");
    let tab = stage.live("widget=tip-latest").await;
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
    tab.goto(&stage.address("widget=tip-latest")).await;
    tab.wait_until_live().await;
    let _: bool = tab.eval(&format!("({broken})(70_000)")).await;
    tab.wait_for("!window.left", LIMIT).await;
    tab.wait_until_live().await;
    let heard = tab.heard().into_iter();
    let told =
        heard.filter(|heard| heard.level == "warning" && heard.text.contains("made to break"));
    assert!(told.count() > 0, "{:?}", tab.heard());
}

/// The stage's overlay on another site.
fn elsewhere(stage: &TestPage, site: &Site) -> String {
    let address = stage.address("widget=tip-latest");
    address.replace(&stage.site.base, &site.base)
}

async fn the_policy_blocks_what_is_foreign(stage: &TestPage) {
    for words in [
        "Content Security Policy",
        "Failed to load resource",
        "net::ERR_",
        "WebSocket",
        "Refused",
    ] {
        stage.expect(words);
    }
    let tab = stage.live("widget=tip-latest").await;
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
    assert!(foreign.calls().is_empty(), "{:?}", foreign.calls());
    // The picture stands, whatever was tried.
    assert_eq!(tab.text(".name").await.as_deref(), Some("rhaegal_meh"));
}

async fn the_bare_address_shows_the_configurator(stage: &TestPage) {
    let tab = stage.open(&stage.site.base).await;
    tab.wait_for("document.querySelector('h1')", LIMIT).await;
    assert_eq!(tab.mark("page").await.as_deref(), Some("configurator"));
    assert_eq!(tab.count(".problem").await, 0);
    // Those out of sight are loaded when they come into it.
    let pictures =
        "[...document.images].every((image) => image.naturalWidth || image.scrollIntoView())";
    tab.wait_for(pictures, LIMIT).await;
    tab.shoot(&stage.folder(), "start").await;
    // What everybody can begin with needs no account.
    tab.click_on("[data-preset=new-pc]").await;
    tab.click("Show the demo stream instead of my channel")
        .await;
    tab.wait_for_address("source=demo").await;
    let overlay = stage.open(&tab.address().await).await;
    overlay.wait_until_live().await;
    assert_eq!(overlay.mark("page").await.as_deref(), Some("overlay"));
    assert_eq!(overlay.count(".problem").await, 0);
    assert!(stage.api.calls().is_empty());
}

async fn a_new_fragment_is_a_new_overlay(stage: &TestPage) {
    let address = stage.address("widget=tip-latest");
    let (before, fragment) = address.split_once('#').unwrap();
    let tab = stage.open(before).await;
    tab.wait_for("document.querySelector('.problem')", LIMIT)
        .await;
    let _: i32 = tab.eval(&format!("location.hash = {fragment:?}; 0")).await;
    tab.wait_until_live().await;
    assert_eq!(tab.count(".problem").await, 0);
}

async fn sources_that_obs_adds_to_an_address_are_ignored(stage: &TestPage) {
    stage
        .api
        .set("tip-latest", json!({ "name": "owl_o_clock" }));
    let tab = stage.tab(SIZE).await;
    let query = "layer-name=New%20PC&layer-width=480&layer-height=120&layer-css=x&utm_source=y&v=3&widget=tip-latest";
    tab.goto(&stage.address(query)).await;
    tab.wait_until_live().await;
    assert_eq!(tab.text(".name").await.as_deref(), Some("owl_o_clock"));
    assert_eq!(tab.count(".problem").await, 0);
}

/// All files until the preview is there, as the issue of its size wants it.
const STUDIO_MOST: usize = 350 * 1024;

async fn the_studio_is_a_bundle_of_its_own(stage: &TestPage) {
    let tab = stage.studio("widget=tip-goal&target=10000").await;
    tab.wait_for_preview("10,000").await;
    let preview: f64 = tab.eval("performance.now()").await;
    let log = stage.site.log();
    let size: usize = log.iter().map(|served| served.size).sum();
    let paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    tab.wait_for(paint, LIMIT).await;
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
    let overlay = stage.live("widget=tip-latest").await;
    assert!(overlay.eval::<bool>("performance.getEntriesByType('resource').every((entry) => !/studio|configurator|dock/.test(entry.name))").await);
}
