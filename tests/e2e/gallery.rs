//! Renders the pictures of the README and of the presets. It asserts nothing, so it
//! runs only on demand: `make gallery`.

#[path = "gallery/widgets.rs"]
mod widgets;

use super::browser::Engine;
use super::stub::{CHANNEL, JWT};
use super::tab::{TIMEOUT, Tab};
use super::test_page::{self, TestPage};
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;
use serde_json::{Value, json};
use session_overlay::options::values::Theme;
use session_overlay::studio::presets::{BUILTIN, BuiltinPreset};
use std::path::PathBuf;
use std::time::Duration;

/// The size of a picture, and how it is stored.
struct Format {
    /// Width and height of the page, in CSS pixels.
    canvas: (u32, u32),
    /// Pixels of the picture per CSS pixel.
    scale: f64,
    /// The file's limit, in bytes.
    max_size: usize,
}

/// A stream's canvas. The README loads one picture per theme.
const THEME: Format = Format {
    canvas: (1280, 720),
    scale: 0.75,
    max_size: 45 * 1024,
};
const PRESET: Format = Format {
    canvas: (640, 360),
    scale: 0.4,
    max_size: 6_400,
};
const WIDGET: Format = Format {
    canvas: (240, 90),
    scale: 1.0,
    max_size: 3 * 1024,
};
const CONFIGURATOR: Format = Format {
    canvas: (1440, 900),
    scale: 1.0,
    max_size: 115 * 1024,
};
const DOCK: Format = Format {
    canvas: (360, 620),
    scale: 1.0,
    max_size: 60 * 1024,
};

/// A picture gets the first of these that keeps it within its limit.
const QUALITIES: [i64; 8] = [84, 78, 72, 66, 60, 54, 44, 34];

/// The browser sources on the canvas: left, top, width, height and widgets.
const SOURCES: [(u32, u32, u32, u32, &str); 2] = [
    (
        24,
        24,
        470,
        600,
        "scale=1.35&widget=tip-goal&target=10000&title=New%20PC&widget=follower-latest&widget=recent&limit=4",
    ),
    (
        0,
        642,
        1280,
        78,
        "scale=0.85&widget=tip-recent&as=ticker&least=12&limit=12&title=",
    ),
];

#[test]
#[ignore = "writes pictures: make gallery"]
fn gallery() {
    test_page::run(Engine::Current, "gallery", write_pictures);
}

async fn write_pictures(page: &TestPage) {
    for theme in Theme::ALL {
        write_theme(page, theme.name()).await;
    }
    for preset in BUILTIN {
        write_preset(page, preset).await;
    }
    widgets::write_widgets(page).await;
    write_configurator(page).await;
    write_dock(page).await;
}

fn project_file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A scene of a game, drawn for a theme.
fn scene(theme: &str) -> String {
    let file = project_file(&format!("tests/gallery/scene-{theme}.svg"));
    std::fs::read_to_string(file).unwrap()
}

async fn write_theme(page: &TestPage, theme: &str) {
    let sources = SOURCES.iter().map(|(left, top, width, height, widgets)| {
        let position = format!("left:{left}px;top:{top}px");
        let query = format!("currency=EUR&theme={theme}&{widgets}");
        source(page, &query, (*width, *height), &position)
    });
    let html = scene(theme) + &sources.collect::<String>();
    let tab = open_scene(page, &THEME, &html).await;
    write(&tab, &THEME, &format!("tests/gallery/{theme}.webp")).await;
}

async fn write_preset(page: &TestPage, preset: &BuiltinPreset) {
    let mut pairs = preset.query.split('&');
    let theme = pairs.find_map(|pair| pair.strip_prefix("theme="));
    let size = (f64::from(preset.size.0), f64::from(preset.size.1));
    // In a smaller source the text is larger, so it is readable on a thumbnail.
    // The text of a very wide source shrinks less than its width.
    let shrink = if size.0 > 1_000.0 { 0.75 } else { 0.5 };
    let (width, height) = ((size.0 * 0.5).max(250.0), size.1 * shrink);
    let (canvas_width, canvas_height) = PRESET.canvas;
    let room = (f64::from(canvas_width), f64::from(canvas_height));
    let scale = (room.0 / width).min(room.1 / height).min(2.2) * 0.94;
    let left = (room.0 - width * scale) / 2.0;
    let top = (room.1 - height * scale) / 2.0;
    let position =
        format!("left:{left}px;top:{top}px;transform-origin:0 0;transform:scale({scale})");
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let source = source(page, preset.query, (width as u32, height as u32), &position);
    let html = scene(theme.unwrap_or("plate")) + &source;
    let tab = open_scene(page, &PRESET, &html).await;
    write(&tab, &PRESET, &format!("style/presets/{}.webp", preset.id)).await;
}

/// The configurator with a preset in its preview.
async fn write_configurator(page: &TestPage) {
    let tab = open_tab(page, &CONFIGURATOR).await;
    let base = &page.site.base;
    tab.goto(&format!(
        "{base}?page=configurator&source=demo&locale=en-US"
    ))
    .await;
    tab.wait_for("document.querySelector('#address')", TIMEOUT)
        .await;
    tab.wait_for_preview("NEW PC").await;
    tab.wait_for_text("The widgets need").await;
    // The miniatures follow, and their scenes.
    let is_drawn = "[...document.querySelectorAll('.miniature iframe')].filter((frame) => frame.contentDocument?.querySelector('.title')).length === 6";
    tab.wait_for(is_drawn, TIMEOUT).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    write(&tab, &CONFIGURATOR, "tests/gallery/configurator.webp").await;
}

/// The dock as it looks in OBS, with a live session.
async fn write_dock(page: &TestPage) {
    let event = |name: &str, amount: f64| json!({ "name": name, "amount": amount });
    let data: Value = json!({
        "follower-latest": event("juniper_lane", 0.0),
        "subscriber-latest": event("otterly_calm", 12.0),
        "tip-latest": event("marble_arch", 25.0),
        "cheer-latest": event("Quillon", 500.0),
        "tip-goal": { "amount": 9007.6 },
        "subscriber-goal": { "amount": 38 },
        "follower-session": { "count": 48 },
    });
    let document = json!({ "_id": "5af42bb472b82a8690e3423b", "channel": CHANNEL, "data": data });
    let api = page.start_api(&document.to_string()).await;
    let tab = open_tab(page, &DOCK).await;
    tab.prefer_dark(true).await;
    let base = &page.site.base;
    tab.goto(&format!(
        "{base}?page=dock&channel={CHANNEL}&api={api}&locale=en-US&currency=EUR#token={JWT}"
    ))
    .await;
    tab.wait_until_live().await;
    write(&tab, &DOCK, "tests/gallery/dock.webp").await;
}

async fn open_tab(page: &TestPage, format: &Format) -> Tab {
    let tab = page.tab(format.canvas).await;
    let (width, height) = format.canvas;
    let metrics = SetDeviceMetricsOverrideParams::new(width, height, format.scale, false);
    tab.cdp().execute(metrics).await.unwrap();
    tab
}

/// The markup of a browser source.
fn source(page: &TestPage, query: &str, (width, height): (u32, u32), position: &str) -> String {
    let base = &page.site.base;
    let query = format!("source=demo&motion=off&locale=en-US&{query}").replace('&', "&amp;");
    format!(
        "<iframe src=\"{base}?{query}\" width={width} height={height} style=\"{position}\"></iframe>"
    )
}

/// Opens a page with a scene and browser sources over it, as in OBS.
async fn open_scene(page: &TestPage, format: &Format, html: &str) -> Tab {
    let style = "<style>body { margin: 0; overflow: hidden } svg, iframe { position: absolute; border: 0 } svg { width: 100vw; height: 100vh }</style>";
    let tab = open_tab(page, format).await;
    // Only a page of the same origin can look into the sources.
    tab.goto(&format!(
        "{}?source=demo&widget=follower-latest",
        page.site.base
    ))
    .await;
    tab.wait_until_live().await;
    let html = serde_json::to_string(&[style, html].concat()).unwrap();
    let _: i32 = tab
        .eval(&format!("document.body.innerHTML = {html}; 0"))
        .await;
    // The demo does not change in its first four seconds.
    let are_live = "Array.from(frames).every(
        (frame) => frame.document.documentElement.dataset.status === 'live' && frame.document.fonts.status === 'loaded')";
    tab.wait_for(are_live, Duration::from_secs(3)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    tab
}

/// Writes a picture of the page.
async fn write(tab: &Tab, format: &Format, path: &str) {
    for quality in QUALITIES {
        let params = ScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Webp)
            .quality(quality)
            .build();
        let picture = tab.cdp().screenshot(params).await.unwrap();
        if picture.len() <= format.max_size {
            std::fs::write(project_file(path), picture).unwrap();
            return;
        }
    }
    panic!(
        "{path} is larger than {} bytes at every quality",
        format.max_size
    );
}
