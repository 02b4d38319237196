//! From the API's JSON to a [`Session`], entry by entry and leniently.
//!
//! Each entry is cut out as raw text first and read on its own, so that an odd
//! one costs itself and nothing else, and so that no nesting, however deep, is
//! ever walked by recursion. What was read before and stands there unchanged is
//! not read again: from poll to poll that is nearly everything.

use crate::session::catalogue;
use crate::session::json::{Fields, fields, fields_under, find, find_field, items, number, text};
use crate::session::sanitize::sanitize;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, Key, Session, Shape, insert_newest_first};
use std::ops::Range;
use std::sync::Arc;

/// A session, and the keys of the entries and list items that could not be
/// read.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    /// Everything that could be read.
    pub session: Session,
    /// `tip-goal` for an entry, `tip-recent[3]` for a list's item.
    pub skipped: Vec<String>,
}

/// The text is no session: not JSON, or without an object under `data`.
#[derive(Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Reads the answer to a get, update or reset.
///
/// # Errors
/// When it is not JSON, or not an object that holds an object `data`.
pub fn session(text: &str) -> Result<Decoded, Unreadable> {
    let mut decoder = Decoder::default();
    decoder.read(text).map(|_| decoder.decoded())
}

/// Decodes one entry by the rules of [`session`]; `None` if it cannot be read.
pub fn decode_entry(key: &str, raw: &str) -> Option<Entry> {
    entry(key, raw, &mut Vec::new())
}

/// The fields of an event entry. Unlike [`Entry::Event`], they are there for an
/// empty name too. `None` if the entry is no object.
pub fn event_fields(key: &str, raw: &str) -> Option<Event> {
    Some(event_of(catalogue::event_type_of(key), &fields(raw)?))
}

/// The field that an entry's figure is read from, as the entry spells its name,
/// and the figure. `None` if no field holds a number.
pub fn figure_field<'a>(fields: &'a Fields) -> Option<(&'a str, f64)> {
    ["amount", "count", "value"].into_iter().find_map(|name| {
        let (name, raw) = find_field(fields, name)?;
        Some((name.as_ref(), number(raw)?))
    })
}

/// Reads one session after another.
#[derive(Debug, Default)]
pub struct Decoder {
    /// What was read last.
    text: String,
    /// Its entries, in their order.
    known: Vec<Known>,
    /// Whether each has a key of its own, which is only asked anew when there are
    /// other keys: reading takes as long as what there is to read.
    is_distinct: bool,
}

#[derive(Clone, Debug)]
struct Known {
    key: String,
    /// Where its value stands in the text.
    raw: Range<usize>,
    /// `None` for what could not be read.
    entry: Option<Arc<(Key, Entry)>>,
    skipped: Vec<String>,
}

impl Decoder {
    /// Reads an answer; says whether its entries are written otherwise than those
    /// of the one before.
    ///
    /// # Errors
    /// As [`session`]; then the one before stays.
    pub fn read(&mut self, text: &str) -> Result<bool, Unreadable> {
        // Of two fields of one name the later counts, as in the browser.
        let data = fields_under(text, "data").ok_or(Unreadable)?;
        // Before the first there was no text, and an object is at least two signs.
        let count = data.len().min(MOST_ENTRIES);
        let mut has_same_keys = !self.text.is_empty() && count == self.known.len();
        let mut is_new = !has_same_keys;
        let mut known = Vec::with_capacity(count);
        let mut before = std::mem::take(&mut self.known).into_iter();
        for (key, raw) in data.into_iter().take(MOST_ENTRIES) {
            let at = raw.as_ptr() as usize - text.as_ptr() as usize;
            let range = at..at + raw.len();
            let before = before.next().filter(|before| *before.key == *key);
            has_same_keys &= before.is_some();
            let before = before.filter(|before| self.text.get(before.raw.clone()) == Some(raw));
            is_new |= before.is_none();
            let entry = before.unwrap_or_else(|| Known::read(key.into_owned(), raw));
            known.push(Known {
                raw: range,
                ..entry
            });
        }
        self.known = known;
        if !has_same_keys {
            let mut keys = self.known.iter().enumerate();
            let is_own = |(at, known): (usize, &Known)| {
                let mut earlier = self.known.iter().take(at);
                earlier.all(|earlier| earlier.key != known.key)
            };
            self.is_distinct = keys.all(is_own);
        }
        text.clone_into(&mut self.text);
        Ok(is_new)
    }

    /// What was read last.
    pub fn decoded(&self) -> Decoded {
        // Of two of one key the later counts.
        let counts = |(at, known): &(usize, &Known)| {
            let mut later = self.known.iter().skip(at + 1);
            self.is_distinct || later.all(|later| later.key != known.key)
        };
        let counted = self.known.iter().enumerate().filter(counts);
        let skipped = self.known.iter().flat_map(|known| known.skipped.clone());
        Decoded {
            session: Session::from_distinct(counted.filter_map(|(_, known)| known.entry.clone())),
            skipped: skipped.collect(),
        }
    }
}

impl Known {
    fn read(key: String, raw: &str) -> Known {
        let mut skipped = Vec::new();
        let read = entry(&key, raw, &mut skipped);
        if read.is_none() {
            skipped.push(key.clone());
        }
        Known {
            raw: 0..0,
            entry: read.map(|entry| Arc::new((Key(key.clone()), entry))),
            skipped,
            key,
        }
    }
}

/// A known key has the shape of its row, whatever it came as; any other has the
/// shape that it came in.
fn entry(key: &str, raw: &str, skipped: &mut Vec<String>) -> Option<Entry> {
    let known = catalogue::find(key).map(|row| row.shape);
    if raw.starts_with('[') {
        return match known {
            None | Some(Shape::Recent) => recent(key, raw, skipped).map(Entry::Recent),
            Some(_) => None,
        };
    }
    let Some(fields) = fields(raw) else {
        // A bare number where `{amount}` was meant.
        return match known {
            None | Some(Shape::Figure) => number(raw).map(Entry::Figure),
            Some(_) => None,
        };
    };
    let names_somebody = find(&fields, "name").is_some();
    match known {
        Some(Shape::Recent) => None,
        Some(Shape::Event) => {
            let is_event = names_somebody || figure(&fields).is_some() || fields.is_empty();
            is_event.then(|| Entry::Event(event(catalogue::event_type_of(key), &fields)))
        }
        None if names_somebody => Some(Entry::Event(event(catalogue::event_type_of(key), &fields))),
        Some(Shape::Figure) | None => figure(&fields).map(Entry::Figure),
    }
}

fn figure(fields: &Fields) -> Option<f64> {
    figure_field(fields).map(|(_, figure)| figure)
}

/// `None` if there is no event yet: the name is empty.
fn event(event_type: &str, fields: &Fields) -> Option<Event> {
    Some(event_of(event_type, fields)).filter(|event| !event.name.is_empty())
}

fn event_of(event_type: &str, fields: &Fields) -> Event {
    let said = |name, most| {
        let said = find(fields, name).and_then(text).unwrap_or_default();
        sanitize(&said, most)
    };
    let months_or_money = find(fields, "amount").and_then(number);
    Event {
        event_type: event_type.to_owned(),
        name: said("name", 120),
        amount: months_or_money.filter(|&amount| amount != 0.0),
        message: said("message", 500),
        tier: said("tier", 20),
        sender: said("sender", 120),
        created: find(fields, "createdAt").and_then(moment),
        id: said("_id", 60),
    }
}

/// Items without a name are nobody and say nothing; items that are no object
/// are skipped and named; one that is there twice by its id counts once. Of a list that is absurdly long the beginning is read.
fn recent(key: &str, raw: &str, skipped: &mut Vec<String>) -> Option<Vec<Event>> {
    let items = items(raw)?;
    let is_known = catalogue::find(key).is_some();
    let mut events: Vec<Event> = Vec::new();
    for (at, item) in items.into_iter().take(LONGEST_LIST).enumerate() {
        match fields(item) {
            Some(fields) => {
                // A list that nobody knows may hold all sorts, and say so.
                let own = find(&fields, "type").and_then(text).filter(|_| !is_known);
                let own = own.filter(|own| catalogue::find_event_type(own).is_some());
                let event_type = own.as_deref().unwrap_or(catalogue::event_type_of(key));
                let event = event(event_type, &fields);
                let is_new = |event: &Event| {
                    event.id.is_empty() || events.iter().all(|known| known.id != event.id)
                };
                if let Some(event) = event.filter(is_new) {
                    insert_newest_first(event, &mut events);
                }
            }
            None => skipped.push([key, "[", &at.to_string(), "]"].concat()),
        }
    }
    Some(events)
}

/// The API sends about a hundred.
const MOST_ENTRIES: usize = 2_000;
/// The API sends at most 25 events.
const LONGEST_LIST: usize = 1_000;

fn moment(raw: &str) -> Option<Timestamp> {
    if raw.starts_with('"') {
        Timestamp::from_iso(&text(raw)?)
    } else {
        number(raw).map(Timestamp)
    }
}

#[cfg(test)]
pub(crate) mod properties;
#[cfg(test)]
mod tests;
