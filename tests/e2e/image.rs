//! Screenshots: capture, PNG files and comparison.

use super::tab::Tab;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chromiumoxide::cdp::browser_protocol::emulation::SetDefaultBackgroundColorOverrideParams;
use chromiumoxide::cdp::browser_protocol::page::{CaptureScreenshotParams, Viewport};
use std::fs;
use std::path::Path;

/// How many pixels an image has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelCount {
    pub total: u64,
    /// Not fully transparent.
    pub visible: u64,
}

impl Tab {
    /// A PNG file of the page, or of a part of it, on a transparent background.
    pub async fn capture(&self, clip: Option<Viewport>) -> Vec<u8> {
        let transparent = serde_json::json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0.0 } });
        let background: SetDefaultBackgroundColorOverrideParams =
            serde_json::from_value(transparent).unwrap();
        self.cdp().execute(background).await.unwrap();
        let params = CaptureScreenshotParams {
            clip,
            ..CaptureScreenshotParams::default()
        };
        let response = self.cdp().execute(params).await.unwrap();
        STANDARD.decode(&response.result.data).unwrap()
    }

    /// Saves a screenshot as `NAME.png` in a folder, for people, and counts its pixels.
    pub async fn screenshot(&self, folder: &Path, name: &str) -> PixelCount {
        let file = self.capture(None).await;
        save_png(folder, name, &file);
        Image::decode(&file).count_pixels()
    }
}

/// Writes `NAME.png` into a folder, which it creates if necessary.
pub fn save_png(folder: &Path, name: &str, file: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(name).with_extension("png"), file).unwrap();
}

/// A `data:` URL of a PNG file.
pub fn data_url(file: &[u8]) -> String {
    "data:image/png;base64,".to_owned() + &STANDARD.encode(file)
}

/// The largest difference of a channel at which two pixels still count as equal.
const TOLERANCE: u8 = 24;

/// An RGBA image, row by row.
#[derive(Clone, Debug)]
pub struct Image {
    pub width: u32,
    pub height: u32,
    pixels: Vec<[u8; 4]>,
}

impl Image {
    /// Decodes a PNG file.
    pub fn decode(file: &[u8]) -> Image {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::ALPHA | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgba);
        let (pixels, _) = bytes.as_chunks();
        Image {
            width: info.width,
            height: info.height,
            pixels: pixels.to_vec(),
        }
    }

    /// Encodes the image as a PNG file.
    pub fn encode(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
        drop(writer);
        file
    }

    pub fn count_pixels(&self) -> PixelCount {
        let visible = self.pixels.iter().filter(|[.., alpha]| *alpha > 0);
        PixelCount {
            total: self.pixels.len() as u64,
            visible: visible.count() as u64,
        }
    }

    /// How many visible pixels are outside these boxes. A box is left, top, right, bottom.
    pub fn visible_outside(&self, boxes: &[[f64; 4]]) -> usize {
        let is_inside = |x: f64, y: f64| {
            let mut boxes = boxes.iter();
            boxes.any(|[left, top, right, bottom]| {
                (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
            })
        };
        let positions = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let visible = positions
            .zip(&self.pixels)
            .filter(|(_, pixel)| pixel[3] > 0);
        visible
            .filter(|((x, y), _)| !is_inside(f64::from(*x), f64::from(*y)))
            .count()
    }

    fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        let is_inside = x < self.width && y < self.height;
        is_inside.then(|| self.pixels[(y * self.width + x) as usize])
    }

    /// How many pixels differ, and an image with those in red over the faded rest.
    pub fn difference(&self, other: &Image) -> (usize, Image) {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let positions = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let mut count = 0;
        let pixels = positions.map(|(x, y)| match (self.pixel(x, y), other.pixel(x, y)) {
            (Some(own), Some(other)) if is_similar(own, other) => {
                [own[0], own[1], own[2], own[3] / 4]
            }
            _ => {
                count += 1;
                [255, 0, 0, 255]
            }
        });
        let pixels = pixels.collect();
        let image = Image {
            width,
            height,
            pixels,
        };
        (count, image)
    }
}

fn is_similar(one: [u8; 4], other: [u8; 4]) -> bool {
    let (one, other) = (premultiply(one), premultiply(other));
    one.iter()
        .zip(&other)
        .all(|(one, other)| one.abs_diff(*other) <= TOLERANCE)
}

/// Multiplies the colour by alpha, so that transparent pixels are equal whatever their
/// colour.
fn premultiply([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    let scale = |channel: u8| u8::try_from(u16::from(channel) * u16::from(alpha) / 255).unwrap();
    [scale(red), scale(green), scale(blue), alpha]
}
