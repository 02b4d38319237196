//! Contact sheets: the images of all themes over several backgrounds, for people to look
//! at. `make golden` writes them.

use super::browser::Engine;
use super::golden::{capture_widgets, open};
use super::image::{Image, data_url, save_png};
use super::scenes::State;
use super::test_page::{TestPage, run_within, target};
use session_overlay::options::values::Theme;
use std::fmt::Write as _;
use std::time::Duration;

/// An image name and its PNG file in each theme.
type Row = (&'static str, Vec<Vec<u8>>);

/// It takes every scene in every theme.
const LIMIT: Duration = Duration::from_mins(5);

/// The maximum height of a sheet.
const MAX_HEIGHT: u32 = 2400;
/// The height of the heading of a row and of a sheet.
const HEADING: u32 = 24;
const COLUMN: u32 = 420;

/// The backgrounds: a dark wall, a bright sky and a busy game.
const BACKGROUNDS: [(&str, &str); 3] = [
    (
        "dark",
        "linear-gradient(160deg, #0b0d14, #1c1f2b 60%, #12131a)",
    ),
    ("bright", "linear-gradient(#cfe6ff, #ffffff 55%, #ffeecb)"),
    ("busy", GAME),
];

const GAME: &str = "url(\"data:image/svg+xml,\
    <svg xmlns='http://www.w3.org/2000/svg' width='420' height='260'>\
    <filter id='grain'><feTurbulence type='fractalNoise' baseFrequency='.035 .06' numOctaves='4' seed='7'/>\
    <feColorMatrix values='2 0 0 0 -.5  0 2 0 0 -.5  0 0 2 0 -.5  0 0 0 0 1'/></filter>\
    <rect width='420' height='260' fill='%233aa0e8'/>\
    <rect width='420' height='260' filter='url(%23grain)' opacity='.55'/>\
    <circle cx='330' cy='52' r='34' fill='%23fff3b0'/>\
    <path d='M0 150 L70 70 L130 140 L200 60 L300 160 L360 110 L420 150 V260 H0Z' fill='%235b4b8a' opacity='.85'/>\
    <path d='M0 190 Q100 140 210 185 T420 170 V260 H0Z' fill='%2327a04b'/>\
    <path d='M40 260 L60 200 H95 L110 260Z M230 260 V175 H275 V260Z' fill='%23d33c2f'/>\
    <path d='M0 232 H420 M0 244 H420' stroke='%23fff' stroke-width='3' stroke-dasharray='14 9'/>\
    <rect x='150' y='95' width='46' height='46' fill='%23ffd23f' stroke='%23111' stroke-width='4'/></svg>\")";

#[test]
#[ignore = "writes contact sheets: make golden"]
fn in_chromium_103() {
    run_within(LIMIT, Engine::Chromium103, "in_chromium_103", write_sheets);
}

#[test]
#[ignore = "writes contact sheets: make golden"]
fn in_chromium_current() {
    run_within(LIMIT, Engine::Current, "in_chromium_current", write_sheets);
}

async fn write_sheets(page: &TestPage) {
    let rows = capture_rows(page).await;
    let mut sheets: Vec<(u32, Vec<&Row>)> = Vec::new();
    for row in &rows {
        let heights = row.1.iter().map(|file| Image::decode(file).height);
        let height = heights.max().unwrap_or(0) + HEADING;
        match sheets.last_mut() {
            Some((total, rows)) if *total + height <= MAX_HEIGHT => {
                *total += height;
                rows.push(row);
            }
            _ => sheets.push((HEADING + height, vec![row])),
        }
    }
    for (at, (height, rows)) in sheets.iter().enumerate() {
        let width = COLUMN * u32::try_from(Theme::ALL.len()).unwrap();
        let tab = page.tab((width, *height)).await;
        let _: i32 = tab
            .eval(&format!(
                "{{ document.body.innerHTML = {:?}; 0 }}",
                sheet_html(rows)
            ))
            .await;
        let decoded =
            "Promise.all([...document.images].map((image) => image.decode())).then(() => 0)";
        let _: i32 = tab.eval(decoded).await;
        for (background, image) in BACKGROUNDS {
            let _: i32 = tab
                .eval(&format!(
                    "{{ document.body.style.background = {image:?}; 0 }}"
                ))
                .await;
            tab.settle().await;
            let name = format!("contact-{}-{background}-{}", page.engine.name(), at + 1);
            save_png(&target().join("golden"), &name, &tab.capture(None).await);
        }
    }
}

async fn capture_rows(page: &TestPage) -> Vec<Row> {
    let mut rows = Vec::new();
    for state in State::ALL {
        let names = state.widgets().iter().map(|(name, _)| (*name, Vec::new()));
        let mut of_state: Vec<Row> = names.collect();
        for theme in Theme::ALL {
            let tab = open(page, *theme, state).await;
            for (row, (_, image)) in of_state.iter_mut().zip(capture_widgets(&tab, state).await) {
                row.1.push(image);
            }
        }
        rows.extend(of_state);
    }
    rows
}

fn sheet_html(rows: &[&Row]) -> String {
    let mut sheet = String::new();
    for theme in Theme::ALL {
        let _ = write!(sheet, "<h2>{}</h2>", theme.name());
    }
    for (name, files) in rows {
        let _ = write!(sheet, "<h1>{name}</h1>");
        for file in files {
            let _ = write!(sheet, "<img src='{}'>", data_url(file));
        }
    }
    format!(
        "<style>
            body {{ margin: 0; display: grid; grid-template-columns: repeat(auto-fill, {COLUMN}px); align-items: start }}
            h1, h2 {{ margin: 0; padding: 0 8px; height: {HEADING}px; overflow: hidden;
                font: 600 14px/{HEADING}px sans-serif; color: #fff; background: #000 }}
            h1 {{ grid-column: 1 / -1; background: rgba(0, 0, 0, 0.6) }}
        </style>{sheet}"
    )
}
