//! JSON in raw pieces: an object's fields and a list's items unread, and numbers
//! and texts one by one.
//!
//! What is cut out has been read once and is whole and right (RFC 8259); no tree
//! is made of it, and nothing is walked by recursion, so no depth is too deep.
//! A page reads a session at every poll and wants a few entries of it; this does
//! that with a third of the code that `serde_json` takes for the same, and without
//! the machinery that prints its errors. The tests hold it to that library.

mod scan;

use scan::{Scan, unit};
use std::borrow::Cow;

/// The fields of an object, in order.
pub type Fields<'a> = Vec<(Cow<'a, str>, &'a str)>;

/// The fields of a JSON object, in order, their values unread; `None` for what is
/// no object.
pub fn fields(raw: &str) -> Option<Fields<'_>> {
    let mut scan = Scan::new(raw);
    let fields = scan.fields()?;
    scan.is_over().then_some(fields)
}

/// The fields of the object that stands under this name in an object, of several
/// in the last; `None` where there is none.
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
    found.filter(|_| scan.is_over())
}

/// The items of a JSON list, in order, unread; `None` for what is no list.
pub fn items(raw: &str) -> Option<Vec<&str>> {
    let mut scan = Scan::new(raw);
    let mut items = Vec::new();
    scan.take(b'[')?;
    if scan.take(b']').is_none() {
        loop {
            items.push(scan.value()?);
            if scan.take(b']').is_some() {
                break;
            }
            scan.take(b',')?;
        }
    }
    scan.is_over().then_some(items)
}

/// The value under a name, ignoring ASCII case; of several the last.
pub fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a str> {
    find_field(fields, name).map(|(_, raw)| *raw)
}

/// The field of this name, ignoring ASCII case, with its own spelling; of several
/// the last.
pub fn find_field<'a, 'b>(
    fields: &'b Fields<'a>,
    name: &str,
) -> Option<&'b (Cow<'a, str>, &'a str)> {
    let mut fields = fields.iter().rev();
    fields.find(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// A finite number, or a text that holds one.
pub fn number(raw: &str) -> Option<f64> {
    if raw.starts_with('"') {
        return bare_number(text(raw)?.trim());
    }
    bare_number(raw)
}

/// A finite number as JSON writes it, and nothing else.
pub fn bare_number(text: &str) -> Option<f64> {
    let mut scan = Scan::at_start(text);
    let number = scan.number()?;
    (scan.is_over() && number.is_finite()).then_some(number)
}

/// A text; a number counts as the text that it was written as. Half of a surrogate
/// pair that stands alone is replaced, for JavaScript writes such and no text of
/// ours can hold it.
pub fn text(raw: &str) -> Option<String> {
    if raw.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return Some(raw.to_owned());
    }
    let mut scan = Scan::new(raw);
    let inside = scan.string()?;
    scan.is_over().then(|| unescaped(inside).into_owned())
}

/// What the inside of a text says.
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

/// The character behind `\u`, which may be written as two halves, and what stands
/// behind it.
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
