//! What options can be set to: each a type that reads itself from an address and
//! writes itself back.

mod sources;
mod text;

pub use sources::Sources;
pub use text::{Colour, Currency, Font, LocaleTag, Origin};

use crate::json;
use crate::kind::Kind;
use crate::moment::Iso;
use crate::option::Spec;
use crate::problem::{Problem, shown};
use crate::template::{Field, Template, TemplateError};

/// Something that an option can be set to.
pub trait Value: Sized + PartialEq {
    /// Reads what stands in an address.
    ///
    /// # Errors
    /// The problem to show.
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem>;

    /// What would stand in an address; `None` for what is there by being left
    /// out.
    fn write(&self) -> Option<String>;

    /// What leaving an option without default out means.
    fn left_out() -> Option<Self> {
        None
    }
}

impl<T: Value> Value for Option<T> {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        T::read(text, spec).map(Some)
    }

    fn write(&self) -> Option<String> {
        self.as_ref().and_then(T::write)
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

impl Value for f64 {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        let (least, most) = spec.range;
        // JSON's numbers, which want a digit before the point.
        let digits = text.trim();
        let full = match digits.strip_prefix('.') {
            Some(decimals) => "0.".to_owned() + decimals,
            None => digits.replacen("-.", "-0.", 1),
        };
        json::number(&full)
            .filter(|number| (least..=most).contains(number))
            .ok_or_else(|| spec.refuses(text))
    }

    fn write(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Value for u8 {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        let (least, most) = spec.range;
        text.trim()
            .parse()
            .ok()
            .filter(|&number: &u8| (least..=most).contains(&f64::from(number)))
            .filter(|_| spec.choices.is_empty() || spec.choices.contains(&text.trim()))
            .ok_or_else(|| spec.refuses(text))
    }

    fn write(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Value for String {
    fn read(text: &str, _: &Spec) -> Result<Self, Problem> {
        Ok(text.to_owned())
    }

    fn write(&self) -> Option<String> {
        Some(self.clone())
    }
}

impl Value for bool {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        match text {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(spec.refuses(text)),
        }
    }

    fn write(&self) -> Option<String> {
        Some(if *self { "on" } else { "off" }.to_owned())
    }
}

impl Value for Iso {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        Iso::read(text).ok_or_else(|| spec.refuses(text))
    }

    fn write(&self) -> Option<String> {
        Some(self.text().to_owned())
    }
}

impl Value for Template {
    fn read(text: &str, _: &Spec) -> Result<Self, Problem> {
        Template::parse(text).map_err(|error| match error {
            TemplateError::Unclosed => Problem::UnclosedField,
            TemplateError::Unknown(found) => unknown_field(&found, Kind::ALL),
        })
    }

    fn write(&self) -> Option<String> {
        Some(Template::write(self))
    }
}

/// The problem of a field that these kinds cannot fill.
pub fn unknown_field(found: &str, kinds: &[Kind]) -> Problem {
    let mut known = String::new();
    for kind in kinds {
        for field in Field::of(*kind) {
            let name = ["{", field.name(), "}"].concat();
            if !known.contains(&name) {
                if !known.is_empty() {
                    known.push_str(", ");
                }
                known.push_str(&name);
            }
        }
    }
    Problem::UnknownField {
        found: shown("template", found),
        known,
    }
}

/// Declares an enum whose variants are an option's choices.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$on:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$on])* $variant),* }

        impl $name {
            /// Every choice, in declaration order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// Its name in an address and in the page's markup.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl Value for $name {
            fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
                $name::ALL
                    .iter()
                    .find(|choice| choice.name() == text)
                    .copied()
                    .ok_or_else(|| spec.refuses(text))
            }

            fn write(&self) -> Option<String> {
                Some(self.name().to_owned())
            }
        }
    )*};
}

choices! {
    /// Where the session comes from.
    Source {
        /// The channel's session on `StreamElements`.
        Live = "live",
        /// The built-in session that lives.
        Demo = "demo",
    }
    /// How the widgets stand together.
    Layout {
        /// Below each other.
        Column = "column",
        /// Beside each other.
        Row = "row",
        /// One at a time.
        Rotate = "rotate",
    }
    /// Where widgets and their text stand.
    Align {
        /// Where reading starts.
        Start = "start",
        /// In the middle.
        Center = "center",
        /// Where reading ends.
        End = "end",
    }
    /// The look; a theme is a file of values in `style/themes`.
    Theme {
        /// A dark translucent plate.
        Plate = "plate",
        /// Outlined type on nothing.
        Clear = "clear",
        /// Glowing outlines.
        Neon = "neon",
        /// A light card.
        Paper = "paper",
        /// Hard edges.
        Pixel = "pixel",
        /// A bright translucent plate.
        Glass = "glass",
    }
    /// Whether things move.
    Motion {
        /// As the system prefers.
        Auto = "auto",
        /// Whatever the system prefers.
        On = "on",
        /// Values change at once.
        Off = "off",
    }
    /// Where a goal's bar grows.
    Direction {
        /// From left to right.
        Right = "right",
        /// From right to left.
        Left = "left",
        /// From the bottom up.
        Up = "up",
        /// From the top down.
        Down = "down",
    }
}

impl Direction {
    /// Whether the bar stands.
    pub fn is_upright(self) -> bool {
        matches!(self, Direction::Up | Direction::Down)
    }
}

impl Value for Kind {
    fn read(text: &str, spec: &Spec) -> Result<Self, Problem> {
        Kind::ALL
            .iter()
            .find(|kind| kind.name() == text)
            .copied()
            .ok_or_else(|| spec.refuses(text))
    }

    fn write(&self) -> Option<String> {
        Some(self.name().to_owned())
    }
}
