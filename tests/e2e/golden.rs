//! The look: what every theme makes of every kind and state, held to pictures.
//!
//! The pictures stand in `tests/golden` and are those of the current engine
//! with the fonts of `fonts.conf`. `make golden` renews them.

use super::browser::Engine;
use super::environment::{ENVIRONMENT_FILE, describe_environment};
use super::image::{Image, save_png};
use super::scenes::State;
use super::tab::Tab;
use super::test_page::{TestPage, in_every_theme, run, target};
use chromiumoxide::cdp::browser_protocol::page::Viewport;
use session_overlay::options::values::Theme;
use std::fs;
use std::path::{Path, PathBuf};

in_every_theme! { Current: looks_as_in_its_pictures }
in_every_theme! { Current: a_changed_radius_is_told }
in_every_theme! { Current: a_shifted_baseline_is_told }

/// A source as it stands beside a game.
const SIZE: (u32, u32) = (420, 2920);

/// So many pixels of a picture may differ. Where nothing changed none does; a
/// radius that grows by two pixels changes a dozen and more, a baseline that sinks
/// by one more than a hundred.
const NOISE: usize = 4;

/// Room around each widget for what it throws beyond its edge, and a place that
/// does not hang on how high the others are.
const ROOM: &str = ".widgets { display: grid; grid: auto-flow 320px / minmax(0, 1fr); align-items: start; padding-block: 12px; }";

const PARTS: &str = "[...document.querySelectorAll('.slot')].map((slot) => {
    const { top, bottom } = slot.getBoundingClientRect();
    const y = Math.floor(top) - 12;
    return { x: 0, y, width: innerWidth, height: Math.ceil(bottom) + 12 - y, scale: 1 };
})";

pub async fn open(page: &TestPage, theme: Theme, state: State) -> Tab {
    let tab = state.open(page, theme, "", SIZE).await;
    tab.add_style(ROOM).await;
    tab
}

/// The files of the pictures of a page's widgets, by name.
pub async fn shots(tab: &Tab, state: State) -> Vec<(&'static str, Vec<u8>)> {
    let parts: Vec<Viewport> = tab.eval(PARTS).await;
    let names = state.widgets().iter().map(|(name, _)| *name);
    assert_eq!(parts.len(), names.len());
    let mut shots = Vec::new();
    for (name, part) in names.zip(parts) {
        shots.push((name, tab.capture(Some(part)).await));
    }
    shots
}

fn folder(theme: Theme) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(theme.name())
}

async fn looks_as_in_its_pictures(page: &TestPage, theme: Theme) {
    let seen = target().join("e2e/golden").join(theme.name());
    let mut wrong = Vec::new();
    for state in State::ALL {
        let tab = open(page, theme, state).await;
        for (name, shot) in shots(&tab, state).await {
            let file = folder(theme).join(name).with_extension("png");
            let golden = fs::read(&file).unwrap_or_default();
            if golden == shot {
                continue;
            }
            save_png(&seen, name, &shot);
            if golden.is_empty() {
                wrong.push(format!("{name}: there is no {}", file.display()));
                continue;
            }
            let (count, difference) = Image::decode(&golden).difference(&Image::decode(&shot));
            if count > NOISE {
                let differs = format!("{name}-differs");
                save_png(&seen, &differs, &difference.encode());
                wrong.push(format!("{name}: {count} pixels differ, see {differs}.png"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{theme:?} looks otherwise than in its pictures. As it looks now: {}\n{}\n{}If it is to look so, `make golden` renews the pictures.",
        seen.display(),
        wrong.join("\n"),
        otherwise_made(page).await,
    );
}

/// What of the browser and the fonts is not as it was for the pictures.
async fn otherwise_made(page: &TestPage) -> String {
    let (now, then) = (
        describe_environment(page).await,
        fs::read_to_string(ENVIRONMENT_FILE),
    );
    let then = then.unwrap_or_default();
    let others = now
        .lines()
        .filter(|line| !then.lines().any(|old| old == *line));
    let lines = others.map(|line| format!("The pictures were not made with: {line}\n"));
    lines.collect()
}

/// How many pixels of a widget's picture a style sheet changes.
async fn changed(tab: &Tab, at: usize, css: &str) -> usize {
    let part = async || tab.eval::<Vec<Viewport>>(PARTS).await.swap_remove(at);
    let before = tab.capture(Some(part().await)).await;
    tab.add_style(css).await;
    let after = tab.capture(Some(part().await)).await;
    tab.remove_style().await;
    Image::decode(&before).difference(&Image::decode(&after)).0
}

/// Two pixels rounder, or less round where it cannot be rounder.
const ROUNDER: &str = "(() => {
    const { borderTopLeftRadius, height } = getComputedStyle(document.querySelector('SELECTOR'));
    const [own, most] = [parseFloat(borderTopLeftRadius), parseFloat(height) / 2];
    const round = Math.min(own, most);
    return `SELECTOR { border-radius: ${round + 2 > most ? round - 2 : round + 2}px }`;
})()";

async fn a_changed_radius_is_told(page: &TestPage, theme: Theme) {
    let tab = open(page, theme, State::Usual).await;
    let mut counts = Vec::new();
    for selector in [".widget", ".bar"] {
        let rounder: String = tab.eval(&ROUNDER.replace("SELECTOR", selector)).await;
        counts.push((selector, changed(&tab, 0, &rounder).await));
    }
    // Not every theme's widgets have corners to round, but every theme has bars.
    let is_told = counts
        .iter()
        .all(|(selector, count)| *count > NOISE || (*selector == ".widget" && *count == 0));
    assert!(is_told, "{counts:?}");
}

async fn a_shifted_baseline_is_told(page: &TestPage, theme: Theme) {
    let widgets = State::Usual.widgets();
    let tab = open(page, theme, State::Usual).await;
    for (expected, selector) in [
        ("goal-usual", ".title"),
        ("counter-usual", ".value"),
        ("list-usual", ".line"),
    ] {
        let at = widgets.iter().position(|(name, _)| *name == expected);
        let css = format!("{selector} {{ position: relative; top: 1px }}");
        let count = changed(&tab, at.unwrap(), &css).await;
        assert!(count > NOISE, "{expected}: {count} pixels");
    }
}

#[test]
#[ignore = "writes the pictures; `make golden` calls it"]
fn renewed() {
    run(Engine::Current, "renewed", async |page| {
        for theme in Theme::ALL {
            let _ = fs::remove_dir_all(folder(*theme));
            for state in State::ALL {
                let tab = open(page, *theme, state).await;
                for (name, shot) in shots(&tab, state).await {
                    save_png(&folder(*theme), name, &shot);
                }
            }
        }
        fs::write(ENVIRONMENT_FILE, describe_environment(page).await).unwrap();
    });
}
