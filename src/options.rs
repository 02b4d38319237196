//! The options of an address, as one table: names, values, ranges, defaults and
//! help. The reader, the writer and the suggestions all come from it.

pub mod event_types;
pub mod kind;
pub mod problem;
pub mod reader;
pub mod suggest;
pub mod template;
pub mod text_values;
pub mod values;

use kind::WidgetKind;
use problem::{Problem, redact};
use suggest::closest_word;

/// One option: what a person may write, and what it means to leave it out.
///
/// Two rows are equal when their names are, for a name stands in one row only.
#[derive(Debug)]
pub struct OptionSpec {
    /// Its name in the address.
    pub name: &'static str,
    /// What it takes, in words.
    pub expected: &'static str,
    /// What it takes, where that is one of a few words.
    pub choices: &'static [&'static str],
    /// The least and the greatest number that it takes.
    pub range: (f64, f64),
    /// What counts when it is left out, as one would write it; `None` where
    /// that depends on the widget, or where it must be given.
    pub default: Option<&'static str>,
    /// The kinds of widget that it serves; empty for an option of the page.
    pub kinds: &'static [WidgetKind],
}

const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

const fn page(
    name: &'static str,
    expected: &'static str,
    default: Option<&'static str>,
) -> OptionSpec {
    of(&[], name, expected, default)
}

const fn of(
    kinds: &'static [WidgetKind],
    name: &'static str,
    expected: &'static str,
    default: Option<&'static str>,
) -> OptionSpec {
    OptionSpec {
        name,
        expected,
        choices: &[],
        range: ANY,
        default,
        kinds,
    }
}

impl OptionSpec {
    const fn within(mut self, least: f64, most: f64) -> OptionSpec {
        self.range = (least, most);
        self
    }

    const fn one_of(mut self, choices: &'static [&'static str]) -> OptionSpec {
        self.choices = choices;
        self
    }
}

use WidgetKind::{Goal, Label, List, Ticker};

/// What stands for the smallest number above zero.
const ABOVE_ZERO: f64 = f64::MIN_POSITIVE;
const ON_OR_OFF: &[&str] = &["off", "on"];

/// The rows of options, each with what it does, in one line. That stands apart from
/// the row, because an overlay has no use for it.
macro_rules! table {
    ($(#[$doc:meta])* $list:ident, $help:ident: $($name:ident = $spec:expr, $does:literal;)*) => {
        $(#[doc = concat!("The row of `", stringify!($name), "`.")] pub static $name: OptionSpec = $spec;)*
        $(#[$doc])* pub static $list: &[&OptionSpec] = &[$(&$name),*];
        const $help: &[(&OptionSpec, &str)] = &[$((&$name, $does)),*];
    };
}

table! {
    /// The options of the page, in the order in which they are written.
    PAGE, PAGE_HELP:
    CHANNEL = page("channel", "a channel's id: 24 digits from 0 to 9 and a to f", None), "whose session is shown";
    SOURCE = page("source", "live or demo", Some("live")).one_of(&["live", "demo"]), "where the session comes from";
    API = page("api", "an origin such as https://api.example.com, without a path", Some("https://api.streamelements.com")), "a server that speaks the same protocol";
    INTERVAL = page("interval", "a number of seconds from 5 to 3600", Some("15")).within(5.0, 3600.0), "seconds between polls";
    LAYOUT = page("layout", "column, row or rotate", Some("column")).one_of(&["column", "row", "rotate"]), "how widgets stand together; rotate shows one at a time";
    EVERY = page("every", "a number of seconds from 2 to 3600", Some("8")).within(2.0, 3600.0), "seconds per widget, for rotate";
    ALIGN = page("align", "start, center or end", Some("start")).one_of(&["start", "center", "end"]), "where widgets and their text stand";
    THEME = page("theme", "plate, clear, neon, paper, pixel or glass", Some("plate")).one_of(&["plate", "clear", "neon", "paper", "pixel", "glass"]), "the look";
    SCALE = page("scale", "a number from 0.25 to 8", Some("1")).within(0.25, 8.0), "the size of everything";
    FONT = page("font", "the name of one font family on this machine, without quotes", None), "the typeface";
    LOCALE = page("locale", "a language tag such as en-GB", None), "how numbers and times are written";
    CURRENCY = page("currency", "a currency's three letters, such as EUR", None), "the currency of amounts";
    MOTION = page("motion", "auto, on or off", Some("auto")).one_of(&["auto", "on", "off"]), "whether things move; auto asks the system";
    DEBUG = page("debug", "on or off", Some("off")).one_of(ON_OR_OFF), "a small panel with status and times";
}

table! {
    /// The options of widgets, in the order in which they are written.
    WIDGET, WIDGET_HELP:
    AS = of(WidgetKind::ALL, "as", "goal, label, counter, list or ticker", None).one_of(&["goal", "label", "counter", "list", "ticker"]), "the kind of widget";
    TITLE = of(WidgetKind::ALL, "title", "text", None), "what stands above it; empty hides it";
    TEMPLATE = of(WidgetKind::ALL, "template", "text with {fields}", None), "what it says";
    EMPTY = of(&[Label, List, Ticker], "empty", "text", Some("—")), "what stands there while there is nobody yet; empty hides the widget";
    TARGET = of(&[Goal], "target", "a number above 0, such as 2500 or 49.99", None).within(ABOVE_ZERO, f64::MAX), "the figure to reach";
    START = of(&[Goal], "start", "a number, such as 0 or 1200", Some("0")), "the figure at which the goal began";
    STEP = of(&[Goal], "step", "a number above 0, such as 500", None).within(ABOVE_ZERO, f64::MAX), "by how much the target rises when it is reached";
    ENDS = of(&[Goal], "ends", "a date such as 2026-12-24 or 2026-12-24T20:00", None), "when the goal ends; shows the time left";
    DIRECTION = of(&[Goal], "direction", "right, left, up or down", Some("right")).one_of(&["right", "left", "up", "down"]), "where the bar grows";
    DECIMALS = of(WidgetKind::ALL, "decimals", "0, 1, 2, 3 or 4", None).one_of(&["0", "1", "2", "3", "4"]), "digits behind the point";
    LIMIT = of(&[List, Ticker], "limit", "a whole number from 1 to 25", Some("5")).within(1.0, 25.0), "how many events";
    ONLY = of(&[List, Ticker], "only", "types of event with commas between, such as tip,cheer", None), "which events, for widget=recent";
    LEAST = of(&[List, Ticker], "least", "a number, such as 5", None), "the least amount that is listed";
    SPEED = of(&[Ticker], "speed", "a number of pixels a second from 10 to 400", Some("60")).within(10.0, 400.0), "how fast it runs";
    ACCENT = of(WidgetKind::ALL, "accent", "a colour as 3, 6 or 8 hex digits without #", None), "the colour of bars and names";
    TEXT = of(WidgetKind::ALL, "text", "a colour as 3, 6 or 8 hex digits without #", None), "the colour of text";
    TRACK = of(WidgetKind::ALL, "track", "a colour as 3, 6 or 8 hex digits without #", None), "the colour of the empty bar";
    BACK = of(WidgetKind::ALL, "back", "a colour as 3, 6 or 8 hex digits without #", None), "the colour behind the widget";
}

impl OptionSpec {
    /// The row of an option.
    pub fn find(name: &str) -> Option<&'static OptionSpec> {
        PAGE.iter()
            .chain(WIDGET)
            .find(|spec| spec.name == name)
            .copied()
    }

    /// The names of every option, and the word that begins a widget.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ["widget", "page"]
            .into_iter()
            .chain(PAGE.iter().chain(WIDGET).map(|spec| spec.name))
    }

    /// What it does, in one line.
    pub fn help(&self) -> &'static str {
        let mut rows = PAGE_HELP.iter().chain(WIDGET_HELP);
        let found = rows.find(|(spec, _)| *spec == self);
        found.map_or("", |(_, does)| does)
    }

    /// Whether it belongs to the page and not to a widget.
    pub fn is_page_option(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The kinds that it serves, as words.
    pub fn only_for(&self) -> &'static str {
        match self.kinds {
            [Goal] => "goals",
            [Ticker] => "tickers",
            [List, Ticker] => "lists and tickers",
            _ => "labels, lists and tickers",
        }
    }

    /// The problem of a value that this option does not take.
    pub fn invalid_value(&self, found: &str) -> Problem {
        Problem::Value {
            name: self.name,
            found: redact(self.name, found),
            expected: self.expected,
            nearest: closest_word(found, self.choices.iter().copied()),
        }
    }
}

impl PartialEq for OptionSpec {
    fn eq(&self, other: &OptionSpec) -> bool {
        self.name == other.name
    }
}
