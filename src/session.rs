//! The session document: the figures and events of a channel, by key.
//!
//! [`decode`] reads it from the API's JSON. Nothing here knows widgets, addresses
//! or the network.

pub mod catalogue;
pub mod credits;
pub mod decode;
pub mod demo;
mod demo_data;
mod last_reset;
pub mod leaderboard;
mod received;
mod sanitize;
pub mod timestamp;

pub use last_reset::LastReset;
use leaderboard::Leaderboards;
pub use received::{News, Received};
use std::sync::Arc;
use timestamp::Timestamp;

/// The name of an entry, such as `tip-goal`. `StreamElements` adds keys, so any text
/// may be one.
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

/// The shape of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One number.
    Figure,
    /// One event.
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
    /// Finite. A session has neither units nor currencies.
    Figure(f64),
    /// `None` if there was no such event yet.
    Event(Option<Event>),
    /// Newest first; events without a time come last, in the order of the document.
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

/// A follow, a tip, a cheer and so on.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The first part of the key: `tip`, `follower`.
    pub event_type: String,
    /// The viewer. Never empty in an entry.
    pub name: String,
    /// Money, bits, viewers or months, depending on the event type. `None` for a
    /// zero, which the API writes for an unknown amount.
    pub amount: Option<f64>,
    /// May be empty.
    pub message: String,
    /// `1000`, `2000`, `3000`, `prime` or `1`; empty without a tier.
    pub tier: String,
    /// Who gave the gift that `name` received; empty if it was no gift.
    pub sender: String,
    /// The time of the event, if the document has it.
    pub created: Option<Timestamp>,
    /// The API's id of the event; may be empty.
    pub id: String,
}

impl Event {
    /// An event of which no more is known.
    pub fn of(event_type: &str, name: &str) -> Event {
        Event {
            event_type: event_type.to_owned(),
            name: name.to_owned(),
            amount: None,
            message: String::new(),
            tier: String::new(),
            sender: String::new(),
            created: None,
            id: String::new(),
        }
    }
}

/// The API sends about a hundred entries; more than this are ignored.
pub const MAX_ENTRIES: usize = 2_000;

/// The entries of a session. Sessions share the entries that stay the same from
/// poll to poll.
#[derive(Clone, Debug, Default)]
pub struct Session {
    entries: Vec<Arc<(Key, Entry)>>,
    /// When it was reset last.
    pub last_reset: LastReset,
    /// How the page has received it.
    pub received: Received,
    /// The leaderboards that were requested beside it.
    pub leaderboards: Leaderboards,
}

impl PartialEq for Session {
    fn eq(&self, other: &Session) -> bool {
        let mut pairs = self.entries.iter().zip(&other.entries);
        self.last_reset == other.last_reset
            && self.received == other.received
            && self.leaderboards == other.leaderboards
            && self.entries.len() == other.entries.len()
            && pairs.all(|(own, other)| Arc::ptr_eq(own, other) || own == other)
    }
}

impl Session {
    /// A session of these entries. If a key occurs twice, the last entry counts.
    pub fn new(entries: Vec<(Key, Entry)>) -> Session {
        let mut distinct: Vec<Arc<(Key, Entry)>> = Vec::new();
        for entry in entries {
            distinct.retain(|earlier| earlier.0 != entry.0);
            distinct.push(Arc::new(entry));
        }
        Session::from_distinct(distinct.into_iter())
    }

    /// A session of entries whose keys are known to be distinct.
    pub fn from_distinct(entries: impl Iterator<Item = Arc<(Key, Entry)>>) -> Session {
        Session {
            entries: entries.collect(),
            ..Session::default()
        }
    }

    /// The entry with this key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        // A session has about a hundred entries and a page reads a few of them, so
        // a search is faster than building a map.
        let found = self.entries.iter().find(|entry| entry.0.0 == key);
        found.map(|entry| &entry.1)
    }

    /// The session of those entries that `is_kept` accepts, without leaderboards.
    #[must_use]
    pub fn filter(&self, is_kept: impl Fn(&Key, &Entry) -> bool) -> Session {
        let entries = self.entries.iter();
        let kept = entries.filter(|entry| is_kept(&entry.0, &entry.1));
        Session {
            entries: kept.cloned().collect(),
            last_reset: self.last_reset,
            received: self.received,
            leaderboards: Leaderboards::default(),
        }
    }

    /// This session with an entry, which replaces the one of the same key. A session that
    /// has [`MAX_ENTRIES`] takes no more keys.
    #[must_use]
    pub fn with(&self, key: Key, entry: Entry) -> Session {
        let mut session = self.clone();
        let entries = &mut session.entries;
        let entry = Arc::new((key, entry));
        let is_full = entries.len() >= MAX_ENTRIES;
        match entries.iter_mut().find(|earlier| earlier.0 == entry.0) {
            Some(earlier) => *earlier = entry,
            None if is_full => {}
            None => entries.push(entry),
        }
        session
    }

    /// All entries, in the order of the document.
    pub fn entries(&self) -> impl Iterator<Item = (&Key, &Entry)> {
        self.entries.iter().map(|entry| (&entry.0, &entry.1))
    }
}

/// Inserts an event into a list that is sorted from new to old. Events without a
/// time come last, and equal ones stay in the order of insertion.
pub fn insert_newest_first(event: Event, events: &mut Vec<Event>) {
    // The API's lists are sorted and short, so this is nearly always a push. A
    // general sort would add to the download.
    let time = |event: &Event| event.created.map_or(f64::NEG_INFINITY, |created| created.0);
    let index = events.partition_point(|earlier| time(earlier) >= time(&event));
    events.insert(index, event);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_entry_of_a_key_counts() {
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
