//! Which program a page loads, and how large it is.

use super::site::ServedFile;
use super::tab::TIMEOUT;
use super::test_page::{SIZE, TestPage, in_both_engines};
use std::collections::HashMap;
use std::io::Write;

in_both_engines! {
    the_overlay_is_small_and_loads_nothing_twice,
    the_full_overlay_is_not_much_larger,
    the_address_decides_between_the_two_overlays,
    the_studio_is_a_bundle_of_its_own,
}

/// The most that an overlay may download until its first live widget, in compressed
/// bytes, without the theme's face.
const MAX_OVERLAY_SIZE: usize = 195_000;

/// The same for an overlay with a timer, alerts, credits, milestones or added figures.
const MAX_FULL_SIZE: usize = 219_000;

fn size_without_faces(log: &[ServedFile]) -> usize {
    let files = log.iter().filter(|served| !served.path.contains("/faces/"));
    files.map(|served| served.size).sum()
}

async fn the_overlay_is_small_and_loads_nothing_twice(page: &TestPage) {
    let query = "widget=tip-goal&target=10000&widget=follower-latest&widget=tip-top";
    check_transfer(page, query, MAX_OVERLAY_SIZE).await;
}

async fn the_full_overlay_is_not_much_larger(page: &TestPage) {
    let query = "widget=timer&from=2024-05-01T18:00Z&time=4h&widget=alerts&widget=credits";
    check_transfer(page, query, MAX_FULL_SIZE).await;
}

async fn check_transfer(page: &TestPage, query: &str, most: usize) {
    let tab = page.live(query).await;
    let log = page.site.log();
    let size = size_without_faces(&log);
    // Not println!, which the test harness captures.
    let _ = writeln!(
        std::io::stderr(),
        "transfer of {query}: {size} bytes gzip ({})",
        page.engine.name()
    );
    let mut times: HashMap<&str, usize> = HashMap::new();
    for served in &log {
        assert!(served.status.is_success(), "{served:?}");
        *times.entry(&served.path).or_default() += 1;
    }
    times.retain(|_, times| *times > 1);
    assert!(times.is_empty(), "downloaded twice: {times:?}");
    assert!(size <= most, "{size} bytes: {log:#?}");
    // The preloaded files are used.
    let resources: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.name)")
        .await;
    let wasm = resources.iter().filter(|name| name.contains(".wasm"));
    assert_eq!(wasm.count(), 1, "{resources:?}");
    let unused: Vec<String> = tab
        .console()
        .into_iter()
        .map(|message| message.text)
        .filter(|text| text.contains("preload"))
        .collect();
    assert!(
        !unused.iter().any(|text| text.contains("not used")),
        "{unused:?}"
    );
}

async fn the_address_decides_between_the_two_overlays(page: &TestPage) {
    let tab = page.tab(SIZE).await;
    for (query, expected) in [
        ("widget=tip-latest", "overlay"),
        ("widget=tip-goal&target=9&title=timer", "overlay"),
        ("widget=tip-top&widget=recent&as=ticker", "overlay"),
        ("widget=timers", "overlay"),
        ("widget=tip-latest&widget=%20alerts+", "full"),
        ("widget=credits", "full"),
        ("widget=timer&from=2024-05-01T18:00Z&time=4h", "full"),
        ("widget=tip-goal&milestones=9:Karaoke", "full"),
        ("plus=tip-session&widget=cheer-session", "full"),
        ("source=demo&widget=tip-latest", "full"),
    ] {
        tab.goto(&page.address(query)).await;
        let drawn = "document.querySelector('.slot, .problem')";
        tab.wait_for(drawn, TIMEOUT).await;
        let loaded: String = tab
            .eval("performance.getEntriesByType('resource').map((entry) => entry.name.match(/(\\w+)-\\w+\\.wasm/)?.[1]).join('')")
            .await;
        assert_eq!(loaded, expected, "{query}");
    }
}

/// The most that the configurator may download until its preview is drawn, in
/// compressed bytes, without pictures and faces.
const MAX_STUDIO_SIZE: usize = 478_000;

async fn the_studio_is_a_bundle_of_its_own(page: &TestPage) {
    let tab = page.open_configurator("widget=tip-goal&target=10000").await;
    tab.wait_for_preview("10,000").await;
    let preview: f64 = tab.eval("performance.now()").await;
    let log = page.site.log();
    let code = log.iter().filter(|served| !served.path.contains("/scene-"));
    let size = size_without_faces(&code.cloned().collect::<Vec<_>>());
    let paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    tab.wait_for(paint, TIMEOUT).await;
    let paint: f64 = tab.eval(paint).await;
    let _ = writeln!(
        std::io::stderr(),
        "studio: {size} bytes gzip, first paint after {paint:.0} ms, with preview within {preview:.0} ms"
    );
    assert!(
        log.iter()
            .all(|served| !served.path.contains("/overlay-") && !served.path.contains("/full-")),
        "{log:#?}"
    );
    assert!(size <= MAX_STUDIO_SIZE, "{size} bytes: {log:#?}");
    let others: Vec<String> = tab
        .eval("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => new URL(name).origin !== location.origin)")
        .await;
    assert!(others.is_empty(), "{others:?}");
    let overlay = page.live("widget=tip-latest").await;
    assert!(overlay.eval::<bool>("performance.getEntriesByType('resource').every((entry) => !/studio|configurator|dock/.test(entry.name))").await);
}
