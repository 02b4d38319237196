//! The place of one widget: a widget, a problem, or a key that only the session
//! can tell the shape of.

use crate::options;
use crate::options::kind::{WidgetKind, shape_of};
use crate::options::problem::{Problem, shown};
use crate::options::reader::{OptionReader, RawOption};
use crate::options::suggest::{closest, closest_word, misspelt};
use crate::options::values::EventTypes;
use crate::session::catalogue::{self, RECENT, ROWS};
use crate::session::{Key, Session, Shape};
use crate::widget::{DataSource, Widget};

/// What stands in the place of one `widget` in the address.
#[allow(clippy::large_enum_variant)] // nearly all of them are widgets
#[derive(Clone, Debug, PartialEq)]
pub enum WidgetSlot {
    /// A widget that can be drawn.
    Widget(Widget),
    /// A key outside the catalogue, whose kind only the session can tell.
    Unresolved(Unresolved),
    /// A widget with problems; never without one.
    Invalid {
        /// What stood behind `widget=`, as it may be repeated.
        name: String,
        /// All of them.
        problems: Vec<Problem>,
    },
}

/// A widget whose kind is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unresolved {
    key: Key,
    given: Vec<RawOption>,
}

impl WidgetSlot {
    /// What stood behind `widget=`, as it may be repeated.
    pub fn key(&self) -> &str {
        match self {
            WidgetSlot::Widget(widget) => widget.base().data_source.name(),
            WidgetSlot::Unresolved(open) => open.key.as_str(),
            WidgetSlot::Invalid { name, .. } => name,
        }
    }

    /// Whether only the session can tell what this is: its key is not in the
    /// catalogue.
    pub fn awaits_session(&self) -> bool {
        match self {
            WidgetSlot::Widget(widget) => match &widget.base().data_source {
                DataSource::Entry(key) => catalogue::find(key.as_str()).is_none(),
                DataSource::MergedRecent(_) => false,
            },
            WidgetSlot::Unresolved(_) => true,
            WidgetSlot::Invalid { .. } => false,
        }
    }

    /// What this is, now that the session has told which keys there are and
    /// what shapes they have; never open.
    #[must_use]
    pub fn settle(&self, session: &Session) -> WidgetSlot {
        let problem = match self {
            WidgetSlot::Widget(widget) if self.awaits_session() => trouble(widget, session),
            WidgetSlot::Widget(_) | WidgetSlot::Invalid { .. } => None,
            WidgetSlot::Unresolved(Unresolved { key, given }) => {
                if let Some(entry) = session.get(key.as_str()) {
                    let (shape, data_source) = (entry.shape(), DataSource::Entry(key.clone()));
                    let usual = WidgetKind::default_for(key.as_str(), shape);
                    return read_widget(data_source, shape, usual, given).with_misspelt_key();
                }
                Some(unknown_key(key.as_str(), session))
            }
        };
        let Some(problem) = problem else {
            return self.clone();
        };
        let invalid = WidgetSlot::Invalid {
            name: self.key().to_owned(),
            problems: vec![problem],
        };
        invalid.with_misspelt_key()
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
            found: shown("widget", &name),
            nearest: nearest.to_owned(),
        });
        WidgetSlot::Invalid {
            name,
            problems: vec![problem],
        }
    }
}

/// One `widget` of the address and the options that reach it.
pub(super) struct WidgetQuery {
    pub(super) name: String,
    /// Its own, and the defaults that stand before the first widget.
    pub(super) given: Vec<RawOption>,
    pub(super) problems: Vec<Problem>,
}

impl WidgetQuery {
    pub(super) fn read(self) -> WidgetSlot {
        let slot = self.read_options();
        if self.problems.is_empty() {
            return slot.with_misspelt_key();
        }
        let name = self.shown_name();
        let mut problems = self.problems;
        if let WidgetSlot::Invalid { problems: own, .. } = slot {
            problems.extend(own);
        }
        WidgetSlot::Invalid { name, problems }.with_misspelt_key()
    }

    /// The key as it may be repeated.
    fn shown_name(&self) -> String {
        match catalogue::find(&self.name) {
            Some(row) => row.key.to_owned(),
            None => shown("widget", &self.name),
        }
    }

    fn read_options(&self) -> WidgetSlot {
        let name = self.name.as_str();
        // No key that is not known is as long as a credential may be.
        let could_be_a_key = catalogue::find(name).is_some()
            || (1..=40).contains(&name.len())
                && name.bytes().all(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')
                });
        let key = || DataSource::Entry(Key::from(name));
        let (data_source, shape) = if name == RECENT.key {
            (
                DataSource::MergedRecent(EventTypes::default()),
                Shape::Recent,
            )
        } else if !could_be_a_key {
            let problem = Problem::Value {
                name: "widget",
                found: shown("widget", name),
                expected: "a session key such as tip-goal, or recent",
                nearest: closest_word(name, known_keys()),
            };
            return WidgetSlot::Invalid {
                name: self.shown_name(),
                problems: vec![problem],
            };
        } else if let Some(shape) = shape_of(name) {
            (key(), shape)
        } else {
            return self.read_unknown();
        };
        let usual = WidgetKind::default_for(name, shape);
        read_widget(data_source, shape, usual, &self.given)
    }

    /// A key of unknown shape: as the kind that was asked for, or open.
    fn read_unknown(&self) -> WidgetSlot {
        let key = Key::from(self.name.as_str());
        let mut from = OptionReader::new(&self.given);
        let is_default = from
            .given(&options::AS)
            .is_some_and(|given| given.is_default);
        match from.take::<Option<WidgetKind>>(&options::AS) {
            Some(Some(kind)) if !is_default => {
                read_widget(DataSource::Entry(key), kind.shape(), kind, &self.given)
            }
            Some(_) => self.read_open(key),
            None => WidgetSlot::Invalid {
                name: self.name.clone(),
                problems: from.problems,
            },
        }
    }
}

impl WidgetQuery {
    /// A key that only the session can tell the shape of; broken at once where
    /// its options fit no shape that it could have.
    fn read_open(&self, key: Key) -> WidgetSlot {
        let shapes = [Shape::Recent, Shape::Event, Shape::Figure];
        let readings = shapes.map(|shape| {
            let usual = WidgetKind::default_for(key.as_str(), shape);
            read_widget(DataSource::Entry(key.clone()), shape, usual, &self.given)
        });
        let problems = |slot: &WidgetSlot| match slot {
            WidgetSlot::Invalid { problems, .. } => problems.len(),
            WidgetSlot::Widget(_) | WidgetSlot::Unresolved(_) => 0,
        };
        match readings.into_iter().min_by_key(problems) {
            Some(broken @ WidgetSlot::Invalid { .. }) => broken,
            Some(WidgetSlot::Widget(_) | WidgetSlot::Unresolved(_)) | None => {
                WidgetSlot::Unresolved(Unresolved {
                    key,
                    given: self.given.clone(),
                })
            }
        }
    }
}

/// Reads a widget whose shape is known, with the kind that is usual for it.
fn read_widget(
    data_source: DataSource,
    shape: Shape,
    usual: WidgetKind,
    given: &[RawOption],
) -> WidgetSlot {
    let name = data_source.name().to_owned();
    let mut from = OptionReader::new(given);
    let kind = match from.take::<Option<WidgetKind>>(&options::AS) {
        Some(Some(kind)) if kind.shape() == shape => kind,
        Some(Some(kind)) => {
            if from
                .given(&options::AS)
                .is_some_and(|given| !given.is_default)
            {
                from.problems.push(Problem::KindMismatch {
                    key: name.clone(),
                    kind: kind.name(),
                    fits: WidgetKind::names_for(shape),
                });
            }
            usual
        }
        Some(None) | None => usual,
    };
    // Where the kind is in doubt, nothing can be said to misfit it.
    let kind_is_clear = from.problems.is_empty();
    let is_merged = matches!(data_source, DataSource::MergedRecent(_));
    let fits = |given: &RawOption| {
        given.spec.kinds.contains(&kind) && (is_merged || given.spec != &options::ONLY)
    };
    for unsupported_field in given
        .iter()
        .filter(|given| kind_is_clear && !given.is_default && !fits(given))
    {
        let only_for = if unsupported_field.spec == &options::ONLY {
            "widget=recent"
        } else {
            unsupported_field.spec.only_for()
        };
        from.problems.push(Problem::NotApplicable {
            name: unsupported_field.spec.name,
            only_for,
            kind: kind.name(),
        });
    }
    let data_source = match data_source {
        DataSource::MergedRecent(_) => from.take(&options::ONLY).map(DataSource::MergedRecent),
        DataSource::Entry(_) => Some(data_source),
    };
    // With a subject that cannot be read the rest is read all the same, for
    // its problems.
    let readable = data_source.is_some();
    let data_source = data_source.unwrap_or(DataSource::MergedRecent(EventTypes::default()));
    match Widget::read(data_source, kind, &mut from) {
        Some(widget) if readable && from.problems.is_empty() => WidgetSlot::Widget(widget),
        _ => WidgetSlot::Invalid {
            name,
            problems: from.problems,
        },
    }
}

/// What is wrong with a widget, now that the session is known: a key that
/// nobody knows, or one whose entry turned out to have another shape.
fn trouble(widget: &Widget, session: &Session) -> Option<Problem> {
    let key = widget.base().data_source.name();
    match session.get(key) {
        None => Some(unknown_key(key, session)),
        Some(entry) if entry.shape() == widget.kind().shape() => None,
        Some(entry) => Some(Problem::KindMismatch {
            key: key.to_owned(),
            kind: widget.kind().name(),
            fits: WidgetKind::names_for(entry.shape()),
        }),
    }
}

/// The words that may stand behind `widget=`, as far as they are known.
fn known_keys<'a>() -> impl Iterator<Item = &'a str> {
    std::iter::once(RECENT.key).chain(ROWS.iter().map(|row| row.key))
}

/// The problem of a key that neither the catalogue nor this session has.
fn unknown_key(found: &str, session: &Session) -> Problem {
    let known = known_keys();
    let theirs = session.entries().map(|(key, _)| key.as_str());
    Problem::UnknownKey {
        found: shown("widget", found),
        nearest: closest(found, known.chain(theirs))
            .unwrap_or("tip-goal")
            .to_owned(),
    }
}
