//! The values of options: each is a type that is parsed from text.

pub use crate::options::event_types::EventTypes;
pub use crate::options::milestones::{Milestone, Milestones};
pub use crate::options::terms::{Term, Terms};
pub use crate::options::text_values::{
    Colour, Currency, FACES, Font, LocaleTag, Origin, SocketOrigin,
};

use crate::options::OptionSpec;
use crate::options::problem::Problem;
use crate::session::leaderboard::Span;
use crate::session::timestamp::{IsoDateTime, Timestamp};

/// A type that an option's value is parsed to.
pub trait OptionValue: Sized {
    /// Parses the decoded value. `None` if the option does not take it.
    fn parse(text: &str, spec: &OptionSpec) -> Option<Self>;

    /// Why a value was rejected. Separate from `parse`, to keep the error type off the
    /// success path.
    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        spec.invalid_value(text)
    }

    /// The value of an option that is absent and has no default. `None` if the option
    /// is required.
    fn when_absent() -> Option<Self> {
        None
    }
}

impl<T: OptionValue> OptionValue for Option<T> {
    fn parse(text: &str, spec: &OptionSpec) -> Option<Self> {
        T::parse(text, spec).map(Some)
    }

    fn problem(text: &str, spec: &OptionSpec) -> Problem {
        T::problem(text, spec)
    }

    fn when_absent() -> Option<Self> {
        Some(None)
    }
}

impl OptionValue for f64 {
    fn parse(text: &str, spec: &OptionSpec) -> Option<Self> {
        let (min, max) = spec.range;
        parse_number(text).filter(|number| (min..=max).contains(number))
    }
}

/// A finite number.
pub(super) fn parse_number(text: &str) -> Option<f64> {
    // JSON requires a digit before the point; options do not.
    let digits = text.trim();
    let (sign, size) = digits.split_at(usize::from(digits.starts_with('-')));
    let zero = if size.starts_with('.') { "0" } else { "" };
    serde_json::from_str(&format!("{sign}{zero}{size}")).ok()
}

impl OptionValue for u8 {
    fn parse(text: &str, spec: &OptionSpec) -> Option<Self> {
        let (min, max) = spec.range;
        let number: u8 = text.trim().parse().ok()?;
        let is_choice = spec.choices.is_empty() || spec.choices.contains(&text.trim());
        (is_choice && (min..=max).contains(&f64::from(number))).then_some(number)
    }
}

impl OptionValue for String {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl OptionValue for bool {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        match text {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }
}

impl OptionValue for IsoDateTime {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        IsoDateTime::parse(text)
    }
}

impl OptionValue for Timestamp {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let IsoDateTime { local_ms, offset } = IsoDateTime::parse(text)?;
        Some(Timestamp(local_ms - offset?))
    }
}

/// A length of time in seconds.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Length(pub f64);

impl OptionValue for Length {
    /// Days, hours, minutes and seconds, each once and in this order: `1h30m`.
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        let mut rest = text.trim();
        let mut seconds = None;
        for (unit, size) in [('d', 86_400.0), ('h', 3_600.0), ('m', 60.0), ('s', 1.0)] {
            let Some((count, after)) = rest.split_once(unit) else {
                continue;
            };
            let is_digits = count.bytes().all(|digit| digit.is_ascii_digit());
            let count: u32 = count.parse().ok().filter(|_| is_digits)?;
            seconds = Some(seconds.unwrap_or_default() + f64::from(count) * size);
            rest = after;
        }
        seconds.filter(|_| rest.is_empty()).map(Length)
    }
}

impl OptionValue for Span {
    fn parse(text: &str, _: &OptionSpec) -> Option<Self> {
        Span::of_name(text)
    }
}

/// Declares an enum whose variants are the choices of an option.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$on:meta])* $variant:ident = $text:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$on])* $variant),* }

        impl $name {
            /// Every choice, in declaration order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The names of the choices.
            pub const NAMES: &[&str] = &[$($text),*];

            /// Its name in an address and in the page's markup.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The choice of this name.
            pub fn of_name(name: &str) -> Option<$name> {
                $name::ALL.iter().find(|choice| choice.name() == name).copied()
            }
        }

        impl OptionValue for $name {
            fn parse(text: &str, spec: &OptionSpec) -> Option<Self> {
                $name::of_name(text).filter(|_| spec.choices.contains(&text))
            }
        }
    )*};
}
pub(super) use choices;

choices! {
    /// Where the session comes from.
    Source {
        /// The channel's session on `StreamElements`.
        Live = "live",
        /// A built-in session whose entries change.
        Demo = "demo",
    }
    /// How the widgets are arranged.
    Layout {
        /// Below each other.
        Column = "column",
        /// Beside each other.
        Row = "row",
        /// One at a time.
        Rotate = "rotate",
    }
    /// The alignment of widgets and text.
    Align {
        /// Where a line of text starts.
        Start = "start",
        /// Centered.
        Center = "center",
        /// Where a line of text ends.
        End = "end",
    }
    /// The theme. Each has a file in `style/themes`.
    Theme {
        /// A dark translucent plate.
        Plate = "plate",
        /// Text with an outline, without a background.
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
    /// How the page learns of changes.
    Updates {
        /// They are pushed while the gateway serves, and polled.
        Auto = "auto",
        /// They are polled.
        Poll = "poll",
    }
    /// What is played with an alert.
    Sound {
        /// Nothing.
        None = "none",
        /// Two soft notes.
        Chime = "chime",
        /// A struck bell.
        Bell = "bell",
        /// A coin of a console game.
        Coin = "coin",
    }
    /// Whether things move.
    Motion {
        /// As the system's `prefers-reduced-motion` says.
        Auto = "auto",
        /// Always.
        On = "on",
        /// Never: values change at once.
        Off = "off",
    }
    /// The direction in which a goal's bar grows.
    Direction {
        /// From left to right.
        Right = "right",
        /// From right to left.
        Left = "left",
        /// From bottom to top.
        Up = "up",
        /// From top to bottom.
        Down = "down",
    }
}

impl Direction {
    /// Whether the bar is vertical.
    pub fn is_vertical(self) -> bool {
        matches!(self, Direction::Up | Direction::Down)
    }
}
