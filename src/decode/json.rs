//! JSON in raw pieces: an object's fields unread, and numbers and texts one by one.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The fields of an object, in order.
pub(super) type Fields<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

/// A field's name, which is only copied where it holds an escape.
struct Name<'a>(Cow<'a, str>);

impl<'a> Deserialize<'a> for Name<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'a> Visitor<'a> for Text {
            type Value = Name<'a>;

            fn expecting(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
                to.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'a str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'a>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// The fields of a JSON object, in order, their values unread.
pub(super) fn fields(raw: &str) -> Option<Fields<'_>> {
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
                    while let Some((Name(name), raw)) = map.next_entry()? {
                        pairs.push((name, raw));
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
pub(super) fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a str> {
    let (_, raw) = fields
        .iter()
        .rev()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(raw.get())
}

/// A finite number, or a text that holds one.
pub(super) fn number(raw: &str) -> Option<f64> {
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
pub(super) fn text(raw: &str) -> Option<String> {
    if raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(raw.to_owned());
    }
    serde_json::from_str(raw).ok()
}

/// The same JSON text with every half of a surrogate pair that stands alone
/// replaced, for JavaScript writes them and `serde_json` refuses them.
pub(super) fn whole_characters(raw: &str) -> Cow<'_, str> {
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
