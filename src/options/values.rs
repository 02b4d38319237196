//! The values of options: each a type that is parsed from an address.

pub use crate::options::event_types::EventTypes;
pub use crate::options::text_values::{Colour, Currency, Font, LocaleTag, Origin};

use crate::options::OptionSpec;
use crate::options::kind::WidgetKind;
use crate::options::problem::{Problem, shown};
use crate::options::template::{Field, Template, TemplateError};
use crate::session::json;
use crate::session::timestamp::IsoDateTime;

/// Something that an option can be set to.
pub trait Value: Sized {
    /// Reads what stands in an address; `None` for what this is not.
    fn read(text: &str, spec: &OptionSpec) -> Option<Self>;

    /// What is wrong with a text that cannot be read. Apart from reading, so that
    /// what is right carries no room for it about.
    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        spec.invalid_value(text)
    }

    /// What leaving an option without default out means.
    fn left_out() -> Option<Self> {
        None
    }
}

impl<T: Value> Value for Option<T> {
    fn read(text: &str, spec: &OptionSpec) -> Option<Self> {
        T::read(text, spec).map(Some)
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        T::problem(text, spec)
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

impl Value for f64 {
    fn read(text: &str, spec: &OptionSpec) -> Option<Self> {
        let (least, most) = spec.range;
        // JSON's numbers, which want a digit before the point.
        let digits = text.trim();
        let (sign, size) = digits.split_at(usize::from(digits.starts_with('-')));
        let zero = if size.starts_with('.') { "0" } else { "" };
        let number = json::bare_number(&[sign, zero, size].concat())?;
        (least..=most).contains(&number).then_some(number)
    }
}

impl Value for u8 {
    fn read(text: &str, spec: &OptionSpec) -> Option<Self> {
        let (least, most) = spec.range;
        let number: u8 = text.trim().parse().ok()?;
        let is_a_choice = spec.choices.is_empty() || spec.choices.contains(&text.trim());
        (is_a_choice && (least..=most).contains(&f64::from(number))).then_some(number)
    }
}

impl Value for String {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Value for bool {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        match text {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }
}

impl Value for IsoDateTime {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        IsoDateTime::parse(text)
    }
}

impl Value for Template {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        Template::parse(text).ok()
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        match Template::parse(text) {
            Ok(_) => spec.invalid_value(text),
            Err(TemplateError::Unclosed) => Problem::UnclosedField,
            Err(TemplateError::Unknown(found)) => unknown_field(&found, WidgetKind::ALL),
        }
    }
}

/// The problem of a field that these kinds cannot fill.
pub fn unknown_field(found: &str, kinds: &[WidgetKind]) -> Problem {
    let mut names: Vec<&str> = Vec::new();
    for field in kinds.iter().flat_map(|kind| Field::of(*kind)) {
        if !names.contains(&field.name()) {
            names.push(field.name());
        }
    }
    Problem::UnknownField {
        found: shown("template", found),
        known: ["{", &names.join("}, {"), "}"].concat(),
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
            fn read(text: &str, _: &OptionSpec) -> Option<Self> {
                $name::ALL.iter().find(|choice| choice.name() == text).copied()
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

impl Value for WidgetKind {
    fn read(text: &str, _: &OptionSpec) -> Option<Self> {
        WidgetKind::ALL
            .iter()
            .find(|kind| kind.name() == text)
            .copied()
    }
}
