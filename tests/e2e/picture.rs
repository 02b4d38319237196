//! Pictures of a page: taken, kept, and told apart.

use super::tab::Tab;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chromiumoxide::cdp::browser_protocol::emulation::SetDefaultBackgroundColorOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotParams, Viewport};
use std::fs;
use std::path::Path;

/// Pixels of a picture, by how opaque they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    pub all: u64,
    /// Not fully transparent.
    pub drawn: u64,
}

impl Tab {
    /// The file of a picture of the page, or of a part of it, without a
    /// backdrop.
    pub async fn picture(&self, part: Option<Viewport>) -> Vec<u8> {
        let clear = serde_json::json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0.0 } });
        let clear: SetDefaultBackgroundColorOverrideParams = serde_json::from_value(clear).unwrap();
        self.page.execute(clear).await.unwrap();
        let params = CaptureScreenshotParams {
            clip: part,
            ..CaptureScreenshotParams::default()
        };
        let shot = self.page.execute(params).await.unwrap();
        STANDARD.decode(&shot.result.data).unwrap()
    }

    /// What of the page is drawn; its picture is also kept for people.
    pub async fn shoot(&self, folder: &Path, name: &str) -> Pixels {
        let file = self.picture(None).await;
        keep(folder, name, &file);
        Picture::read(&file).pixels()
    }
}

/// Writes a picture's file.
pub fn keep(folder: &Path, name: &str, file: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(name).with_extension("png"), file).unwrap();
}

/// A picture's address that holds the whole picture.
pub fn address(file: &[u8]) -> String {
    "data:image/png;base64,".to_owned() + &STANDARD.encode(file)
}

/// How much one channel of a pixel may differ before the pixel does.
const CHANNEL: u8 = 24;

/// Rows of pixels: red, green, blue and opacity.
#[derive(Clone, Debug)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    pub fn read(file: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgba);
        let (pixels, _) = bytes.as_chunks();
        Picture {
            width: info.width,
            height: info.height,
            pixels: pixels.to_vec(),
        }
    }

    /// Its file.
    pub fn write(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
        drop(writer);
        file
    }

    pub fn pixels(&self) -> Pixels {
        let drawn = self.pixels.iter().filter(|[.., opacity]| *opacity > 0);
        Pixels {
            all: self.pixels.len() as u64,
            drawn: drawn.count() as u64,
        }
    }

    /// How many pixels are drawn outside of these boxes, each left, top, right
    /// and bottom.
    pub fn drawn_outside(&self, boxes: &[[f64; 4]]) -> usize {
        let is_inside = |x: f64, y: f64| {
            let mut boxes = boxes.iter();
            boxes.any(|[left, top, right, bottom]| {
                (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
            })
        };
        let places = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let drawn = places.zip(&self.pixels).filter(|(_, pixel)| pixel[3] > 0);
        drawn
            .filter(|((x, y), _)| !is_inside(f64::from(*x), f64::from(*y)))
            .count()
    }

    fn at(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        let is_there = x < self.width && y < self.height;
        is_there.then(|| self.pixels[(y * self.width + x) as usize])
    }

    /// How many pixels differ, and a picture that has them in red on what both
    /// have in common.
    pub fn difference(&self, other: &Picture) -> (usize, Picture) {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let mut count = 0;
        let pixels = places.map(|(x, y)| match (self.at(x, y), other.at(x, y)) {
            (Some(own), Some(other)) if is_alike(own, other) => {
                [own[0], own[1], own[2], own[3] / 4]
            }
            _ => {
                count += 1;
                [255, 0, 0, 255]
            }
        });
        let pixels = pixels.collect();
        let picture = Picture {
            width,
            height,
            pixels,
        };
        (count, picture)
    }
}

fn is_alike(one: [u8; 4], other: [u8; 4]) -> bool {
    let (one, other) = (seen(one), seen(other));
    one.iter()
        .zip(&other)
        .all(|(one, other)| one.abs_diff(*other) <= CHANNEL)
}

/// A pixel as it adds to what is behind it: without colour where nothing is
/// drawn.
fn seen([red, green, blue, opacity]: [u8; 4]) -> [u8; 4] {
    let part = |channel: u8| u8::try_from(u16::from(channel) * u16::from(opacity) / 255).unwrap();
    [part(red), part(green), part(blue), opacity]
}
