//! The pictures of the README: each theme over the game that was drawn for it.
//!
//! They are written, not judged, so they are made only when asked for
//! (`make gallery`).

use super::browser::Engine;
use super::stage::{self, Stage};
use chromiumoxide::cdp::browser_protocol::emulation::SetDeviceMetricsOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::page::ScreenshotParams;
use session_overlay::value::Theme;
use std::path::Path;
use std::time::Duration;

/// The streamer's canvas, and how much smaller its picture is.
const CANVAS: (u32, u32) = (1280, 720);
const SMALLER: f64 = 0.75;
/// The README's pictures are all loaded at once.
const LARGEST: usize = 45 * 1024;
/// The best of these at which a picture is no larger.
const QUALITIES: [i64; 6] = [84, 78, 72, 66, 60, 54];

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
#[ignore = "writes the README's pictures: make gallery"]
fn gallery() {
    stage::run(Engine::Current, "gallery", write_pictures);
}

async fn write_pictures(stage: &Stage) {
    // A page that is only a script has no icon.
    stage.expect("favicon.ico");
    for theme in Theme::ALL {
        let name = theme.name();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
        let scene = std::fs::read_to_string(folder.join(format!("scene-{name}.svg"))).unwrap();
        let pictures = pictures_of(stage, name, &scene).await;
        let fits = |picture: &Vec<u8>| picture.len() <= LARGEST;
        let picture = pictures.into_iter().find(fits);
        let picture = picture.unwrap_or_else(|| panic!("{name} is too large at any quality"));
        std::fs::write(folder.join(format!("{name}.webp")), picture).unwrap();
    }
}

/// The scene with the sources before it, as OBS puts them together; one picture
/// a quality.
async fn pictures_of(stage: &Stage, theme: &str, scene: &str) -> Vec<Vec<u8>> {
    let base = &stage.site.base;
    let frames: Vec<String> = SOURCES
        .iter()
        .map(|(left, top, width, height, widgets)| {
            let query = format!("source=demo&motion=off&currency=EUR&locale=en-US&theme={theme}&{widgets}")
                .replace('&', "&amp;");
            format!(
                "<iframe src=\"{base}?{query}\" width={width} height={height} style=\"left:{left}px;top:{top}px\"></iframe>"
            )
        })
        .collect();
    let style = "<style>body { margin: 0; overflow: hidden } svg, iframe { position: absolute; border: 0 }</style>";
    let tab = stage.tab(CANVAS).await;
    let smaller = SetDeviceMetricsOverrideParams::new(CANVAS.0, CANVAS.1, SMALLER, false);
    tab.page().execute(smaller).await.unwrap();
    // Any file of the site does, for frames can be asked only by a page of their
    // own origin.
    tab.goto(&format!("{base}start.js")).await;
    tab.wait_for(
        "location.protocol === 'http:' && document.readyState === 'complete'",
        Duration::from_secs(5),
    )
    .await;
    let html = serde_json::to_string(&[style, scene, &frames.concat()].concat()).unwrap();
    let _: i32 = tab
        .eval(&format!("document.body.innerHTML = {html}; 0"))
        .await;
    let lives = format!(
        "frames.length === {} && Array.from(frames).every(
            (frame) => frame.document.documentElement.dataset.status === 'live' && frame.document.fonts.status === 'loaded')",
        SOURCES.len()
    );
    // The demo stands still for its first four seconds.
    tab.wait_for(&lives, Duration::from_secs(3)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut pictures = Vec::new();
    for quality in QUALITIES {
        let picture = ScreenshotParams::builder()
            .format(CaptureScreenshotFormat::Webp)
            .quality(quality)
            .build();
        pictures.push(tab.page().screenshot(picture).await.unwrap());
    }
    pictures
}
