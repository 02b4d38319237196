//! The rows in which the form shows an option that is a list: figures with a number each,
//! and milestones.
//!
//! A row has the texts of its parts as they stand in the address, valid or not, so that an
//! edit of one part loses nothing of the others.

use crate::options::values::{Milestones, OptionValue, Terms};
use crate::options::{ADD, MILESTONES, OptionSpec, PLUS, TARGET};
use crate::session::Shape;
use crate::session::catalogue::{self, ROWS};

/// A figure with its number, or a milestone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The key of the figure, or the figure of the milestone.
    pub name: String,
    /// The factor, the seconds or the words; `None` without a separator before them.
    pub value: Option<String>,
    /// The figure from which `add` counts, if there is one.
    pub base: Option<String>,
}

/// Figures to begin with, because streamers know them.
const COMMON: [&str; 4] = [
    "tip-session",
    "subscriber-session",
    "cheer-session",
    "follower-session",
];

/// The first milestone.
const FIRST_MILESTONE: f64 = 100.0;

/// The seconds of a new figure.
const NEW_SECONDS: &str = "60";

/// The rows of an option's text; none for a blank one.
pub fn split(text: &str, spec: &OptionSpec) -> Vec<Row> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    if spec == &MILESTONES {
        // The last part may be empty, as for the parser.
        let without_last = text.trim_end().strip_suffix(';');
        let parts = without_last.unwrap_or(text).split(';');
        return parts.map(|part| row(part, part.split_once(':'))).collect();
    }
    let parts = text.split(',').map(|part| {
        let based = part.rsplit_once('@').filter(|_| spec == &ADD);
        let (part, base) = based.map_or((part, None), |(part, base)| (part, Some(base)));
        Row {
            base: base.map(str::to_owned),
            ..row(part, part.rsplit_once('*'))
        }
    });
    parts.collect()
}

fn row(part: &str, pair: Option<(&str, &str)>) -> Row {
    Row {
        name: pair.map_or(part, |(name, _)| name).to_owned(),
        value: pair.map(|(_, value)| value.to_owned()),
        base: None,
    }
}

/// The text that is split into these rows.
pub fn join(rows: &[Row], spec: &OptionSpec) -> String {
    let separator = if spec == &MILESTONES { ";" } else { "," };
    let parts: Vec<String> = rows.iter().map(|row| row.text(spec)).collect();
    parts.join(separator)
}

impl Row {
    /// Its part of the option's text.
    fn text(&self, spec: &OptionSpec) -> String {
        let Row { name, value, base } = self;
        let mut text = name.clone();
        let mut append = |separator: char, part: &str| {
            text.push(separator);
            text.push_str(part);
        };
        if spec == &MILESTONES {
            let words = value.as_deref().unwrap_or_default();
            // Without a colon an empty row would be no row.
            if !words.is_empty() || name.trim().is_empty() {
                append(':', words);
            }
            return text;
        }
        if let Some(value) = value {
            append('*', value);
        }
        if let Some(base) = base {
            append('@', base);
        }
        text
    }

    /// Whether the option takes it.
    pub fn is_valid(&self, spec: &OptionSpec) -> bool {
        let text = self.text(spec);
        if spec == &MILESTONES {
            Milestones::parse(&text, spec).is_some()
        } else {
            Terms::parse(&text, spec).is_some()
        }
    }

    /// The number or the words as the form shows them.
    pub fn shown_value(&self, spec: &OptionSpec) -> &str {
        let unset = if spec == &PLUS { "1" } else { "" };
        self.value.as_deref().unwrap_or(unset)
    }

    /// Sets the number or the words. A factor of 1 needs no text.
    pub fn set_value(&mut self, text: String, spec: &OptionSpec) {
        let is_default = spec == &PLUS && text == "1";
        self.value = (!is_default).then_some(text);
    }
}

/// A typed number without what would separate parts. A comma is taken for a decimal point.
pub fn clean_number(typed: &str) -> String {
    let allowed = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !"*@:;".contains(*letter));
    allowed.collect::<String>().replace(',', ".")
}

/// Typed words without what would end them.
pub fn clean_words(typed: &str) -> String {
    typed.replace(';', ",")
}

/// The figures of the catalogue.
pub fn figures() -> impl Iterator<Item = &'static catalogue::Row> {
    ROWS.iter().filter(|row| row.shape == Shape::Figure)
}

/// A figure to add: one that neither the widget draws nor a row has.
pub fn new_figure(rows: &[Row], widget_key: &str, spec: &OptionSpec) -> Row {
    let is_new = |key: &&str| *key != widget_key && rows.iter().all(|row| row.name.trim() != *key);
    let mut keys = COMMON.into_iter().chain(figures().map(|row| row.key));
    let [first, ..] = COMMON;
    Row {
        name: keys.find(is_new).unwrap_or(first).to_owned(),
        value: (spec == &ADD).then(|| NEW_SECONDS.to_owned()),
        base: None,
    }
}

/// The figure of a milestone to add: double the last one.
pub fn new_milestone(rows: &[Row]) -> f64 {
    let last = rows.last().and_then(|row| f64::parse(&row.name, &TARGET));
    let double = last.map(|last| last * 2.0);
    double
        .filter(|double| double.is_finite())
        .unwrap_or(FIRST_MILESTONE)
}

/// The text of `add` with this base for each figure, by its key; without bases where there
/// is none.
pub fn with_bases(text: &str, base_of: impl Fn(&str) -> Option<String>) -> String {
    let mut rows = split(text, &ADD);
    for row in &mut rows {
        row.base = base_of(row.name.trim());
    }
    join(&rows, &ADD)
}

#[cfg(test)]
mod tests;
