//! The colours of the themes, and whether text can be read over video.

use crate::options::values::Theme;

/// The colours of a theme, as an address writes them. The style sheet of the theme has the
/// same values; `tests/project.rs` compares them.
#[derive(Debug)]
pub struct Palette {
    /// The colour of text.
    pub text: &'static str,
    /// The colour of bars and amounts.
    pub accent: &'static str,
    /// The colour of the empty part of a bar.
    pub track: &'static str,
    /// The colour behind a widget.
    pub back: &'static str,
    /// The colour around every letter; transparent where the theme has no outline.
    pub outline: &'static str,
    /// Accents that fit the theme, with their names.
    pub accents: [(&'static str, &'static str); 3],
}

const TRANSPARENT: &str = "00000000";

impl Palette {
    /// The colours of a theme.
    #[rustfmt::skip]
    pub const fn of(theme: Theme) -> Palette {
        match theme {
            Theme::Plate => Palette {
                text: "ffffff", accent: "4be3a4", track: "ffffff26", back: "0d1018e6", outline: TRANSPARENT,
                accents: [("Amber", "ffb52e"), ("Sky", "58b8ff"), ("Rose", "ff7a9c")],
            },
            Theme::Clear => Palette {
                text: "ffffff", accent: "ffd64d", track: "0a0c148c", back: TRANSPARENT, outline: "0a0c14f0",
                accents: [("Lime", "b6f24a"), ("Aqua", "5ce6ff"), ("Coral", "ff8f7a")],
            },
            Theme::Neon => Palette {
                text: "fbf7ff", accent: "ff3fd0", track: "ffffff1a", back: "0b041ae0", outline: TRANSPARENT,
                accents: [("Cyan", "23e6ff"), ("Lime", "a6ff3d"), ("Orange", "ff9a3d")],
            },
            Theme::Paper => Palette {
                text: "2a231c", accent: "b3301b", track: "2a231c12", back: "f8f1e1", outline: TRANSPARENT,
                accents: [("Forest", "2f6b3a"), ("Ink", "2b4a7d"), ("Plum", "7a2f63")],
            },
            Theme::Pixel => Palette {
                text: "ffffff", accent: "ffcf33", track: "0c0d1d", back: "2a2f6b", outline: TRANSPARENT,
                accents: [("Mint", "6dffb3"), ("Pink", "ff8ad4"), ("Sky", "7fd4ff")],
            },
            Theme::Glass => Palette {
                text: "0d1730", accent: "0b62e0", track: "0d173024", back: "f0f6ffdb", outline: TRANSPARENT,
                accents: [("Violet", "6a35d1"), ("Berry", "b0205f"), ("Teal", "006b6b")],
            },
        }
    }

    /// The colour of an option, by the option's name; `None` for any other option.
    pub fn colour(&self, option: &str) -> Option<&'static str> {
        match option {
            "text" => Some(self.text),
            "accent" => Some(self.accent),
            "track" => Some(self.track),
            "back" => Some(self.back),
            _ => None,
        }
    }

    /// Warns if a colour cannot be read on a background over dark or over bright video.
    /// `what` begins the sentence. Colours that are invalid are not judged.
    pub fn warning(&self, what: &str, colour: &str, back: &str) -> Option<String> {
        let (colour, back, outline) = (parse(colour)?, parse(back)?, parse(self.outline)?);
        let is_hard_over = |video: f64| {
            let ground = over(outline, over(back, [video, video, video, 1.0]));
            contrast(over(colour, ground), ground) < MIN_CONTRAST
        };
        let video = match (is_hard_over(0.0), is_hard_over(1.0)) {
            (false, false) => return None,
            (true, false) => "dark video",
            (false, true) => "bright video",
            (true, true) => "any video",
        };
        Some(format!("{what} is hard to read over {video}."))
    }
}

/// What the guidelines for web content (WCAG 2.1, 1.4.3) ask of large type.
const MIN_CONTRAST: f64 = 3.0;

/// Red, green, blue and opacity, each from 0 to 1.
type Rgba = [f64; 4];

/// Parses 3, 6 or 8 hex digits.
fn parse(digits: &str) -> Option<Rgba> {
    let digit = |digit: char| digit.to_digit(16);
    let digits: Vec<u32> = digits.trim().chars().map(digit).collect::<Option<_>>()?;
    let bytes: Vec<u32> = match digits.len() {
        3 => digits.iter().map(|digit| digit * 17).collect(),
        6 | 8 => digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit))
            .collect(),
        _ => return None,
    };
    let mut colour = [1.0; 4];
    for (part, byte) in colour.iter_mut().zip(bytes) {
        *part = f64::from(byte) / 255.0;
    }
    Some(colour)
}

/// A colour over an opaque one.
fn over([r, g, b, a]: Rgba, ground: Rgba) -> Rgba {
    let mix = |part: f64, ground: f64| part * a + ground * (1.0 - a);
    [mix(r, ground[0]), mix(g, ground[1]), mix(b, ground[2]), 1.0]
}

/// The contrast ratio of two opaque colours, from 1 to 21.
fn contrast(a: Rgba, b: Rgba) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance([r, g, b, _]: Rgba) -> f64 {
    let linear = |part: f64| {
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_of_every_theme_can_be_read() {
        for theme in Theme::ALL {
            let palette = Palette::of(*theme);
            let accents = palette.accents.map(|(_, accent)| accent);
            for colour in [palette.text, palette.accent].into_iter().chain(accents) {
                let warning = palette.warning("It", colour, palette.back);
                assert_eq!(warning, None, "{} {colour}", theme.name());
            }
        }
    }

    #[test]
    fn a_warning_names_the_video() {
        let plate = Palette::of(Theme::Plate);
        for (colour, back, expected) in [
            ("fff", "000", None),
            (
                "fff",
                "00000000",
                Some("Text is hard to read over bright video."),
            ),
            (
                "000",
                "00000000",
                Some("Text is hard to read over dark video."),
            ),
            ("222", "000", Some("Text is hard to read over any video.")),
            (
                "ffffff00",
                "0d1018",
                Some("Text is hard to read over any video."),
            ),
            ("no colour", "000", None),
            ("fff", "", None),
        ] {
            let warning = plate.warning("Text", colour, back);
            assert_eq!(warning.as_deref(), expected, "{colour} on {back}");
        }
        // The outline is behind every letter.
        let clear = Palette::of(Theme::Clear);
        assert_eq!(clear.warning("Text", "fff", clear.back), None);
        assert!(clear.warning("Text", "111", clear.back).is_some());
    }
}
