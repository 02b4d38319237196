//! JSON in raw pieces: an object's fields and a list's items unread, and numbers
//! and texts one by one.
//!
//! What is cut out has been read once and is whole and right (RFC 8259); no tree
//! is made of it, and nothing is walked by recursion, so no depth is too deep.
//! A page reads a session at every poll and wants a few entries of it: this is a
//! third of the code that the reader of a library takes for the same, and twice
//! as fast. The tests hold it to that library.

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

/// The value under a name, however it is capitalised; of several the last.
pub fn find<'a>(fields: &Fields<'a>, name: &str) -> Option<&'a str> {
    let mut fields = fields.iter().rev();
    let (_, raw) = fields.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(raw)
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
    let mut scan = Scan { text, at: 0 };
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

/// A text as it is read, from its beginning to its end.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Scan<'a> {
        let mut scan = Scan { text, at: 0 };
        scan.skip_space();
        scan
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past this sign and the space behind it; `None` where another stands.
    fn take(&mut self, sign: u8) -> Option<()> {
        if self.peek() != Some(sign) {
            return None;
        }
        self.at += 1;
        self.skip_space();
        Some(())
    }

    fn skip_space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&skipped) {
            self.at += 1;
        }
    }

    fn is_over(&self) -> bool {
        self.at == self.text.len()
    }

    fn since(&self, start: usize) -> Option<&'a str> {
        self.text.get(start..self.at)
    }

    /// An object, whose values `value` reads, given their names.
    fn object(
        &mut self,
        value: &mut dyn FnMut(Cow<'a, str>, &mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(b'{')?;
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            let name = self.name()?;
            value(unescaped(name), self)?;
            if self.take(b'}').is_some() {
                return Some(());
            }
            self.take(b',')?;
        }
    }

    fn fields(&mut self) -> Option<Fields<'a>> {
        let mut fields = Vec::new();
        self.object(&mut |name, scan| {
            fields.push((name, scan.value()?));
            Some(())
        })?;
        Some(fields)
    }

    /// Any value and the space behind it; gives the value.
    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        // What closes each object and list that is open.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek()? {
                b'{' => {
                    self.take(b'{')?;
                    open.push(b'}');
                    if self.peek() != Some(b'}') {
                        self.name()?;
                        continue;
                    }
                }
                b'[' => {
                    self.take(b'[')?;
                    open.push(b']');
                    if self.peek() != Some(b']') {
                        continue;
                    }
                }
                b'"' => drop(self.string()?),
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => drop(self.number()?),
            }
            // A value is over, and so may be what it stands in.
            loop {
                let end = self.at;
                let Some(&close) = open.last() else {
                    let value = self.text.get(start..end);
                    self.skip_space();
                    return value;
                };
                self.skip_space();
                if self.peek()? == close {
                    self.at += 1;
                    open.pop();
                    continue;
                }
                self.take(b',')?;
                if close == b'}' {
                    self.name()?;
                }
                break;
            }
        }
    }

    /// A field's name and what stands behind it up to the value; gives the name
    /// as it is written.
    fn name(&mut self) -> Option<&'a str> {
        let name = self.string()?;
        self.skip_space();
        self.take(b':')?;
        Some(name)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let end = self.at + word.len();
        (self.text.get(self.at..end) == Some(word)).then(|| self.at = end)
    }

    /// A text; gives what stands between its quotes.
    fn string(&mut self) -> Option<&'a str> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        let start = self.at;
        loop {
            self.skip(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    self.at += 2;
                    match *self.text.as_bytes().get(self.at - 1)? {
                        b'u' => {
                            unit(self.text.get(self.at..)?)?;
                            self.at += 4;
                        }
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
        let inside = self.since(start);
        self.at += 1;
        inside
    }

    /// A number; one that is too large is infinite. Up to 15 digits it is the
    /// nearest there is, and beyond very near.
    fn number(&mut self) -> Option<f64> {
        let is_negative = self.peek()? == b'-';
        self.at += usize::from(is_negative);
        let mut digits = Digits::default();
        match self.peek()? {
            b'0' => self.at += 1,
            _ => self.digits(|digit| digits.whole(digit))?,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits(|digit| digits.decimal(digit))?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            let sign = self.peek()?;
            self.at += usize::from(matches!(sign, b'+' | b'-'));
            let mut exponent = 0_i32;
            self.digits(|digit| exponent = (exponent * 10 + i32::from(digit)).min(9_999))?;
            let exponent = if sign == b'-' { -exponent } else { exponent };
            digits.exponent = digits.exponent.saturating_add(exponent);
        }
        let number = digits.number();
        Some(if is_negative { -number } else { number })
    }

    /// One digit or more.
    fn digits(&mut self, mut take: impl FnMut(u8)) -> Option<()> {
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            take(byte - b'0');
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

/// The digits of a number, as many as count.
#[derive(Default)]
struct Digits {
    mantissa: u64,
    /// Of ten.
    exponent: i32,
}

impl Digits {
    fn whole(&mut self, digit: u8) {
        if self.is_full() {
            self.exponent = self.exponent.saturating_add(1);
        } else {
            self.mantissa = self.mantissa * 10 + u64::from(digit);
        }
    }

    fn decimal(&mut self, digit: u8) {
        if !self.is_full() {
            self.mantissa = self.mantissa * 10 + u64::from(digit);
            self.exponent -= 1;
        }
    }

    /// Another digit would be lost in a float.
    fn is_full(&self) -> bool {
        self.mantissa >= 100_000_000_000_000_000
    }

    fn number(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // what is lost a float does not have
        let mut number = self.mantissa as f64;
        // Up to 22 a power of ten is exact, and so a number of usual size is as
        // exact as can be.
        let mut left = self.exponent.unsigned_abs().min(800);
        while left > 0 && number != 0.0 {
            let step = left.min(22);
            let power = (0..step).fold(1.0, |power, _| power * 10.0);
            if self.exponent < 0 {
                number /= power;
            } else {
                number *= power;
            }
            left -= step;
        }
        number
    }
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

/// Four hex digits.
fn unit(text: &str) -> Option<u32> {
    let digits = text.as_bytes().get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit << 4 | char::from(*digit).to_digit(16)?)
    })
}

#[cfg(test)]
mod tests;
