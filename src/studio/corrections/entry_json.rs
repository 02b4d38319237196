//! Changes and comparisons of an entry's JSON.

use super::{EntryEdit, EventEdit};
use crate::session::decode::{Fields, text};
use serde_json::{Map, Value};

/// Parses an entry. A [`Value`] cannot contain half a surrogate pair, so a field with one
/// is read as the overlay reads it. `None` if that does not help.
pub(super) fn parse_value(raw: &str) -> Option<Value> {
    let value = serde_json::from_str(raw).ok();
    value.or_else(|| {
        let fields = Fields::parse(raw)?.into_pairs();
        let fields = fields.map(|(name, raw)| {
            let value = serde_json::from_str(raw).ok();
            Some((name, value.or_else(|| text(raw).map(Value::from))?))
        });
        fields.collect::<Option<Map<_, _>>>().map(Value::Object)
    })
}

/// Sets the fields in which an event differs from `current`.
pub(super) fn set_event(
    entry: &mut Map<String, Value>,
    fields: &Fields,
    current: Option<EntryEdit>,
    event: &EventEdit,
) {
    let current = match current {
        Some(EntryEdit::Event(current)) => current,
        _ => EventEdit::default(),
    };
    let values = |event: &EventEdit| {
        [
            ("name", Value::from(event.name.clone())),
            ("amount", number(event.amount)),
            ("message", Value::from(event.message.clone())),
        ]
    };
    for (before, (name, value)) in values(&current).into_iter().zip(values(event)) {
        if before.1 != value {
            let own = fields.find(name).map_or(name, |(own, _)| own);
            set(entry, own, value);
        }
    }
}

/// Sets a field. Its other spellings go, because the overlay could read one of
/// them instead.
pub(super) fn set(entry: &mut Map<String, Value>, name: &str, value: Value) {
    entry.retain(|other, _| !other.eq_ignore_ascii_case(name));
    entry.insert(name.to_owned(), value);
}

/// A number as JSON, without a fraction if it is whole.
pub(super) fn number(figure: f64) -> Value {
    #[allow(clippy::cast_possible_truncation)] // integers up to 2^53 are exact
    if figure.fract() == 0.0 && figure.abs() < 9e15 {
        return (figure as i64).into();
    }
    figure.into()
}

/// Whether a value has everything that is expected. A server may write `5` as
/// `5.0` and add fields.
pub(super) fn has_all_of(own: &Value, expected: &Value) -> bool {
    match (own, expected) {
        (Value::Object(own), Value::Object(expected)) => expected.iter().all(|(name, value)| {
            let own = own.get(name);
            own.is_some_and(|own| has_all_of(own, value))
        }),
        (Value::Number(own), Value::Number(expected)) => own.as_f64() == expected.as_f64(),
        (own, expected) => own == expected,
    }
}
