//! The faces of the themes: which files are loaded, and what is drawn without them.

use super::site::{FACE_DELAY, ServeMode, Site};
use super::stub::APIKEY;
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use serde_json::json;
use session_overlay::options::values::{FACES, Theme};
use std::time::Duration;
use tokio::time::sleep;

in_both_engines! {
    a_theme_loads_its_face_alone,
    a_bundled_face_is_chosen_by_name,
    a_name_loads_its_script_alone,
    digits_are_equally_wide,
    a_late_face_is_not_used,
    a_missing_face_is_not_waited_for,
    the_offline_copy_has_the_faces,
    the_configurator_shows_the_faces,
}

const WIDGETS: &str = "widget=tip-goal&target=10000&widget=follower-latest&motion=off";

/// The files of faces that a site has served.
fn served(site: &Site) -> Vec<String> {
    let log = site.log().into_iter().map(|served| served.path);
    let names = log.filter_map(|path| Some(path.split_once("/faces/")?.1.to_owned()));
    names.collect()
}

/// The beginning of the names of a family's files.
fn file_prefix(family: &str) -> String {
    family.to_lowercase().replace(' ', "-") + "-"
}

async fn loaded(tab: &Tab, family: &str) -> bool {
    let is_loaded = format!(
        "[...document.fonts].some((face) => face.family.includes({family:?}) && face.status === 'loaded')"
    );
    tab.eval(&is_loaded).await
}

async fn a_theme_loads_its_face_alone(page: &TestPage) {
    for (theme, family) in Theme::ALL.iter().zip(FACES) {
        let before = served(&page.site).len();
        let tab = page
            .live(&format!("theme={}&{WIDGETS}", theme.name()))
            .await;
        tab.wait_for("!document.documentElement.dataset.face", TIMEOUT)
            .await;
        let files = served(&page.site).split_off(before);
        let prefix = file_prefix(family) + "latin-";
        assert!(
            files.len() == 1 && files[0].starts_with(&prefix),
            "{files:?}"
        );
        assert!(loaded(&tab, family).await, "{family}");
        let font: String = tab
            .eval("getComputedStyle(document.querySelector('.value')).fontFamily")
            .await;
        assert!(font.trim_start_matches('"').starts_with(family), "{font}");
    }
}

async fn a_bundled_face_is_chosen_by_name(page: &TestPage) {
    page.live(&format!("font=oxanium&{WIDGETS}")).await;
    let files = served(&page.site);
    assert!(
        files.len() == 1 && files[0].starts_with("oxanium-latin-"),
        "{files:?}"
    );
}

async fn a_name_loads_its_script_alone(page: &TestPage) {
    page.api.set("follower-latest", json!({ "name": "Пётр" }));
    page.live(&format!("theme=clear&{WIDGETS}")).await;
    sleep(Duration::from_secs(1)).await;
    let mut files = served(&page.site);
    files.sort();
    let [cyrillic, latin] = files.as_slice() else {
        panic!("{files:?}")
    };
    assert!(
        cyrillic.starts_with("rubik-cyrillic-") && latin.starts_with("rubik-latin-"),
        "{files:?}"
    );
}

/// A figure must not move sideways while it counts.
async fn digits_are_equally_wide(page: &TestPage) {
    for theme in Theme::ALL {
        let tab = page
            .live(&format!("theme={}&{WIDGETS}", theme.name()))
            .await;
        let widths: Vec<f64> = tab
            .eval(
                "[...'0123456789'].map((digit) => {
                    const figure = document.querySelector('.current');
                    figure.textContent = digit.repeat(20);
                    return figure.getBoundingClientRect().width;
                })",
            )
            .await;
        let widest = widths.iter().copied().fold(0.0, f64::max);
        let narrowest = widths.iter().copied().fold(f64::INFINITY, f64::min);
        assert!(
            widest > 60.0 && widest - narrowest < 1.0,
            "{theme:?}: {widths:?}"
        );
    }
}

/// Opens the overlay of a site whose faces do not come in time, and waits until it is shown.
async fn open_without_face(page: &TestPage, mode: ServeMode) -> (Tab, Site) {
    let site = Site::start(mode).await;
    let address = page.address(WIDGETS).replace(&page.site.base, &site.base);
    assert!(address.contains(APIKEY) && address.starts_with(&site.base));
    let tab = page.open(&address).await;
    tab.wait_until_live().await;
    tab.wait_for("!document.documentElement.dataset.face", TIMEOUT)
        .await;
    (tab, site)
}

async fn a_late_face_is_not_used(page: &TestPage) {
    let (tab, site) = open_without_face(page, ServeMode::LateFaces).await;
    let now: f64 = tab.eval("performance.now()").await;
    let delay = FACE_DELAY.as_secs_f64() * 1_000.0;
    assert!(now < delay, "shown after {now} ms");
    let width = "document.querySelector('.value').getBoundingClientRect().width";
    tab.record(width).await;
    sleep(FACE_DELAY + Duration::from_secs(1)).await;
    assert_eq!(served(&site).len(), 1);
    let widths = tab.records::<f64>().await;
    assert!(
        widths.iter().all(|&width| (width - widths[0]).abs() < 0.01),
        "{widths:?}"
    );
    assert!(!loaded(&tab, FACES[0]).await);
    let opacity: String = tab
        .eval("getComputedStyle(document.querySelector('.widgets')).opacity")
        .await;
    assert_eq!(opacity, "1");
}

async fn a_missing_face_is_not_waited_for(page: &TestPage) {
    page.expect_failed_requests();
    let (tab, _site) = open_without_face(page, ServeMode::NoFaces).await;
    assert!(!loaded(&tab, FACES[0]).await);
    let rest = format!(
        "[...document.fonts].filter((face) => face.family.includes({:?})).length",
        FACES[0]
    );
    assert_eq!(tab.eval::<u32>(&rest).await, 0);
}

async fn the_offline_copy_has_the_faces(page: &TestPage) {
    for (theme, family) in Theme::ALL.iter().zip(FACES) {
        let site = &page.site.base;
        let query = format!("source=demo&theme={}&{WIDGETS}", theme.name());
        let tab = page.open(&format!("{site}offline.html?{query}")).await;
        tab.wait_for(
            "document.querySelector('.value') && !document.documentElement.dataset.face",
            TIMEOUT,
        )
        .await;
        assert!(loaded(&tab, family).await, "{family}");
    }
    assert_eq!(served(&page.site), Vec::<String>::new());
    let size = std::fs::metadata(super::site::dist().join("offline.html"))
        .unwrap()
        .len();
    assert!(size < 560_000, "{size} bytes");
}

async fn the_configurator_shows_the_faces(page: &TestPage) {
    let tab = page
        .open_configurator("source=demo&widget=tip-goal&target=10000")
        .await;
    tab.wait_for_preview("TIP GOAL").await;
    tab.click("Whole overlay").await;
    tab.eval::<()>(
        "void document.querySelectorAll('details').forEach((details) => (details.open = true))",
    )
    .await;
    for family in FACES {
        tab.click(family).await;
        let font = "getComputedStyle(document.querySelector('iframe').contentDocument.querySelector('.value')).fontFamily";
        tab.wait_for(&format!("{font}.includes({family:?})"), TIMEOUT)
            .await;
        assert!(loaded(&tab, family).await, "{family}");
    }
    tab.screenshot(&page.screenshot_dir(), "faces").await;
}
