//! Decodes the API's JSON to a [`Session`], entry by entry.
//!
//! Each entry is cut out as raw text and decoded by itself, so an odd entry is
//! skipped without an error. A [`Decoder`] keeps the entries whose text has not
//! changed since the last document: from poll to poll that is nearly all of them.

mod entry;

use crate::session::json::fields_under;
use crate::session::{Entry, Key, Session};
pub use entry::{decode_entry, event_fields, figure_field};
use std::ops::Range;
use std::sync::Arc;

/// The API sends about a hundred entries; more than this are ignored.
const MAX_ENTRIES: usize = 2_000;
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

/// Decodes one document after another, and keeps what has not changed.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The last document; empty before the first.
    text: String,
    /// Its entries, in their order.
    entries: Vec<DecodedEntry>,
    /// Whether all keys differ. It is only computed when the keys change, because
    /// it takes as long as the decoding.
    has_distinct_keys: bool,
}

#[derive(Clone, Debug)]
struct DecodedEntry {
    key: String,
    /// The range of the value in the document.
    raw: Range<usize>,
    /// `None` if it could not be decoded.
    entry: Option<Arc<(Key, Entry)>>,
    skipped: Vec<String>,
}

impl Decoder {
    /// Decodes a document. Returns whether the text of any entry has changed since
    /// the last one.
    ///
    /// # Errors
    /// As [`session`]. The last document then stays.
    pub fn decode(&mut self, text: &str) -> Result<bool, Unreadable> {
        // If a name occurs twice, the last field counts, as in JavaScript.
        let data = fields_under(text, "data").ok_or(Unreadable)?;
        let count = data.len().min(MAX_ENTRIES);
        let mut has_same_keys = !self.text.is_empty() && count == self.entries.len();
        let mut has_changed = !has_same_keys;
        let mut entries = Vec::with_capacity(count);
        let mut last_entries = std::mem::take(&mut self.entries).into_iter();
        for (key, raw) in data.into_iter().take(MAX_ENTRIES) {
            let start = raw.as_ptr() as usize - text.as_ptr() as usize;
            let last = last_entries.next().filter(|last| *last.key == *key);
            has_same_keys &= last.is_some();
            let unchanged = last.filter(|last| self.text.get(last.raw.clone()) == Some(raw));
            has_changed |= unchanged.is_none();
            let entry = unchanged.unwrap_or_else(|| DecodedEntry::new(key.into_owned(), raw));
            entries.push(DecodedEntry {
                raw: start..start + raw.len(),
                ..entry
            });
        }
        if !has_same_keys {
            self.has_distinct_keys = entries.iter().enumerate().all(|(index, entry)| {
                let mut earlier = entries.iter().take(index);
                earlier.all(|earlier| earlier.key != entry.key)
            });
        }
        self.entries = entries;
        text.clone_into(&mut self.text);
        Ok(has_changed)
    }

    /// The last document.
    pub fn latest(&self) -> Decoded {
        // If a key occurs twice, the last entry counts.
        let is_last = |(index, entry): &(usize, &DecodedEntry)| {
            let mut later = self.entries.iter().skip(index + 1);
            self.has_distinct_keys || later.all(|later| later.key != entry.key)
        };
        let entries = self.entries.iter().enumerate().filter(is_last);
        let skipped = self.entries.iter().flat_map(|entry| entry.skipped.clone());
        Decoded {
            session: Session::from_distinct(entries.filter_map(|(_, entry)| entry.entry.clone())),
            skipped: skipped.collect(),
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
            raw: 0..0,
            entry: entry.map(|entry| Arc::new((Key(key.clone()), entry))),
            skipped,
            key,
        }
    }
}

#[cfg(test)]
pub(crate) mod properties;
#[cfg(test)]
mod tests;
