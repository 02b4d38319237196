//! Decodes one entry. It knows the shapes of the catalogue, and accepts the odd
//! forms that other programs have written to sessions.

use super::MAX_LIST;
use super::fields::{Fields, number, text};
use crate::session::catalogue;
use crate::session::sanitize::sanitize;
use crate::session::timestamp::Timestamp;
use crate::session::{Entry, Event, Shape, insert_newest_first};
use serde_json::value::RawValue;

/// Decodes one entry by the rules of [`session`](super::session); `None` if it
/// cannot be decoded.
pub fn decode_entry(key: &str, raw: &str) -> Option<Entry> {
    entry(key, raw, &mut Vec::new())
}

/// The fields of an event entry. Unlike [`Entry::Event`], they are there for an
/// empty name too. `None` if the entry is no object.
pub fn event_fields(key: &str, raw: &str) -> Option<Event> {
    Some(event_of(
        catalogue::event_type_of(key),
        &Fields::parse(raw)?,
    ))
}

/// The field that an entry's figure is read from, as the entry spells its name,
/// and the figure. `None` if no field holds a number.
pub fn figure_field<'a>(fields: &'a Fields) -> Option<(&'a str, f64)> {
    ["amount", "count", "value"].into_iter().find_map(|name| {
        let (name, raw) = fields.find(name)?;
        Some((name, number(raw)?))
    })
}

/// Decodes an entry, and adds the list items that it skips to `skipped`. A known
/// key must have the shape of its row; an unknown key has the shape of its JSON.
pub(super) fn entry(key: &str, raw: &str, skipped: &mut Vec<String>) -> Option<Entry> {
    let shape = catalogue::find(key).map(|row| row.shape);
    if raw.starts_with('[') {
        return match shape {
            None | Some(Shape::Recent) => recent(key, raw, skipped).map(Entry::Recent),
            Some(Shape::Figure | Shape::Event) => None,
        };
    }
    let Some(fields) = Fields::parse(raw) else {
        // A bare number instead of `{"amount": number}`.
        return match shape {
            None | Some(Shape::Figure) => number(raw).map(Entry::Figure),
            Some(Shape::Event | Shape::Recent) => None,
        };
    };
    let has_name = fields.find("name").is_some();
    match shape {
        Some(Shape::Recent) => None,
        Some(Shape::Event) => {
            let is_event = has_name || figure(&fields).is_some() || fields.is_empty();
            is_event.then(|| Entry::Event(event(catalogue::event_type_of(key), &fields)))
        }
        None if has_name => Some(Entry::Event(event(catalogue::event_type_of(key), &fields))),
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
    let text_of = |name, max_chars| {
        let text = fields.text(name).unwrap_or_default();
        sanitize(&text, max_chars)
    };
    let amount = fields.number("amount");
    let created = fields.find("createdAt");
    Event {
        event_type: event_type.to_owned(),
        name: text_of("name", 120),
        amount: amount.filter(|&amount| amount != 0.0),
        message: text_of("message", 500),
        tier: text_of("tier", 20),
        sender: text_of("sender", 120),
        created: created.and_then(|(_, raw)| timestamp(raw)),
        id: text_of("_id", 60),
    }
}

/// Decodes the first [`MAX_LIST`] items of a list. Items without a name are left
/// out, and so are items whose id occurred already. Items that are no object are
/// added to `skipped`.
fn recent(key: &str, raw: &str, skipped: &mut Vec<String>) -> Option<Vec<Event>> {
    let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
    let mut events: Vec<Event> = Vec::new();
    for (index, item) in items.into_iter().take(MAX_LIST).enumerate() {
        let Some(fields) = Fields::parse(item.get()) else {
            skipped.push([key, "[", &index.to_string(), "]"].concat());
            continue;
        };
        let event = event(&item_type(key, &fields), &fields);
        let is_new =
            |event: &Event| event.id.is_empty() || events.iter().all(|known| known.id != event.id);
        if let Some(event) = event.filter(is_new) {
            insert_newest_first(event, &mut events);
        }
    }
    Some(events)
}

/// The event type of a list item. A list under an unknown key may mix types, and
/// then each item names its own.
fn item_type(key: &str, fields: &Fields) -> String {
    let own = fields.text("type");
    own.filter(|own| catalogue::find(key).is_none() && catalogue::find_event_type(own).is_some())
        .unwrap_or_else(|| catalogue::event_type_of(key).to_owned())
}

fn timestamp(raw: &str) -> Option<Timestamp> {
    if raw.starts_with('"') {
        Timestamp::from_iso(&text(raw)?)
    } else {
        number(raw).map(Timestamp)
    }
}

#[cfg(test)]
pub(super) mod tests;
