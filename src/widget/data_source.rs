//! What widgets draw.

use crate::options::values::{EventTypes, Term, Terms};
use crate::session::catalogue::{self, Unit};
use crate::session::leaderboard::{Leaderboard, Span, TopList, TopOf};
use crate::session::{Entry, Key, Session, Shape};

/// What a widget draws.
#[derive(Clone, Debug, PartialEq)]
pub enum DataSource {
    /// One entry.
    Entry(Key),
    /// A figure, and others that are added to it.
    Sum(Key, Terms),
    /// The `*-recent` lists of these event types, merged.
    MergedRecent(EventTypes),
    /// A leaderboard.
    Leaderboard(TopList),
    /// The time that these figures have added to a timer.
    Timer(Terms),
    /// New events of these types.
    Alerts(EventTypes),
    /// Everybody of these event types.
    Credits(EventTypes),
}

impl DataSource {
    /// What a value of `widget` draws by default; `None` if it cannot be one.
    pub fn of_widget(key: &str) -> Option<DataSource> {
        let board = |of| {
            DataSource::Leaderboard(TopList {
                of,
                span: Span::Session,
            })
        };
        Some(match key {
            _ if key == catalogue::RECENT.key => DataSource::MergedRecent(EventTypes::default()),
            _ if key == catalogue::TIP_TOP.key => board(TopOf::Tip),
            _ if key == catalogue::CHEER_TOP.key => board(TopOf::Cheer),
            _ if key == catalogue::TIMER.key => DataSource::Timer(Terms::default()),
            _ if key == catalogue::ALERTS.key => DataSource::Alerts(EventTypes::default()),
            _ if key == catalogue::CREDITS.key => DataSource::Credits(EventTypes::default()),
            _ if catalogue::is_key_like(key) => DataSource::Entry(Key::from(key)),
            _ => return None,
        })
    }

    /// A figure, and others that are added to it.
    pub fn with_plus(key: Key, plus: Terms) -> DataSource {
        if plus.0.is_empty() {
            DataSource::Entry(key)
        } else {
            DataSource::Sum(key, plus)
        }
    }

    /// Its name in the address and in the markup.
    pub fn name(&self) -> &str {
        match self {
            DataSource::Entry(key) | DataSource::Sum(key, _) => key.as_str(),
            DataSource::MergedRecent(_) => catalogue::RECENT.key,
            DataSource::Leaderboard(list) => list.key(),
            DataSource::Timer(_) => catalogue::TIMER.key,
            DataSource::Alerts(_) => catalogue::ALERTS.key,
            DataSource::Credits(_) => catalogue::CREDITS.key,
        }
    }

    /// The default title of a widget that draws it.
    pub fn title(&self) -> String {
        let title = catalogue::title(self.name());
        match self {
            DataSource::Leaderboard(list) => [&title, " ", list.span.in_words()].concat(),
            _ => title,
        }
    }

    /// The keys of the session that it names.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        let (key, terms) = match self {
            DataSource::Entry(key) => (Some(key), None),
            DataSource::Sum(key, terms) => (Some(key), Some(terms)),
            DataSource::Timer(terms) => (None, Some(terms)),
            _ => (None, None),
        };
        let terms = terms.into_iter().flat_map(|terms| &terms.0);
        key.into_iter().chain(terms.map(|term| &term.key))
    }

    /// What a widget with this source is drawn from.
    pub fn select(&self, session: &Session) -> Session {
        let mut selected = session.filter(|key, entry| match self {
            DataSource::MergedRecent(_) | DataSource::Credits(_) => entry.shape() == Shape::Recent,
            DataSource::Alerts(_) => entry.shape() != Shape::Figure,
            _ => self.keys().any(|own| own == key),
        });
        if let DataSource::Leaderboard(list) = self {
            selected.leaderboards = session.leaderboards.only(*list);
        }
        selected
    }

    pub(super) fn unit(&self) -> Unit {
        catalogue::unit(self.name())
    }

    /// The entry that it draws; `None` for what is no entry.
    pub(super) fn entry<'a>(&self, session: Option<&'a Session>) -> Option<&'a Entry> {
        match self {
            DataSource::Entry(key) | DataSource::Sum(key, _) => session?.get(key.as_str()),
            _ => None,
        }
    }

    /// The leaderboard that it draws.
    pub(super) fn leaderboard<'a>(&self, session: Option<&'a Session>) -> Option<&'a Leaderboard> {
        match self {
            DataSource::Leaderboard(list) => session?.leaderboards.get(*list),
            _ => None,
        }
    }

    /// The figure that it draws; `None` if there is none yet.
    pub(super) fn figure(&self, session: Option<&Session>) -> Option<f64> {
        let figure = match self.entry(session) {
            Some(Entry::Figure(figure)) => Some(*figure),
            Some(Entry::Event(_) | Entry::Recent(_)) | None => None,
        };
        match (self, session) {
            (DataSource::Sum(_, terms), Some(session)) => sum(figure, terms, session),
            _ => figure,
        }
    }
}

/// A figure and those that are added to it, rounded so that cents are exact. `None` if all
/// are absent.
fn sum(figure: Option<f64>, Terms(terms): &Terms, session: &Session) -> Option<f64> {
    const MILLIONTHS: f64 = 1e6;
    let is_there = |term: &Term| session.get(term.key.as_str()).is_some();
    if figure.is_none() && !terms.iter().any(is_there) {
        return None;
    }
    let added = terms.iter().map(|term| term.factor * term.figure(session));
    let sum = figure.unwrap_or_default() + added.sum::<f64>();
    let rounded = (sum * MILLIONTHS).round() / MILLIONTHS;
    // Near the largest numbers there are no such decimals.
    Some(if rounded.is_finite() { rounded } else { sum })
}
