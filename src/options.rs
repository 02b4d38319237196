//! The options of an address, as one table: a row has everything that is known about an
//! option.
//!
//! The parser, the suggestions, the configurator's form and the README's tables are made
//! from it. To add an option, add a row to [`PAGE`] or [`WIDGET`], and a field to the
//! settings type that uses it.

mod control;
pub mod event_types;
mod figure_options;
pub mod full;
pub mod kind;
mod milestones;
mod page_options;
pub mod problem;
pub mod reader;
pub mod suggest;
pub mod template;
mod terms;
pub mod text_values;
pub mod values;
mod widget_options;

pub use control::{Control, Group};
pub use figure_options::*;
pub use page_options::*;
pub use widget_options::*;

use crate::session::catalogue;
use kind::WidgetKind::{self, Alert, Counter, Credits, Goal, List, Ticker, Timer};
use problem::{Problem, redact};
use suggest::closest_word;

/// A row of the table. Rows are equal if their names are.
#[derive(Debug)]
pub struct OptionSpec {
    /// Its name in an address.
    pub name: &'static str,
    /// Its label in the form.
    pub label: &'static str,
    /// Its group in the form.
    pub group: Group,
    /// Its control in the form.
    pub control: Control,
    /// The values that it takes, for problems and the README.
    pub expected: &'static str,
    /// The values that it takes, if they are a few words; else empty.
    pub choices: &'static [&'static str],
    /// The smallest and the largest number that it takes.
    pub range: (f64, f64),
    /// The value that it has if it is absent. `None` if that depends on the widget, or if
    /// the option is required.
    pub default: Option<&'static str>,
    /// The kinds of widget that have it; empty for a page option.
    pub kinds: &'static [WidgetKind],
    /// What it does, without a full stop.
    pub help: &'static str,
}

/// A row of a text option of the page, which other rows extend.
const ROW: OptionSpec = OptionSpec {
    name: "",
    label: "",
    group: Group::Advanced,
    control: Control::Text,
    expected: "",
    choices: &[],
    range: (f64::NEG_INFINITY, f64::INFINITY),
    default: None,
    kinds: &[],
    help: "",
};

impl OptionSpec {
    /// The row of an option.
    pub fn find(name: &str) -> Option<&'static OptionSpec> {
        let mut rows = PAGE.iter().chain(WIDGET);
        rows.find(|spec| spec.name == name).copied()
    }

    /// The names of all options, and `widget` and `page`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ["widget", "page"]
            .into_iter()
            .chain(PAGE.iter().chain(WIDGET).map(|spec| spec.name))
    }

    /// Whether it is an option of the page and not of a widget.
    pub fn is_page_option(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Whether a widget of this key and kind has it. Without a kind, which only the
    /// session knows, every option is possible.
    pub fn applies_to(&self, key: &str, kind: Option<WidgetKind>) -> bool {
        if self == &ONLY {
            return catalogue::is_mixed(key);
        }
        if self == &SPAN {
            return catalogue::is_leaderboard(key);
        }
        kind.is_none_or(|kind| self.kinds.contains(&kind))
    }

    /// The widgets that have it, in the plural.
    pub fn only_for(&self) -> &'static str {
        match self.kinds {
            _ if self == &ONLY => "widget=recent, alerts and credits",
            _ if self == &SPAN => "leaderboards",
            [Goal] => "goals",
            [Goal, Counter] => "goals and counters",
            [Ticker] => "tickers",
            [Timer] => "timers",
            [Alert] => "alerts",
            [Credits] => "credits",
            [Ticker, Credits] => "tickers and credits",
            [List, Ticker, Alert, Credits] => "lists, tickers, alerts and credits",
            [List, Ticker] => "lists and tickers",
            kinds if self == &DECIMALS && !kinds.is_empty() => "widgets with figures",
            _ => "labels, lists and tickers",
        }
    }

    /// The problem if it is required and absent.
    pub fn missing(&self) -> Problem {
        Problem::Missing {
            name: self.name,
            expected: self.expected,
        }
    }

    /// The problem of a value that it does not take.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_applies_by_kind_and_key() {
        for (spec, key, kind, expected) in [
            (&TARGET, "tip-goal", Some(Goal), true),
            (&TARGET, "tip-goal", Some(WidgetKind::Counter), false),
            (&ONLY, "recent", Some(Ticker), true),
            (&ONLY, "tip-top", Some(List), false),
            (&SPAN, "tip-top", Some(List), true),
            (&SPAN, "tip-recent", Some(List), false),
            (&DECIMALS, "timer", Some(Timer), false),
            (&ONLY, "tip-recent", Some(Ticker), false),
            (&ONLY, "theirs", None, false),
            (&SPEED, "theirs", None, true),
        ] {
            assert_eq!(spec.applies_to(key, kind), expected, "{} {key}", spec.name);
        }
    }
}
