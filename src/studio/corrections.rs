//! Corrections to a session: the entries that can be edited, and the update that
//! an edit needs.
//!
//! Entries are read by the overlay's rules ([`decode`]). An edit changes the JSON
//! of an entry, so that fields which this crate does not know are kept.

mod entry_json;

use crate::options::kind::is_goal;
use crate::session::decode::Fields;
use crate::session::{Entry, catalogue, decode};
use entry_json::{has_all_of, number, parse_value, set, set_event};
use serde_json::Value;
use std::collections::BTreeMap;

/// The data of a session's document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionDocument(BTreeMap<String, DocumentEntry>);

#[derive(Clone, Debug, PartialEq)]
struct DocumentEntry {
    raw: String,
    /// `raw`, parsed.
    value: Value,
}

/// Keys with their new JSON, as an update sends them.
pub type Entries = Vec<(String, Value)>;

/// The content of an entry, as the edit form shows and changes it.
#[derive(Clone, Debug, PartialEq)]
pub enum EntryEdit {
    /// A figure.
    Figure(f64),
    /// An event.
    Event(EventEdit),
}

/// The editable fields of an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventEdit {
    /// Empty if there is no event yet.
    pub name: String,
    /// Zero if there is none.
    pub amount: f64,
    /// Empty if there is none.
    pub message: String,
}

/// An entry that can be edited.
#[derive(Clone, Debug, PartialEq)]
pub struct EditableEntry {
    /// Its key.
    pub key: String,
    /// The title of its key.
    pub title: String,
    /// Its content in the document.
    pub current: EntryEdit,
}

impl SessionDocument {
    /// Parses a document; empty if it holds no session. An entry that a [`Value`]
    /// cannot contain, such as one that is nested too deeply, is left out.
    pub fn parse(text: &str) -> SessionDocument {
        let entries = decode::raw_entries(text).unwrap_or_default();
        let entries = entries.into_iter().filter_map(|(key, raw)| {
            let value = parse_value(raw)?;
            let raw = raw.to_owned();
            Some((key, DocumentEntry { raw, value }))
        });
        SessionDocument(entries.collect())
    }

    /// All figures and events, the featured ones first.
    pub fn editable_entries(&self) -> Vec<EditableEntry> {
        // Known keys in the catalogue's order, then the others by name.
        let known = catalogue::ROWS.iter().map(|row| row.key);
        let others = self.0.keys().map(String::as_str);
        let others = others.filter(|key| catalogue::find(key).is_none());
        let (featured, rest): (Vec<&str>, Vec<&str>) =
            known.chain(others).partition(|key| is_featured(key));
        let editable = |key: &str| {
            let current = self.0.get(key)?.current(key)?;
            let (key, title) = (key.to_owned(), catalogue::title(key));
            Some(EditableEntry {
                key,
                title,
                current,
            })
        };
        featured
            .into_iter()
            .chain(rest)
            .filter_map(editable)
            .collect()
    }

    /// The JSON of an entry after an edit; `None` if the edit changes nothing.
    /// Only changed fields are written, and only those that the overlay reads.
    pub fn edited(&self, key: &str, edit: &EntryEdit) -> Option<Value> {
        let before = self.0.get(key);
        let current = before.and_then(|entry| entry.current(key));
        if current.as_ref() == Some(edit) {
            return None;
        }
        let fields = before.and_then(|entry| Fields::parse(&entry.raw));
        let fields = fields.unwrap_or_default();
        let mut entry = before
            .and_then(|entry| entry.value.as_object().cloned())
            .unwrap_or_default();
        match edit {
            EntryEdit::Figure(figure) if before.is_some_and(|entry| entry.value.is_number()) => {
                return Some(number(*figure));
            }
            EntryEdit::Figure(figure) => {
                let field = decode::figure_field(&fields);
                let name = field.map_or("amount", |(name, _)| name);
                set(&mut entry, name, number(*figure));
            }
            EntryEdit::Event(event) => set_event(&mut entry, &fields, current, event),
        }
        Some(Value::Object(entry))
    }

    /// The entries of these keys, without those that the document lacks.
    pub fn entries(&self, keys: &[String]) -> Entries {
        keys.iter()
            .filter_map(|key| Some((key.clone(), self.0.get(key)?.value.clone())))
            .collect()
    }

    /// Whether the document has all these entries.
    pub fn contains(&self, entries: &Entries) -> bool {
        entries.iter().all(|(key, entry)| {
            let own = self.0.get(key);
            own.is_some_and(|own| has_all_of(&own.value, entry))
        })
    }

    /// The entries to send so that figures and events become those of `old`.
    pub fn restore_diff(&self, old: &SessionDocument) -> Entries {
        let is_editable = |key: &str, entry: &DocumentEntry| entry.current(key).is_some();
        self.different_in(old, is_editable)
            .map(|(key, entry)| (key.to_owned(), entry.value.clone()))
            .collect()
    }

    /// The titles of the lists that `old` has and this document has not. An
    /// update cannot set a list.
    pub fn unrestorable_lists(&self, old: &SessionDocument) -> Vec<String> {
        let is_list = |key: &str, entry: &DocumentEntry| {
            let decoded = entry.decoded(key);
            matches!(decoded, Some(Entry::Recent(events)) if !events.is_empty())
        };
        self.different_in(old, is_list)
            .map(|(key, _)| catalogue::title(key))
            .collect()
    }

    /// The titles of the entries that a reset empties: figures and events of
    /// this stream, and lists.
    pub fn lost_by_reset(&self) -> Vec<String> {
        let is_of_stream = |key: &str| key.contains("-session") || key.ends_with("-recent");
        let has_content = |key: &str, entry: &DocumentEntry| match entry.decoded(key) {
            Some(Entry::Figure(figure)) => figure != 0.0,
            Some(Entry::Event(event)) => event.is_some(),
            Some(Entry::Recent(events)) => !events.is_empty(),
            None => false,
        };
        self.0
            .iter()
            .filter(|(key, entry)| is_of_stream(key) && has_content(key, entry))
            .map(|(key, _)| catalogue::title(key))
            .collect()
    }

    /// The entries of `old` that pass a test and differ from this document's.
    fn different_in<'a>(
        &'a self,
        old: &'a SessionDocument,
        test: impl Fn(&str, &DocumentEntry) -> bool + 'a,
    ) -> impl Iterator<Item = (&'a str, &'a DocumentEntry)> {
        let entries = old.0.iter().map(|(key, entry)| (key.as_str(), entry));
        entries.filter(move |(key, entry)| {
            let own = self.0.get(*key);
            own.is_none_or(|own| own.value != entry.value) && test(key, entry)
        })
    }
}

impl DocumentEntry {
    fn decoded(&self, key: &str) -> Option<Entry> {
        decode::decode_entry(key, &self.raw)
    }

    /// What the edit form shows; `None` for a list and for an unreadable entry.
    fn current(&self, key: &str) -> Option<EntryEdit> {
        match self.decoded(key)? {
            Entry::Figure(figure) => Some(EntryEdit::Figure(figure)),
            Entry::Event(_) => {
                let event = decode::event_fields(key, &self.raw)?;
                Some(EntryEdit::Event(EventEdit {
                    name: event.name,
                    amount: event.amount.unwrap_or_default(),
                    message: event.message,
                }))
            }
            Entry::Recent(_) => None,
        }
    }
}

/// Whether a key is among those that a streamer looks at most.
fn is_featured(key: &str) -> bool {
    is_goal(key)
        || key.ends_with("-session")
        || matches!(
            key,
            "follower-latest" | "subscriber-latest" | "tip-latest" | "cheer-latest"
        )
}

#[cfg(test)]
mod tests;
