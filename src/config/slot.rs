//! The slot of one widget: the widget, its problems, or a key whose shape only the
//! session knows.

mod check;

use super::grouped_query::WidgetQuery;
use crate::options;
use crate::options::full::Full;
use crate::options::kind::{WidgetKind, shape_of};
use crate::options::problem::{Problem, redact};
use crate::options::reader::{OptionReader, RawOption};
use crate::options::suggest::{closest_word, misspelt};
use crate::options::values::{EventTypes, Terms};
use crate::session::catalogue;
use crate::session::leaderboard::TopList;
use crate::session::{Key, Session, Shape};
use crate::widget::{DataSource, Widget};
use check::{check_entry, unknown_key};

/// The slot of one `widget` of the address.
#[allow(clippy::large_enum_variant)] // nearly all slots are widgets
#[derive(Clone, Debug, PartialEq)]
pub enum WidgetSlot {
    /// A widget without problems.
    Widget(Widget),
    /// A key outside the catalogue. The session decides its kind.
    Unresolved(Unresolved),
    /// A widget with at least one problem.
    Invalid {
        /// The value of `widget`, redacted.
        name: String,
        /// All its problems.
        problems: Vec<Problem>,
    },
}

/// A widget whose kind is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unresolved {
    key: Key,
    options: Vec<RawOption>,
}

impl WidgetSlot {
    /// The value of `widget`, redacted.
    fn key(&self) -> &str {
        match self {
            WidgetSlot::Widget(widget) => widget.base().data_source.name(),
            WidgetSlot::Unresolved(unresolved) => unresolved.key.as_str(),
            WidgetSlot::Invalid { name, .. } => name,
        }
    }

    /// Its problems; empty if it is not invalid.
    pub fn into_problems(self) -> Vec<Problem> {
        match self {
            WidgetSlot::Invalid { problems, .. } => problems,
            WidgetSlot::Widget(_) | WidgetSlot::Unresolved(_) => Vec::new(),
        }
    }

    /// Whether [`WidgetSlot::resolve`] may change it: its key is not in the catalogue.
    pub fn needs_session(&self) -> bool {
        match self {
            WidgetSlot::Widget(widget) => {
                let mut keys = widget.base().data_source.keys();
                keys.any(|key| catalogue::find(key.as_str()).is_none())
            }
            WidgetSlot::Unresolved(_) => true,
            WidgetSlot::Invalid { .. } => false,
        }
    }

    /// The slot, checked against the keys and shapes of a session; never unresolved.
    #[must_use]
    pub fn resolve(&self, session: &Session) -> WidgetSlot {
        let problem = match self {
            WidgetSlot::Widget(widget) if self.needs_session() => check_entry(widget, session),
            WidgetSlot::Widget(_) | WidgetSlot::Invalid { .. } => None,
            WidgetSlot::Unresolved(Unresolved { key, options }) => {
                if let Some(entry) = session.get(key.as_str()) {
                    let data_source = DataSource::Entry(key.clone());
                    return parse_widget(data_source, entry.shape(), options).with_misspelt_key();
                }
                Some(unknown_key(key.as_str(), session, known_keys()))
            }
        };
        let Some(problem) = problem else {
            return self.clone();
        };
        invalid(self.key(), vec![problem]).with_misspelt_key()
    }

    /// If the key looks like a misspelt key of the catalogue, any problem may come
    /// from that alone, so the key becomes the only problem.
    fn with_misspelt_key(self) -> WidgetSlot {
        let WidgetSlot::Invalid { name, problems } = self else {
            return self;
        };
        let is_known = known_keys().any(|key| key == name);
        let nearest = misspelt(&name, known_keys()).filter(|_| !is_known);
        let Some(nearest) = nearest else {
            return WidgetSlot::Invalid { name, problems };
        };
        let is_about_key = |problem: &Problem| {
            matches!(
                problem,
                Problem::UnknownKey { .. } | Problem::Value { name: "widget", .. }
            )
        };
        let problem = problems.into_iter().find(is_about_key);
        let problem = problem.unwrap_or_else(|| Problem::UnknownKey {
            found: redact("widget", &name),
            nearest: nearest.to_owned(),
        });
        invalid(&name, vec![problem])
    }
}

fn invalid(name: &str, problems: Vec<Problem>) -> WidgetSlot {
    WidgetSlot::Invalid {
        name: name.to_owned(),
        problems,
    }
}

impl WidgetQuery {
    /// Parses a widget. Its slot is unresolved if only the session knows its shape.
    pub(super) fn parse(self) -> WidgetSlot {
        let slot = self.parse_options();
        if self.problems.is_empty() {
            return slot.with_misspelt_key();
        }
        let name = match catalogue::find(&self.key) {
            Some(row) => row.key.to_owned(),
            None => redact("widget", &self.key),
        };
        let mut problems = self.problems;
        problems.extend(slot.into_problems());
        invalid(&name, problems).with_misspelt_key()
    }

    fn parse_options(&self) -> WidgetSlot {
        let key = self.key.as_str();
        if let Some(data_source) = DataSource::of_widget(key) {
            return match shape_of(key) {
                Some(shape) => parse_widget(data_source, shape, &self.options),
                None => self.parse_unknown_key(Key::from(key)),
            };
        }
        if !catalogue::is_key_like(key) {
            let found = redact("widget", key);
            let problem = Problem::Value {
                name: "widget",
                found: found.clone(),
                expected: "a session key such as tip-goal, or recent",
                nearest: closest_word(key, known_keys()),
            };
            return invalid(&found, vec![problem]);
        }
        match shape_of(key) {
            Some(shape) => parse_widget(DataSource::Entry(Key::from(key)), shape, &self.options),
            None => self.parse_unknown_key(Key::from(key)),
        }
    }

    /// A key of unknown shape: drawn as the kind that it is given, or else unresolved.
    fn parse_unknown_key(&self, key: Key) -> WidgetSlot {
        let mut from = OptionReader::new(&self.options);
        match from.parse::<Option<WidgetKind>>(&options::AS) {
            Some(Some(kind)) if from.is_own(&options::AS) => {
                parse_widget(DataSource::Entry(key), kind.shape(), &self.options)
            }
            Some(_) => self.parse_unresolved(key),
            None => invalid(&self.key, from.problems),
        }
    }

    /// An unresolved slot, unless the options fit none of the shapes that the key may
    /// have.
    fn parse_unresolved(&self, key: Key) -> WidgetSlot {
        let shapes = [Shape::Recent, Shape::Event, Shape::Figure];
        let slots = shapes
            .map(|shape| parse_widget(DataSource::Entry(key.clone()), shape, &self.options))
            .into_iter();
        let problem_count = |slot: &WidgetSlot| match slot {
            WidgetSlot::Invalid { problems, .. } => problems.len(),
            WidgetSlot::Widget(_) | WidgetSlot::Unresolved(_) => 0,
        };
        match slots.min_by_key(problem_count) {
            Some(slot @ WidgetSlot::Invalid { .. }) => slot,
            Some(WidgetSlot::Widget(_) | WidgetSlot::Unresolved(_)) | None => {
                WidgetSlot::Unresolved(Unresolved {
                    key,
                    options: self.options.clone(),
                })
            }
        }
    }
}

/// Parses a widget whose entry has this shape.
fn parse_widget(data_source: DataSource, shape: Shape, options: &[RawOption]) -> WidgetSlot {
    let name = data_source.name().to_owned();
    let mut from = OptionReader::new(options);
    let kind = parse_kind(&name, shape, &mut from);
    // With an invalid kind no option can be said not to fit it.
    if from.problems.is_empty() {
        check_kind(kind, &name, options, &mut from.problems);
    }
    let is_figure = matches!(kind, WidgetKind::Goal | WidgetKind::Counter);
    let data_source = match (data_source, Full::get()) {
        (DataSource::Entry(key), Some(_)) if is_figure => {
            let plus = from.parse::<Terms>(&options::PLUS);
            plus.map(|plus| DataSource::with_plus(key, plus))
        }
        (DataSource::MergedRecent(_), _) => {
            from.parse(&options::ONLY).map(DataSource::MergedRecent)
        }
        (DataSource::Leaderboard(TopList { of, .. }), _) => {
            let span = from.parse(&options::SPAN);
            span.map(|span| DataSource::Leaderboard(TopList { of, span }))
        }
        (DataSource::Alerts(_), Some(_)) => from.parse(&options::ONLY).map(DataSource::Alerts),
        (DataSource::Credits(_), Some(_)) => from.parse(&options::ONLY).map(DataSource::Credits),
        (DataSource::Timer(_), Some(_)) => from.parse(&options::ADD).map(DataSource::Timer),
        (
            data_source @ (DataSource::Entry(_)
            | DataSource::Sum(..)
            | DataSource::Alerts(_)
            | DataSource::Credits(_)
            | DataSource::Timer(_)),
            _,
        ) => Some(data_source),
    };
    // With an invalid data_source the other options are parsed for their problems.
    let has_subject = data_source.is_some();
    let data_source = data_source.unwrap_or(DataSource::MergedRecent(EventTypes::default()));
    match Widget::parse(data_source, kind, &mut from) {
        Some(widget) if has_subject && from.problems.is_empty() => WidgetSlot::Widget(widget),
        _ => invalid(&name, from.problems),
    }
}

/// The kind of a widget. A default `as` that cannot draw the shape is ignored.
fn parse_kind(key: &str, shape: Shape, from: &mut OptionReader) -> WidgetKind {
    let kind = from.parse::<Option<WidgetKind>>(&options::AS).flatten();
    match kind {
        Some(kind) if WidgetKind::all_for(key, shape).contains(&kind) => return kind,
        Some(kind) if from.is_own(&options::AS) => from.problems.push(Problem::KindMismatch {
            key: key.to_owned(),
            kind: kind.name(),
            fits: WidgetKind::names_for(key, shape),
        }),
        Some(_) | None => {}
    }
    WidgetKind::default_for(key, shape)
}

/// Adds a problem for each option that a widget of this kind does not have.
fn check_kind(kind: WidgetKind, key: &str, options: &[RawOption], problems: &mut Vec<Problem>) {
    for RawOption { spec, .. } in options.iter().filter(|option| !option.is_default) {
        if !spec.applies_to(key, Some(kind)) {
            problems.push(Problem::NotApplicable {
                name: spec.name,
                only_for: spec.only_for(),
                kind: kind.name(),
            });
        }
    }
}

/// The values that `widget` takes without a session.
fn known_keys<'a>() -> impl Iterator<Item = &'a str> {
    catalogue::widgets().map(|row| row.key)
}
