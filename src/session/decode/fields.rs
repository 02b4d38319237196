//! The fields of JSON objects, and the odd texts and numbers that they may hold.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// The fields of a JSON object, in order, with their values unread.
///
/// `derive(Deserialize)` would reject names in another capitalisation, and names that
/// occur twice.
#[derive(Debug, Default)]
pub struct Fields<'a>(Vec<(LossyText, &'a RawValue)>);

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields<'de>, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields<'de>, M::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

impl<'a> Fields<'a> {
    /// The fields of an object; `None` if the JSON is no object.
    pub fn parse(raw: &'a str) -> Option<Fields<'a>> {
        serde_json::from_str(raw).ok()
    }

    /// All names and their values, in order.
    pub fn into_pairs(self) -> impl ExactSizeIterator<Item = (String, &'a str)> {
        self.0.into_iter().map(|(name, raw)| (name.0, raw.get()))
    }

    /// The last value of exactly this name.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        let (_, raw) = self.0.iter().rev().find(|(own, _)| own.0 == name)?;
        Some(raw.get())
    }

    /// The last field of this name in any capitalisation, with its own spelling.
    pub fn find(&self, name: &str) -> Option<(&str, &'a str)> {
        let mut fields = self.0.iter().rev();
        let (own, raw) = fields.find(|(own, _)| own.0.eq_ignore_ascii_case(name))?;
        Some((&own.0, raw.get()))
    }

    /// Whether the object has no fields.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The [`text`] under this name.
    pub fn text(&self, name: &str) -> Option<String> {
        text(self.find(name)?.1)
    }

    /// The [`number`] under this name.
    pub fn number(&self, name: &str) -> Option<f64> {
        number(self.find(name)?.1)
    }
}

/// A finite number, or a text that contains one.
pub(super) fn number(raw: &str) -> Option<f64> {
    if raw.starts_with('"') {
        return serde_json::from_str(text(raw)?.trim()).ok();
    }
    serde_json::from_str(raw).ok()
}

/// A text, or a number as it is written.
pub fn text(raw: &str) -> Option<String> {
    if raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(raw.to_owned());
    }
    serde_json::from_str(raw).ok().map(|LossyText(text)| text)
}

/// A JSON text. JavaScript can write half a surrogate pair, which a `String` cannot
/// contain; it becomes U+FFFD.
#[derive(Debug)]
struct LossyText(String);

impl<'de> Deserialize<'de> for LossyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LossyText, D::Error> {
        // `serde_json` rejects half a pair in a `String`, but not in bytes.
        deserializer.deserialize_bytes(LossyTextVisitor)
    }
}

struct LossyTextVisitor;

impl Visitor<'_> for LossyTextVisitor {
    type Value = LossyText;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a text")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<LossyText, E> {
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            // Half a pair is three invalid bytes, and only the first is 0xED.
            if chunk.invalid() == [0xED] {
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        Ok(LossyText(text))
    }
}

#[cfg(test)]
mod tests;
