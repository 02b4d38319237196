//! The session document: what `StreamElements` last told us.
//!
//! Knows nothing of JSON, widgets, addresses or the network.

pub mod catalogue;
pub mod decode;
pub mod demo;
mod demo_data;
pub mod json;
mod sanitize;
pub mod timestamp;

use std::sync::Arc;
use timestamp::Timestamp;

/// The name of one entry of a session's data, such as `tip-goal`. The list is
/// the service's and grows, so any text may be a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub String);

impl Key {
    /// The text of the key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Key(text.to_owned())
    }
}

/// The shape that an entry has, whatever its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One number.
    Figure,
    /// Somebody who did something.
    Event,
    /// A list of events.
    Recent,
}

impl Shape {
    /// An entry of this shape as the API writes it after a reset: zero, no event
    /// or no events.
    pub fn empty_entry(self) -> Entry {
        match self {
            Shape::Figure => Entry::Figure(0.0),
            Shape::Event => Entry::Event(None),
            Shape::Recent => Entry::Recent(Vec::new()),
        }
    }
}

/// One entry of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Finite, and without unit or currency, for the session names none.
    Figure(f64),
    /// `None` is nobody yet.
    Event(Option<Event>),
    /// Newest first; undated events last, in the order given.
    Recent(Vec<Event>),
}

impl Entry {
    /// The shape of this entry.
    pub fn shape(&self) -> Shape {
        match self {
            Entry::Figure(_) => Shape::Figure,
            Entry::Event(_) => Shape::Event,
            Entry::Recent(_) => Shape::Recent,
        }
    }
}

/// Somebody who followed, tipped, cheered and so on.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What was done, as the key's first part says it: `tip`, `follower`.
    pub event_type: String,
    /// Never empty.
    pub name: String,
    /// In the source's unit: money, bits, months. Absent where there is none
    /// or it is zero, which the API writes for "not known".
    pub amount: Option<f64>,
    /// Empty where there is none.
    pub message: String,
    /// `1000`, `2000`, `3000`, `prime`, `1`; empty where there is none.
    pub tier: String,
    /// Who gave, where `name` is who received; empty where nobody gave.
    pub sender: String,
    /// When it happened, where the list says so.
    pub created: Option<Timestamp>,
    /// The service's own name of this event; empty where there is none.
    pub id: String,
}

/// A session: its entries. Those that stay as they are from poll to poll are
/// shared by the sessions that have them.
#[derive(Clone, Debug, Default)]
pub struct Session {
    entries: Vec<Arc<(Key, Entry)>>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Session) -> bool {
        let mut pairs = self.entries.iter().zip(&other.entries);
        self.entries.len() == other.entries.len()
            && pairs.all(|(own, theirs)| Arc::ptr_eq(own, theirs) || own == theirs)
    }
}

impl Session {
    /// A session of these entries. Of two with one key the later counts.
    pub fn new(entries: Vec<(Key, Entry)>) -> Session {
        let mut kept: Vec<Arc<(Key, Entry)>> = Vec::new();
        for entry in entries {
            kept.retain(|known| known.0 != entry.0);
            kept.push(Arc::new(entry));
        }
        Session { entries: kept }
    }

    /// A session of entries that each have a key of their own, and that other
    /// sessions may have too.
    pub fn from_distinct(entries: impl Iterator<Item = Arc<(Key, Entry)>>) -> Session {
        Session {
            entries: entries.collect(),
        }
    }

    /// The entry under this key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        // A hundred keys are searched faster than they are sorted, and a page
        // asks for a few.
        let found = self.entries.iter().find(|entry| entry.0.0 == key);
        found.map(|entry| &entry.1)
    }

    /// The entries of this session and of the one that follows it that are not in
    /// both, as they are.
    pub fn changed_entries(&self, now: &Session) -> Vec<Arc<(Key, Entry)>> {
        // From poll to poll they nearly always stand in the same places.
        let differ = |(at, entry): (usize, &Arc<(Key, Entry)>), other: &Session| {
            let placed = other.entries.get(at).filter(|other| other.0 == entry.0);
            let other = placed.or_else(|| other.entries.iter().find(|other| other.0 == entry.0));
            let is_same = other.is_some_and(|other| Arc::ptr_eq(entry, other) || entry == other);
            (!is_same).then(|| entry.clone())
        };
        let gone = self.entries.iter().enumerate();
        let come = now.entries.iter().enumerate();
        gone.filter_map(|at| differ(at, now))
            .chain(come.filter_map(|at| differ(at, self)))
            .collect()
    }

    /// Every entry, in the order of the document.
    pub fn entries(&self) -> impl Iterator<Item = (&Key, &Entry)> {
        self.entries.iter().map(|entry| (&entry.0, &entry.1))
    }
}

/// Adds an event where it belongs: newest first, undated ones last, and of equals
/// the one that was there first. In the order of the API that is at the end,
/// and where it is not the lists are short; a general sort would be three times
/// the code.
pub fn insert_newest_first(event: Event, events: &mut Vec<Event>) {
    let when = |event: &Event| event.created.map_or(f64::NEG_INFINITY, |moment| moment.0);
    let at = events.partition_point(|earlier| when(earlier) >= when(&event));
    events.insert(at, event);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_told_as_it_was_and_as_it_is() {
        let session = |text: &str| {
            let figure = |letter: char| {
                let key = Key(letter.to_ascii_lowercase().to_string());
                let figure = if letter.is_uppercase() { 1.0 } else { 0.0 };
                (key, Entry::Figure(figure))
            };
            Session::new(text.chars().map(figure).collect())
        };
        for (before, now, expected) in [
            ("abc", "abc", ""),
            ("abc", "cab", ""),
            ("abc", "aBc", "bB"),
            ("abc", "ac", "b"),
            ("bc", "abC", "caC"),
            ("", "a", "a"),
        ] {
            let changed = session(before).changed_entries(&session(now));
            let letters = changed.iter().map(|entry| match entry.1 {
                Entry::Figure(1.0) => entry.0.as_str().to_ascii_uppercase(),
                _ => entry.0.as_str().to_owned(),
            });
            assert_eq!(letters.collect::<String>(), expected, "{before} to {now}");
        }
    }

    #[test]
    fn of_two_entries_with_one_key_the_later_counts() {
        let session = Session::new(vec![
            (Key::from("tip-goal"), Entry::Figure(1.0)),
            (Key::from("a"), Entry::Figure(3.0)),
            (Key::from("tip-goal"), Entry::Figure(2.0)),
        ]);
        assert_eq!(session.get("tip-goal"), Some(&Entry::Figure(2.0)));
        assert_eq!(session.entries().count(), 2);
        assert_eq!(session.get("tip"), None);
    }
}
