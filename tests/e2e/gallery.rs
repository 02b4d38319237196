//! The pictures of the README and of the presets: the overlay over the games that
//! were drawn for its themes.
//!
//! They are written, not judged, so they are made only when asked for
//! (`make gallery`).

use super::browser::Engine;
use super::test_page::{self, TestPage};
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;
use session_overlay::options::values::Theme;
use session_overlay::studio::presets::BUILTIN;
use std::path::Path;
use std::time::Duration;

/// The streamer's canvas, and how much smaller its picture is.
const CANVAS: (u32, u32) = (1280, 720);
const SMALLER: f64 = 0.75;
/// The README's pictures are all loaded at once.
const LARGEST: usize = 45 * 1024;
/// The same for a preset's.
const PRESET_CANVAS: (u32, u32) = (640, 360);
const PRESET_SMALLER: f64 = 0.4;
const PRESET_LARGEST: usize = 6_400;
/// The best of these at which a picture is no larger.
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
                let place = format!("left:{left}px;top:{top}px");
                let query = format!("currency=EUR&theme={name}&{widgets}");
                frame(page, &query, (*width, *height), &place)
            })
            .collect();
        let html = scene(name) + &frames.concat();
        let picture = picture(page, CANVAS, SMALLER, &html, LARGEST).await;
        let file = project.join(format!("tests/gallery/{name}.webp"));
        std::fs::write(file, picture).unwrap();
    }
    for preset in BUILTIN {
        let theme = preset
            .query
            .split('&')
            .find_map(|pair| pair.strip_prefix("theme="));
        // In a smaller source the type is larger, and can be read on a thumbnail.
        let (width, height) = ((preset.size.0 * 0.5).max(250.0), preset.size.1 * 0.5);
        let room = (f64::from(PRESET_CANVAS.0), f64::from(PRESET_CANVAS.1));
        let scale = (room.0 / width).min(room.1 / height).min(2.2) * 0.94;
        let left = (room.0 - width * scale) / 2.0;
        let top = (room.1 - height * scale) / 2.0;
        let place =
            format!("left:{left}px;top:{top}px;transform-origin:0 0;transform:scale({scale})");
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let frame = frame(page, preset.query, (width as u32, height as u32), &place);
        let html = scene(theme.unwrap_or("plate")) + &frame;
        let picture = picture(page, PRESET_CANVAS, PRESET_SMALLER, &html, PRESET_LARGEST).await;
        let file = project.join(format!("style/presets/{}.webp", preset.id));
        std::fs::write(file, picture).unwrap();
    }
}

/// A browser source.
fn frame(page: &TestPage, query: &str, (width, height): (u32, u32), place: &str) -> String {
    let base = &page.site.base;
    let query = format!("source=demo&motion=off&locale=en-US&{query}").replace('&', "&amp;");
    format!(
        "<iframe src=\"{base}?{query}\" width={width} height={height} style=\"{place}\"></iframe>"
    )
}

/// A scene with the sources before it, as OBS puts them together, at the best
/// quality at which it is no larger than this.
async fn picture(
    page: &TestPage,
    canvas: (u32, u32),
    smaller: f64,
    html: &str,
    largest: usize,
) -> Vec<u8> {
    let style = "<style>body { margin: 0; overflow: hidden } svg, iframe { position: absolute; border: 0 } svg { width: 100vw; height: 100vh }</style>";
    let tab = page.tab(canvas).await;
    let smaller = SetDeviceMetricsOverrideParams::new(canvas.0, canvas.1, smaller, false);
    tab.cdp().execute(smaller).await.unwrap();
    // Frames can be asked only by a page of their own origin.
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
    // The demo stands still for its first four seconds.
    let lives = "Array.from(frames).every(
        (frame) => frame.document.documentElement.dataset.status === 'live' && frame.document.fonts.status === 'loaded')";
    tab.wait_for(lives, Duration::from_secs(3)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    for quality in QUALITIES {
        let picture = ScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Webp)
            .quality(quality)
            .build();
        let picture = tab.cdp().screenshot(picture).await.unwrap();
        if picture.len() <= largest {
            return picture;
        }
    }
    panic!("too large at any quality")
}
