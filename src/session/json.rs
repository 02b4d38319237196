//! Splits JSON into raw parts: the fields of an object, the items of a list, and
//! single numbers and texts.
//!
//! A part that was cut out is valid JSON (RFC 8259). There is no recursion, so deep
//! nesting cannot overflow the stack. This takes a third of the code of
//! `serde_json`, which the tests compare it with.

mod scan;

use scan::{Scan, unit};
use std::borrow::Cow;

/// The names and raw values of an object, in order.
pub type Fields<'a> = Vec<(Cow<'a, str>, &'a str)>;

/// The fields of a JSON object; `None` if the text is no object.
pub fn fields(raw: &str) -> Option<Fields<'_>> {
    let mut scan = Scan::new(raw);
    let fields = scan.fields()?;
    scan.is_at_end().then_some(fields)
}

/// The fields of the object under this name in an object. If the name occurs twice,
/// the last field counts. `None` if its value is no object.
pub fn fields_under<'a>(raw: &'a str, name: &str) -> Option<Fields<'a>> {
    let mut scan = Scan::new(raw);
    let mut found = None;
    scan.object(&mut |own, scan| {
        if own != name {
            return scan.value().map(drop);
        }
        found = None;
        if scan.peek() == Some(b'{') {
            found = Some(scan.fields()?);
            return Some(());
        }
        scan.value().map(drop)
    })?;
    found.filter(|_| scan.is_at_end())
}

/// The raw items of a JSON array, in order; `None` if the text is no array.
pub fn items(raw: &str) -> Option<Vec<&str>> {
    let mut scan = Scan::new(raw);
    let mut items = Vec::new();
    scan.skip_byte(b'[')?;
    if scan.skip_byte(b']').is_none() {
        loop {
            items.push(scan.value()?);
            if scan.skip_byte(b']').is_some() {
                break;
            }
            scan.skip_byte(b',')?;
        }
    }
    scan.is_at_end().then_some(items)
}

/// The value under a name, ignoring ASCII case. If the name occurs twice, the last
/// value counts.
pub fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a str> {
    find_field(fields, name).map(|(_, raw)| *raw)
}

/// The field of this name, ignoring ASCII case, with its own spelling. If the name
/// occurs twice, the last field counts.
pub fn find_field<'a, 'b>(
    fields: &'b Fields<'a>,
    name: &str,
) -> Option<&'b (Cow<'a, str>, &'a str)> {
    let mut fields = fields.iter().rev();
    fields.find(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// A finite number, or a text that contains one.
pub fn number(raw: &str) -> Option<f64> {
    if raw.starts_with('"') {
        return bare_number(text(raw)?.trim());
    }
    bare_number(raw)
}

/// A finite JSON number without anything around it.
pub fn bare_number(text: &str) -> Option<f64> {
    let mut scan = Scan::at_start(text);
    let number = scan.number()?;
    (scan.is_at_end() && number.is_finite()).then_some(number)
}

/// A text, or a number as its text. Lone surrogates, which JavaScript can write, are
/// replaced, because a `String` cannot contain them.
pub fn text(raw: &str) -> Option<String> {
    if raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(raw.to_owned());
    }
    let mut scan = Scan::new(raw);
    let inside = scan.string()?;
    scan.is_at_end().then(|| unescaped(inside).into_owned())
}

/// Resolves the escapes in the inside of a text.
fn unescaped(inside: &str) -> Cow<'_, str> {
    if !inside.contains('\\') {
        return Cow::Borrowed(inside);
    }
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = escape.chars();
        let letter = letters.next().unwrap_or('\\');
        rest = letters.as_str();
        let meant = match letter {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (character, behind) = character(rest);
                rest = behind;
                character
            }
            itself => itself,
        };
        text.push(meant);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character after `\u`, which may be a surrogate pair, and the text after it.
fn character(text: &str) -> (char, &str) {
    let (first, mut rest) = (unit(text), text.get(4..).unwrap_or_default());
    let low = rest.strip_prefix("\\u").and_then(unit);
    let code = match (first, low) {
        (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
            rest = rest.get(6..).unwrap_or_default();
            Some(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        }
        (first, _) => first,
    };
    let character = code.and_then(char::from_u32);
    (character.unwrap_or(char::REPLACEMENT_CHARACTER), rest)
}

#[cfg(test)]
mod tests;
