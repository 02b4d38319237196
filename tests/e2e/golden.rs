//! Compares every kind and state in every theme with a golden image.
//!
//! The images in `tests/golden` depend on the engine and the fonts. `environment.txt` has
//! the versions with which `make golden` made them.

use super::browser::Engine;
use super::environment::{ENVIRONMENT_FILE, describe_environment};
use super::image::{Image, save_png};
use super::scenes::State;
use super::tab::Tab;
use super::test_page::{TestPage, in_every_theme, run_within, target};
use chromiumoxide::cdp::browser_protocol::page::Viewport;
use session_overlay::options::values::Theme;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

in_every_theme! { Current: matches_its_golden_images }
in_every_theme! { Current: a_changed_radius_is_detected }
in_every_theme! { Current: a_shifted_baseline_is_detected }

/// It takes every scene in every theme.
const LIMIT: Duration = Duration::from_mins(5);

/// A typical narrow source, tall enough for all widgets.
const SIZE: (u32, u32) = (420, 2920);

/// How many pixels may differ. Unchanged styles give 0, a radius that is two pixels larger
/// at least twelve, a baseline that is one pixel lower more than a hundred.
const MAX_DIFFERENCE: usize = 4;

/// Leaves space for shadows, and gives each widget a position that does not depend on the
/// height of the others.
const GRID: &str = ".widgets { display: grid; grid: auto-flow 320px / minmax(0, 1fr); align-items: start; padding-block: 12px; } .widget[data-kind=credits] { min-height: 280px; }";

const CLIPS: &str = include_str!("golden_clips.js");
const CHANGED_RADIUS: &str = include_str!("golden_radius.js");

/// Opens a scene with its widgets in a grid.
pub async fn open(page: &TestPage, theme: Theme, state: State) -> Tab {
    let tab = state.open(page, theme, "", SIZE).await;
    tab.add_style(GRID).await;
    tab
}

/// A PNG file of each widget, by image name.
pub async fn capture_widgets(tab: &Tab, state: State) -> Vec<(&'static str, Vec<u8>)> {
    let clips: Vec<Viewport> = tab.call(CLIPS, ()).await;
    let names = state.widgets().iter().map(|(name, _)| *name);
    assert_eq!(clips.len(), names.len());
    let mut images = Vec::new();
    for (name, clip) in names.zip(clips) {
        images.push((name, tab.capture(Some(clip)).await));
    }
    images
}

fn folder(theme: Theme) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(theme.name())
}

async fn matches_its_golden_images(page: &TestPage, theme: Theme) {
    let output = target().join("e2e/golden").join(theme.name());
    let mut failures = Vec::new();
    for state in State::ALL {
        let tab = open(page, theme, state).await;
        for (name, actual) in capture_widgets(&tab, state).await {
            let file = folder(theme).join(name).with_extension("png");
            let golden = fs::read(&file).unwrap_or_default();
            if golden == actual {
                continue;
            }
            save_png(&output, name, &actual);
            if golden.is_empty() {
                failures.push(format!("{name}: {} does not exist", file.display()));
                continue;
            }
            let (count, difference) = Image::decode(&golden).difference(&Image::decode(&actual));
            if count > MAX_DIFFERENCE {
                let file = format!("{name}-difference");
                save_png(&output, &file, &difference.encode());
                failures.push(format!("{name}: {count} pixels differ, see {file}.png"));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{theme:?} differs from its golden images. The actual ones are in {}.\n{}\n{}If the change is intended, update the images with `make golden`.",
        output.display(),
        failures.join("\n"),
        environment_difference(page).await,
    );
}

/// The browser and fonts that differ from those of the golden images, one on each line.
async fn environment_difference(page: &TestPage) -> String {
    let current = describe_environment(page).await;
    let golden = fs::read_to_string(ENVIRONMENT_FILE).unwrap_or_default();
    let different = current
        .lines()
        .filter(|line| !golden.lines().any(|own| own == *line));
    let lines = different.map(|line| ["NOT THE ENVIRONMENT OF THE GOLDEN IMAGES: ", line, "\n"]);
    lines.flatten().collect()
}

/// How many pixels of a widget change with this style sheet.
async fn changed_pixels(tab: &Tab, index: usize, css: &str) -> usize {
    let clip = async || {
        let mut clips: Vec<Viewport> = tab.call(CLIPS, ()).await;
        clips.swap_remove(index)
    };
    let before = tab.capture(Some(clip().await)).await;
    tab.add_style(css).await;
    let after = tab.capture(Some(clip().await)).await;
    tab.remove_style().await;
    Image::decode(&before).difference(&Image::decode(&after)).0
}

async fn a_changed_radius_is_detected(page: &TestPage, theme: Theme) {
    let tab = open(page, theme, State::Usual).await;
    let mut counts = Vec::new();
    for selector in [".widget", ".bar"] {
        let css: String = tab.call(CHANGED_RADIUS, [selector]).await;
        counts.push((selector, changed_pixels(&tab, 0, &css).await));
    }
    // A theme's widgets may be invisible boxes, but every theme has bars.
    let is_detected = counts.iter().all(|(selector, count)| {
        *count > MAX_DIFFERENCE || (*selector == ".widget" && *count == 0)
    });
    assert!(is_detected, "{counts:?}");
}

async fn a_shifted_baseline_is_detected(page: &TestPage, theme: Theme) {
    let widgets = State::Usual.widgets();
    let tab = open(page, theme, State::Usual).await;
    for (expected, selector) in [
        ("goal-usual", ".title"),
        ("counter-usual", ".value"),
        ("list-usual", ".line"),
    ] {
        let index = widgets.iter().position(|(name, _)| *name == expected);
        let css = format!("{selector} {{ position: relative; top: 1px }}");
        let count = changed_pixels(&tab, index.unwrap(), &css).await;
        assert!(count > MAX_DIFFERENCE, "{expected}: {count} pixels");
    }
}

#[test]
#[ignore = "writes the golden images: make golden"]
fn update() {
    run_within(LIMIT, Engine::Current, "update", async |page| {
        for theme in Theme::ALL {
            let _ = fs::remove_dir_all(folder(*theme));
            for state in State::ALL {
                let tab = open(page, *theme, state).await;
                for (name, image) in capture_widgets(&tab, state).await {
                    save_png(&folder(*theme), name, &image);
                }
            }
        }
        fs::write(ENVIRONMENT_FILE, describe_environment(page).await).unwrap();
    });
}
