//! Renders the pictures of the README and of the presets: the overlay over a drawn game
//! scene for each theme.
//!
//! It asserts nothing, so it runs only on demand: `make gallery`.

use super::browser::Engine;
use super::test_page::{self, TestPage};
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;
use session_overlay::options::values::Theme;
use session_overlay::studio::presets::BUILTIN;
use std::path::Path;
use std::time::Duration;

/// The canvas of the stream, and the scale of its picture.
const CANVAS: (u32, u32) = (1280, 720);
const SCALE: f64 = 0.75;
/// The size limit in bytes. The README loads all its pictures at once.
const MAX_SIZE: usize = 45 * 1024;
/// The same for the picture of a preset.
const PRESET_CANVAS: (u32, u32) = (640, 360);
const PRESET_SCALE: f64 = 0.4;
const PRESET_MAX_SIZE: usize = 6_400;
/// Qualities to try in this order until the picture is small enough.
const QUALITIES: [i64; 8] = [84, 78, 72, 66, 60, 54, 44, 34];

/// The browser sources: left, top, width and height on the canvas, and widgets.
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
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scene = |theme: &str| {
        let file = project.join(format!("tests/gallery/scene-{theme}.svg"));
        std::fs::read_to_string(file).unwrap()
    };
    for theme in Theme::ALL {
        let name = theme.name();
        let frames: Vec<String> = SOURCES
            .iter()
            .map(|(left, top, width, height, widgets)| {
                let position = format!("left:{left}px;top:{top}px");
                let query = format!("currency=EUR&theme={name}&{widgets}");
                frame(page, &query, (*width, *height), &position)
            })
            .collect();
        let html = scene(name) + &frames.concat();
        let picture = picture(page, CANVAS, SCALE, &html, MAX_SIZE).await;
        let file = project.join(format!("tests/gallery/{name}.webp"));
        std::fs::write(file, picture).unwrap();
    }
    for preset in BUILTIN {
        let theme = preset
            .query
            .split('&')
            .find_map(|pair| pair.strip_prefix("theme="));
        // A smaller source gets relatively larger text, which is readable in a thumbnail.
        let (width, height) = ((preset.size.0 * 0.5).max(250.0), preset.size.1 * 0.5);
        let canvas = (f64::from(PRESET_CANVAS.0), f64::from(PRESET_CANVAS.1));
        let scale = (canvas.0 / width).min(canvas.1 / height).min(2.2) * 0.94;
        let left = (canvas.0 - width * scale) / 2.0;
        let top = (canvas.1 - height * scale) / 2.0;
        let position =
            format!("left:{left}px;top:{top}px;transform-origin:0 0;transform:scale({scale})");
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let frame = frame(page, preset.query, (width as u32, height as u32), &position);
        let html = scene(theme.unwrap_or("plate")) + &frame;
        let picture = picture(page, PRESET_CANVAS, PRESET_SCALE, &html, PRESET_MAX_SIZE).await;
        let file = project.join(format!("style/presets/{}.webp", preset.id));
        std::fs::write(file, picture).unwrap();
    }
}

/// The HTML of a browser source.
fn frame(page: &TestPage, query: &str, (width, height): (u32, u32), position: &str) -> String {
    let base = &page.site.base;
    let query = format!("source=demo&motion=off&locale=en-US&{query}").replace('&', "&amp;");
    format!(
        "<iframe src=\"{base}?{query}\" width={width} height={height} style=\"{position}\"></iframe>"
    )
}

/// Renders this HTML, a scene with sources, at the best quality within the size limit.
async fn picture(
    page: &TestPage,
    canvas: (u32, u32),
    scale: f64,
    html: &str,
    max_size: usize,
) -> Vec<u8> {
    let style = "<style>body { margin: 0; overflow: hidden } svg, iframe { position: absolute; border: 0 } svg { width: 100vw; height: 100vh }</style>";
    let tab = page.tab(canvas).await;
    let metrics = SetDeviceMetricsOverrideParams::new(canvas.0, canvas.1, scale, false);
    tab.cdp().execute(metrics).await.unwrap();
    // Only a page of the same origin can read the state of frames.
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
    let all_live = "Array.from(frames).every(
        (frame) => frame.document.documentElement.dataset.status === 'live' && frame.document.fonts.status === 'loaded')";
    tab.wait_for(all_live, Duration::from_secs(3)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    for quality in QUALITIES {
        let picture = ScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Webp)
            .quality(quality)
            .build();
        let picture = tab.cdp().screenshot(picture).await.unwrap();
        if picture.len() <= max_size {
            return picture;
        }
    }
    panic!("larger than {max_size} bytes at every quality")
}
