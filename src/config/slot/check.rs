//! The keys of a widget, checked against a session.

use super::known_keys;
use crate::options::kind::WidgetKind;
use crate::options::problem::{Problem, redact};
use crate::options::suggest::closest;
use crate::session::catalogue::{self, RECENT};
use crate::session::{Session, Shape};
use crate::widget::Widget;

/// The problem of a widget one of whose keys is not in the session, or has another shape
/// there.
pub(super) fn check_entry(widget: &Widget, session: &Session) -> Option<Problem> {
    let mut keys = widget.base().data_source.keys();
    keys.find_map(|key| check_key(key.as_str(), widget.kind(), session))
}

fn check_key(key: &str, kind: WidgetKind, session: &Session) -> Option<Problem> {
    match session.get(key) {
        None if catalogue::find(key).is_some() => None,
        None if kind.shape() == Shape::Figure => {
            let figures = catalogue::ROWS
                .iter()
                .filter(|row| row.shape == Shape::Figure);
            Some(unknown_key(key, session, figures.map(|row| row.key)))
        }
        None => Some(unknown_key(key, session, known_keys())),
        Some(entry) if entry.shape() == kind.shape() => None,
        Some(entry) => Some(Problem::KindMismatch {
            key: key.to_owned(),
            kind: kind.name(),
            fits: WidgetKind::names_for(key, entry.shape()),
        }),
    }
}

/// The problem of a key that is neither in the catalogue nor in this session. The nearest one
/// is of the `known` ones or of the session.
pub(super) fn unknown_key<'a>(
    found: &str,
    session: &'a Session,
    known: impl Iterator<Item = &'a str>,
) -> Problem {
    let own = session.entries().map(|(key, _)| key.as_str());
    let nearest = closest(found, known.chain(own));
    Problem::UnknownKey {
        found: redact("widget", found),
        nearest: nearest.unwrap_or(RECENT.key).to_owned(),
    }
}
