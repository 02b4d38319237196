//! Decodes the API's JSON to a [`Session`], entry by entry.
//!
//! Each entry is cut out as a `RawValue` and decoded by itself, so an odd entry is
//! skipped without an error. A `RawValue` is skipped without recursion, so deep
//! nesting cannot overflow the stack.

mod entry;
mod fields;
mod places;

use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Key, MAX_ENTRIES, Session};
pub use entry::{decode_entry, event_fields, figure_field};
pub use fields::{Fields, text};
pub use places::places;
use serde_json::value::RawValue;
use std::sync::Arc;

/// The API sends at most 25 events in a list; more than this are ignored.
const MAX_LIST: usize = 1_000;

/// A session, and what was skipped in its document.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    /// All entries that could be decoded.
    pub session: Session,
    /// What could not be decoded: `tip-goal` for an entry, `tip-recent[3]` for an
    /// item of a list.
    pub skipped: Vec<String>,
}

/// The text is not a session: it is not JSON, or has no object under `data`.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Decodes the API's response to a get, an update or a reset.
///
/// # Errors
/// If the text is not JSON, or not an object with an object under `data`.
pub fn session(text: &str) -> Result<Decoded, Unreadable> {
    let mut decoder = Decoder::default();
    decoder.decode(text).map(|_| decoder.latest())
}

/// The keys under `data` with their raw values, in order; `None` if the text is no
/// session.
pub fn raw_entries(text: &str) -> Option<Vec<(String, &str)>> {
    raw_map(document(text)?.get("data")?)
}

/// The fields of a document; `None` if the text is none.
fn document(text: &str) -> Option<Fields<'_>> {
    // The whole text must be JSON, before parts of it are read less strictly.
    let document: &RawValue = serde_json::from_str(text).ok()?;
    Fields::parse(document.get())
}

/// The keys and the raw values of a map; `None` if it is none.
fn raw_map(data: &str) -> Option<Vec<(String, &str)>> {
    let mut entries: Vec<(String, &str)> = Vec::new();
    for (key, raw) in Fields::parse(data)?.into_pairs().take(MAX_ENTRIES) {
        // If a key occurs twice, the last value counts.
        entries.retain(|(earlier, _)| *earlier != key);
        entries.push((key, raw));
    }
    Some(entries)
}

/// Decodes a map of entries without a document around it; `None` if it is no map.
pub fn entries(map: &str) -> Option<Session> {
    let entries = raw_map(map)?.into_iter().filter_map(|(key, raw)| {
        let entry = decode_entry(&key, raw)?;
        Some(Arc::new((Key(key), entry)))
    });
    Some(Session::from_distinct(entries))
}

/// Decodes one document after another. Entries whose text has not changed since the
/// last document are kept: from poll to poll that is nearly all of them.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The entries of the last document; `None` before the first.
    entries: Option<Vec<DecodedEntry>>,
    last_reset: Option<Timestamp>,
}

#[derive(Debug)]
struct DecodedEntry {
    key: String,
    raw: String,
    /// `None` if it could not be decoded.
    entry: Option<Arc<(Key, Entry)>>,
    skipped: Vec<String>,
}

impl Decoder {
    /// Decodes a document. Returns whether the text of any entry, or the time of the last
    /// reset, has changed since the last one.
    ///
    /// # Errors
    /// As [`session`]. The last document then stays.
    pub fn decode(&mut self, text: &str) -> Result<bool, Unreadable> {
        let document = document(text).ok_or(Unreadable)?;
        let entries = document.get("data").and_then(raw_map).ok_or(Unreadable)?;
        let last_reset = document.text("lastReset");
        let last_reset = last_reset.and_then(|text| Timestamp::from_iso(&text));
        let is_first = self.entries.is_none();
        let mut last = self.entries.take().unwrap_or_default();
        let is_reset = std::mem::replace(&mut self.last_reset, last_reset) != last_reset;
        let mut has_changed = is_first || is_reset || last.len() != entries.len();
        let entries = entries.into_iter().map(|(key, raw)| {
            let is_same = |last: &DecodedEntry| last.key == key && last.raw == raw;
            let unchanged = last
                .iter()
                .position(is_same)
                .map(|index| last.remove(index));
            has_changed |= unchanged.is_none();
            unchanged.unwrap_or_else(|| DecodedEntry::new(key, raw))
        });
        self.entries = Some(entries.collect());
        Ok(has_changed)
    }

    /// The last document.
    pub fn latest(&self) -> Decoded {
        let entries = || self.entries.iter().flatten();
        let decoded = entries().filter_map(|entry| entry.entry.clone());
        let mut session = Session::from_distinct(decoded);
        session.last_reset.at = self.last_reset;
        Decoded {
            session,
            skipped: entries().flat_map(|entry| entry.skipped.clone()).collect(),
        }
    }
}

impl DecodedEntry {
    fn new(key: String, raw: &str) -> DecodedEntry {
        let mut skipped = Vec::new();
        let entry = entry::entry(&key, raw, &mut skipped);
        if entry.is_none() {
            skipped.push(key.clone());
        }
        DecodedEntry {
            entry: entry.map(|entry| Arc::new((Key(key.clone()), entry))),
            key,
            raw: raw.to_owned(),
            skipped,
        }
    }
}

#[cfg(test)]
pub(crate) mod properties;
#[cfg(test)]
mod tests;
