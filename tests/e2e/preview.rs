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
    the_source_size_is_chosen_by_name_or_typed,
    simulated_events_appear,
}

const SCRIPT: &str = include_str!("preview.js");
const WIDGETS: &str = "motion=off&widget=tip-goal&target=20000&title=New%20PC";
const DOCUMENT: &str = "document.querySelector('iframe').contentDocument";

/// The computed styles of this address on air, in a source of this size.
async fn look_on_air(page: &TestPage, query: &str, size: (u32, u32)) -> String {
    let tab = page.tab(size).await;
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
        let look = look_on_air(page, &query, (800, 600)).await;
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

        edited.choose_theme(name).await;
        wait_for_look(&edited, &look).await;
        assert_background(has_background, capture_first_widget(&edited).await.1);
    }
}

async fn every_preset_looks_as_on_air_and_fits_its_source(page: &TestPage) {
    let tab = page.open_configurator("").await;
    let mut cut = Vec::new();
    for preset in BUILTIN {
        let look = look_on_air(page, preset.query, preset.size).await;
        tab.apply_preset(preset.id).await;
        wait_for_look(&tab, &look).await;
        let mut pairs = preset.query.split('&');
        let has_background = pairs.all(|pair| pair != "theme=clear");
        assert_background(has_background, capture_first_widget(&tab).await.1);
        let height = format!("{DOCUMENT}.querySelector('main.widgets').offsetHeight");
        let height: f64 = tab.eval(&height).await;
        if height > f64::from(preset.size.1) {
            cut.push((preset.id, height));
        }
        let name = format!("preset-{}", preset.id);
        tab.screenshot(&page.screenshot_dir(), &name).await;
    }
    assert!(cut.is_empty(), "too high for their sources: {cut:?}");
}

async fn the_source_size_is_chosen_by_name_or_typed(page: &TestPage) {
    let tab = page.open_configurator("widget=tip-latest").await;
    let shown = async |name: &str, size: (f64, f64)| {
        let is_shown = format!("document.querySelector('#source-size').value === {name:?}");
        tab.wait_for(&is_shown, TIMEOUT).await;
        assert_eq!(frame_size(&tab).await, size);
    };
    shown("Default", (800.0, 600.0)).await;
    tab.apply_preset("new-pc").await;
    shown("Goal bar", (800.0, 200.0)).await;
    tab.apply_preset("tower").await;
    shown("Own size", (320.0, 600.0)).await;
    tab.select_option("#source-size", "Lower third").await;
    shown("Lower third", (1920.0, 200.0)).await;
    tab.fill("Height of the source", "1080").await;
    tab.press_key("Tab").await;
    shown("Full", (1920.0, 1080.0)).await;
    // A size is a step of the history, too.
    tab.click("Undo").await;
    shown("Own size", (320.0, 600.0)).await;
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
            "widget=tip-goal&target=20000&widget=follower-latest&widget=tip-latest&widget=raid-latest&currency=EUR",
        )
        .await;
    tab.wait_for_preview("20,000").await;
    tab.click("New follower").await;
    tab.wait_for_preview("newest_friend").await;
    tab.fill("Amount of the tip", "77").await;
    tab.click("Tip").await;
    tab.wait_for_preview("generous_guest").await;
    tab.wait_for_preview("€77").await;
    tab.click("Raid").await;
    tab.wait_for_preview("friendly_fleet").await;
    tab.click("Goal reached").await;
    tab.wait_for(
        &format!("{DOCUMENT}.querySelector('[data-reached]')"),
        TIMEOUT,
    )
    .await;
    tab.click("Very long name").await;
    tab.wait_for_preview("TheVeryLongestName").await;
    let empty = format!("{DOCUMENT}.querySelectorAll('[data-empty]').length");
    tab.click("Nobody yet").await;
    tab.wait_for(&format!("{empty} >= 2"), TIMEOUT).await;
    tab.click("Reset preview").await;
    tab.wait_for(&format!("{empty} === 0"), TIMEOUT).await;
    // Without a network, the last picture stays.
    tab.click("Network lost").await;
    tab.wait_for_text("viewers keep seeing the last picture")
        .await;
    tab.click("Nobody yet").await;
    assert_eq!(tab.eval::<usize>(&empty).await, 0);
    tab.click("Reset preview").await;
    for background in [
        "Transparent",
        "Dark",
        "Bright",
        "Night race",
        "Meadow",
        "Lake",
    ] {
        tab.click(background).await;
        assert_eq!(tab.count("[data-backdrop]").await, 1);
        tab.screenshot(&page.screenshot_dir(), &format!("preview-{background}"))
            .await;
    }
    assert_eq!(frame_size(&tab).await, (800.0, 600.0));
    tab.fill("Channel", CHANNEL).await;
    tab.fill("Overlay token or address", APIKEY).await;
    tab.click("Live session").await;
    tab.wait_for_preview("rhaegal_meh").await;
}
