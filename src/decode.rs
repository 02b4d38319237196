//! From the API's JSON to a [`Session`], entry by entry and leniently.
//!
//! Each entry is cut out as raw text first and read on its own, so that an odd
//! one costs itself and nothing else, and so that no nesting, however deep, is
//! ever walked by recursion.

mod on_air;

use crate::catalogue;
use crate::moment::Moment;
use crate::session::{Entry, Event, Key, Session, Shape, insert};
use on_air::on_air;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;

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
    let text = whole_characters(text);
    let document = fields(&text).ok_or(Unreadable)?;
    // Of two fields of one name the later counts, as in the browser.
    let data = document.iter().rev().find(|(name, _)| name == "data");
    let data = data
        .and_then(|(_, raw)| fields(raw.get()))
        .ok_or(Unreadable)?;
    let mut skipped = Vec::new();
    let mut entries = Vec::new();
    for (key, raw) in data.into_iter().take(MOST_ENTRIES) {
        match entry(&key, raw.get(), &mut skipped) {
            Some(entry) => entries.push((Key(key), entry)),
            None => skipped.push(key),
        }
    }
    Ok(Decoded {
        session: Session::new(entries),
        skipped,
    })
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
            is_event.then(|| Entry::Event(event(catalogue::source(key), &fields)))
        }
        None if names_somebody => Some(Entry::Event(event(catalogue::source(key), &fields))),
        Some(Shape::Figure) | None => figure(&fields).map(Entry::Figure),
    }
}

fn figure(fields: &Fields) -> Option<f64> {
    ["amount", "count", "value"]
        .into_iter()
        .find_map(|name| number(find(fields, name)?))
}

/// `None` is nobody yet.
fn event(source: &str, fields: &Fields) -> Option<Event> {
    let said = |name, most| {
        let said = find(fields, name).and_then(text).unwrap_or_default();
        on_air(&said, most)
    };
    let name = said("name", 120);
    if name.is_empty() {
        return None;
    }
    let months_or_money = find(fields, "amount").and_then(number);
    Some(Event {
        source: source.to_owned(),
        name,
        amount: months_or_money.filter(|&amount| amount != 0.0),
        message: said("message", 500),
        tier: said("tier", 20),
        sender: said("sender", 120),
        created: find(fields, "createdAt").and_then(moment),
        id: said("_id", 60),
    })
}

/// Items without a name are nobody and say nothing; items that are no object
/// are skipped and named; one that is there twice by its id counts once. Of a list that is absurdly long the beginning is read.
fn recent(key: &str, raw: &str, skipped: &mut Vec<String>) -> Option<Vec<Event>> {
    let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
    let is_known = catalogue::find(key).is_some();
    let mut events: Vec<Event> = Vec::new();
    for (at, item) in items.into_iter().take(LONGEST_LIST).enumerate() {
        match fields(item.get()) {
            Some(fields) => {
                // A list that nobody knows may hold all sorts, and say so.
                let own = find(&fields, "type").and_then(text).filter(|_| !is_known);
                let own = own.filter(|own| catalogue::is_source(own));
                let source = own.as_deref().unwrap_or(catalogue::source(key));
                let event = event(source, &fields);
                let is_new = |event: &Event| {
                    event.id.is_empty() || events.iter().all(|known| known.id != event.id)
                };
                if let Some(event) = event.filter(is_new) {
                    insert(event, &mut events);
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

type Fields<'a> = Vec<(String, &'a RawValue)>;

/// The fields of a JSON object, in order, their values unread.
fn fields(raw: &str) -> Option<Fields<'_>> {
    struct Pairs<'a>(Fields<'a>);

    impl<'a> Deserialize<'a> for Pairs<'a> {
        fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
            struct Object;

            impl<'a> Visitor<'a> for Object {
                type Value = Pairs<'a>;

                fn expecting(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
                    to.write_str("an object")
                }

                fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Pairs<'a>, M::Error> {
                    let mut pairs = Vec::new();
                    while let Some(pair) = map.next_entry()? {
                        pairs.push(pair);
                    }
                    Ok(Pairs(pairs))
                }
            }

            deserializer.deserialize_map(Object)
        }
    }

    serde_json::from_str(raw).ok().map(|Pairs(pairs)| pairs)
}

/// The value under a name, however it is capitalised; of several the last.
fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a str> {
    let (_, raw) = fields
        .iter()
        .rev()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(raw.get())
}

/// A finite number, or a text that holds one.
fn number(raw: &str) -> Option<f64> {
    let text = if raw.starts_with('"') {
        text(raw)?
    } else {
        raw.to_owned()
    };
    serde_json::from_str(text.trim())
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// A text; a number counts as the text that it was written as.
fn text(raw: &str) -> Option<String> {
    if raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(raw.to_owned());
    }
    serde_json::from_str(raw).ok()
}

fn moment(raw: &str) -> Option<Moment> {
    if raw.starts_with('"') {
        Moment::from_iso(&text(raw)?)
    } else {
        number(raw).map(Moment)
    }
}

/// The same JSON text with every half of a surrogate pair that stands alone
/// replaced, for JavaScript writes them and `serde_json` refuses them.
fn whole_characters(raw: &str) -> Cow<'_, str> {
    if !raw.contains("\\ud") && !raw.contains("\\uD") {
        return Cow::Borrowed(raw);
    }
    let half = |text: &str| -> Option<(bool, bool)> {
        let hex = text.strip_prefix("\\u")?.get(..4)?;
        let unit = u16::from_str_radix(hex, 16).ok()?;
        Some((
            (0xD800..0xDC00).contains(&unit),
            (0xDC00..0xE000).contains(&unit),
        ))
    };
    let mut mended = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let next = escape.get(6..).unwrap_or_default();
        let length = match (half(escape), half(next)) {
            (Some((true, _)), Some((_, true))) => 12,
            (Some((true, _) | (_, true)), _) => {
                mended.push_str("\\ufffd");
                rest = next;
                continue;
            }
            (Some(_), _) => 6,
            // The escaped character is ASCII in any text that parses.
            (None, _) => 2,
        };
        let (escape, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        mended.push_str(escape);
        rest = after;
    }
    mended.push_str(rest);
    Cow::Owned(mended)
}

#[cfg(test)]
pub(crate) mod properties;
#[cfg(test)]
mod tests;
