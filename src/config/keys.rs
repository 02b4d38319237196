//! The keys that an address may name, as far as anybody knows.

use crate::options::problem::{Problem, shown};
use crate::options::suggest::closest;
use crate::session::Session;
use crate::session::catalogue::{RECENT, ROWS};

/// The words that may stand behind `widget=`, as far as they are known.
pub(super) fn known_keys<'a>() -> impl Iterator<Item = &'a str> {
    std::iter::once(RECENT.key).chain(ROWS.iter().map(|row| row.key))
}

/// The problem of a key that neither the catalogue nor this session has.
pub(super) fn unknown_key(found: &str, session: &Session) -> Problem {
    let known = known_keys();
    let theirs = session.entries().map(|(key, _)| key.as_str());
    Problem::UnknownKey {
        found: shown("widget", found),
        nearest: closest(found, known.chain(theirs))
            .unwrap_or("tip-goal")
            .to_owned(),
    }
}
