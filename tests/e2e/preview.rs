//! The configurator's preview, which looks like the overlay on air.

use super::image::{Image, save_png};
use super::stub::{APIKEY, CHANNEL};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{TestPage, in_both_engines};
use chromiumoxide::cdp::browser_protocol::page::Viewport;
use session_overlay::options::values::Theme;
use session_overlay::studio::presets::BUILTIN;

in_both_engines! {
    every_theme_looks_as_on_air,
    every_preset_looks_as_on_air_and_fits_its_source,
    the_source_size_menu_shows_the_actual_size,
    simulated_events_appear,
}

const SCRIPT: &str = include_str!("preview.js");
const WIDGETS: &str = "motion=off&widget=tip-goal&target=20000&title=New%20PC";
const DOCUMENT: &str = "document.querySelector('iframe').contentDocument";

/// The computed styles of this address on air, in a source of this size.
async fn look_on_air(page: &TestPage, query: &str, (width, height): (f64, f64)) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let tab = page.tab((width as u32, height as u32)).await;
    let base = &page.site.base;
    tab.goto(&format!("{base}?source=demo&locale=en-US&{query}"))
        .await;
    tab.wait_until_live().await;
    tab.wait_for("document.querySelector('.widget')", TIMEOUT)
        .await;
    let look = tab.eval(&format!("{SCRIPT}.look(document)")).await;
    tab.goto("about:blank").await;
    look
}

async fn wait_for_look(tab: &Tab, look: &str) {
    let is_alike = format!("{SCRIPT}.look({DOCUMENT}) === {look:?}");
    tab.wait_for(&is_alike, TIMEOUT).await;
}

/// An image of the preview's first widget, and the share of its pixels that
/// differ from the background: a dark or a bright one, whichever shows more.
async fn capture_first_widget(tab: &Tab) -> (Image, f64) {
    let mut largest_share = 0.0_f64;
    let mut last = None;
    for background in ["Dark", "Bright"] {
        tab.click(background).await;
        let clip: Viewport = tab.eval(&format!("{SCRIPT}.clip()")).await;
        let mut images = Vec::new();
        for visibility in ["hidden", "visible"] {
            let script = format!("{DOCUMENT}.body.style.visibility = {visibility:?}");
            let _: String = tab.eval(&script).await;
            tab.settle().await;
            images.push(Image::decode(&tab.capture(Some(clip.clone())).await));
        }
        let (covered, _) = images[0].difference(&images[1]);
        #[allow(clippy::cast_precision_loss)]
        let share = covered as f64 / images[0].count_pixels().total as f64;
        largest_share = largest_share.max(share);
        last = images.pop();
    }
    (last.unwrap(), largest_share)
}

#[track_caller]
fn assert_background(expected: bool, covered: f64) {
    assert_eq!(
        covered > 0.75,
        expected,
        "{covered} of the widget is opaque"
    );
}

async fn every_theme_looks_as_on_air(page: &TestPage) {
    let edited = page.open_configurator(WIDGETS).await;
    let mut images: Vec<Image> = Vec::new();
    for theme in Theme::ALL {
        let name = theme.name();
        let query = format!("theme={name}&{WIDGETS}");
        let look = look_on_air(page, &query, (800.0, 600.0)).await;
        let opened = page.open_configurator(&query).await;
        wait_for_look(&opened, &look).await;
        let (image, covered) = capture_first_widget(&opened).await;
        // All themes but one have a background.
        let has_background = *theme != Theme::Clear;
        assert_background(has_background, covered);
        for (at, other) in images.iter().enumerate() {
            let (different, _) = image.difference(other);
            assert!(different > 2_000, "{name} looks like {:?}", Theme::ALL[at]);
        }
        save_png(
            &page.screenshot_dir(),
            &format!("preview-{name}"),
            &image.encode(),
        );
        images.push(image);
        opened.goto("about:blank").await;

        edited
            .select_option("[data-option=theme] select", name)
            .await;
        wait_for_look(&edited, &look).await;
        assert_background(has_background, capture_first_widget(&edited).await.1);
    }
}

async fn every_preset_looks_as_on_air_and_fits_its_source(page: &TestPage) {
    let tab = page.open_configurator("").await;
    let mut cut = Vec::new();
    for preset in BUILTIN {
        let look = look_on_air(page, preset.query, preset.size).await;
        tab.click_on(&format!("[data-preset={}]", preset.id)).await;
        wait_for_look(&tab, &look).await;
        let mut pairs = preset.query.split('&');
        let has_background = pairs.all(|pair| pair != "theme=clear");
        assert_background(has_background, capture_first_widget(&tab).await.1);
        let height = format!("{DOCUMENT}.querySelector('main.widgets').offsetHeight");
        let height: f64 = tab.eval(&height).await;
        if height > preset.size.1 {
            cut.push((preset.id, height));
        }
        let name = format!("preset-{}", preset.id);
        tab.screenshot(&page.screenshot_dir(), &name).await;
    }
    assert!(cut.is_empty(), "too high for their sources: {cut:?}");
}

async fn the_source_size_menu_shows_the_actual_size(page: &TestPage) {
    let tab = page.open_configurator("widget=tip-latest").await;
    let menu = ".preview .bar select";
    let shown = async |expected: &str| {
        let is_shown = format!(
            "document.querySelector('{menu}').selectedOptions[0].textContent === {expected:?}"
        );
        tab.wait_for(&is_shown, TIMEOUT).await;
        let (width, height) = frame_size(&tab).await;
        assert_eq!(format!("{width} × {height}"), expected);
        tab.count(&format!("{menu} option")).await
    };
    let usual = shown("800 × 600").await;
    tab.click("Start with a preset").await;
    tab.click_on("[data-preset=new-pc]").await;
    assert_eq!(shown("800 × 200").await, usual + 1);
    tab.click_on("[data-preset=tower]").await;
    assert_eq!(shown("320 × 600").await, usual + 1);
    tab.select_option(menu, "1280 × 720").await;
    assert_eq!(shown("1280 × 720").await, usual);
    tab.click_on("[data-preset=ticker]").await;
    assert_eq!(shown("1920 × 110").await, usual + 1);
}

/// The size of the page in the preview's frame, whatever its scale.
async fn frame_size(tab: &Tab) -> (f64, f64) {
    tab.eval(&format!(
        "[{DOCUMENT}.defaultView.innerWidth, {DOCUMENT}.defaultView.innerHeight]"
    ))
    .await
}

async fn simulated_events_appear(page: &TestPage) {
    let tab = page
        .open_configurator(
            "widget=tip-goal&target=20000&widget=follower-latest&widget=tip-latest&currency=EUR",
        )
        .await;
    tab.wait_for_preview("20,000").await;
    tab.click("New follower").await;
    tab.wait_for_preview("newest_friend").await;
    tab.fill("Amount of the tip", "77").await;
    tab.click("Tip").await;
    tab.wait_for_preview("generous_guest").await;
    tab.wait_for_preview("€77").await;
    tab.click("Goal reached").await;
    tab.wait_for(
        &format!("{DOCUMENT}.querySelector('[data-reached]')"),
        TIMEOUT,
    )
    .await;
    tab.click("Very long name").await;
    tab.wait_for_preview("TheVeryLongestName").await;
    let empty = format!("{DOCUMENT}.querySelectorAll('[data-empty]').length");
    tab.click("Empty session").await;
    tab.wait_for(&format!("{empty} >= 2"), TIMEOUT).await;
    tab.click("Reset preview").await;
    tab.wait_for(&format!("{empty} === 0"), TIMEOUT).await;
    for background in ["Dark", "Bright", "Game"] {
        tab.click(background).await;
        assert_eq!(tab.count("[data-backdrop]").await, 1);
        tab.screenshot(&page.screenshot_dir(), &format!("preview-{background}"))
            .await;
    }
    assert_eq!(frame_size(&tab).await, (800.0, 600.0));
    tab.fill("Channel", CHANNEL).await;
    tab.fill("Overlay token", APIKEY).await;
    tab.click("Live session").await;
    tab.wait_for_preview("rhaegal_meh").await;
}
