//! A scanner for the JSON grammar.

use super::{Fields, unescaped};
use std::borrow::Cow;

/// A text and the position in it.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Scan<'a> {
        let mut scan = Scan::at_start(text);
        scan.skip_space();
        scan
    }

    /// Like [`Scan::new`], but does not skip leading space.
    pub(super) fn at_start(text: &'a str) -> Scan<'a> {
        Scan { text, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips this byte and the space after it; `None` if it is another byte.
    pub(super) fn skip_byte(&mut self, byte: u8) -> Option<()> {
        if self.peek() != Some(byte) {
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

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    fn since(&self, start: usize) -> Option<&'a str> {
        self.text.get(start..self.at)
    }

    /// Scans an object. `value` gets each name and scans its value.
    pub(super) fn object(
        &mut self,
        value: &mut dyn FnMut(Cow<'a, str>, &mut Self) -> Option<()>,
    ) -> Option<()> {
        self.skip_byte(b'{')?;
        if self.skip_byte(b'}').is_some() {
            return Some(());
        }
        loop {
            let name = self.name()?;
            value(unescaped(name), self)?;
            if self.skip_byte(b'}').is_some() {
                return Some(());
            }
            self.skip_byte(b',')?;
        }
    }

    pub(super) fn fields(&mut self) -> Option<Fields<'a>> {
        let mut fields = Vec::new();
        self.object(&mut |name, scan| {
            fields.push((name, scan.value()?));
            Some(())
        })?;
        Some(fields)
    }

    /// Scans any value and the space after it, and returns the value.
    pub(super) fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        // The closing bytes of all open objects and arrays.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek()? {
                b'{' => {
                    self.skip_byte(b'{')?;
                    open.push(b'}');
                    if self.peek() != Some(b'}') {
                        self.name()?;
                        continue;
                    }
                }
                b'[' => {
                    self.skip_byte(b'[')?;
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
            // A value has ended, and maybe its object or array too.
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
                self.skip_byte(b',')?;
                if close == b'}' {
                    self.name()?;
                }
                break;
            }
        }
    }

    /// Scans a name and its colon, and returns the name with its escapes.
    fn name(&mut self) -> Option<&'a str> {
        let name = self.string()?;
        self.skip_space();
        self.skip_byte(b':')?;
        Some(name)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let end = self.at + word.len();
        (self.text.get(self.at..end) == Some(word)).then(|| self.at = end)
    }

    /// Scans a text, and returns its inside.
    pub(super) fn string(&mut self) -> Option<&'a str> {
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

    /// Scans a number; one that is too large is infinite. Up to 15 digits the result
    /// is exact, and above that almost exact.
    pub(super) fn number(&mut self) -> Option<f64> {
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

    /// Scans one or more digits.
    fn digits(&mut self, mut take: impl FnMut(u8)) -> Option<()> {
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            take(byte - b'0');
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

/// The significant digits of a number.
#[derive(Default)]
struct Digits {
    mantissa: u64,
    /// A power of ten.
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

    /// Whether a float cannot represent more digits.
    fn is_full(&self) -> bool {
        self.mantissa >= 100_000_000_000_000_000
    }

    fn number(&self) -> f64 {
        #[allow(clippy::cast_precision_loss)] // a float has no more digits
        let mut number = self.mantissa as f64;
        // Powers of ten up to 22 are exact in a float.
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

/// Parses four hex digits.
pub(super) fn unit(text: &str) -> Option<u32> {
    let digits = text.as_bytes().get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit << 4 | char::from(*digit).to_digit(16)?)
    })
}
