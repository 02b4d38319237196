//! Timestamps, and the ISO 8601 dates and times that they are parsed from.
//!
//! There is no clock here: the present time is always an argument.

/// Milliseconds since 1970-01-01T00:00Z. Always finite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Timestamp(pub f64);

impl Timestamp {
    /// Milliseconds from `earlier` to this time; negative if `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> f64 {
        self.0 - earlier.0
    }

    /// Parses a date and time as the API writes it. Without an offset it is UTC.
    pub fn from_iso(text: &str) -> Option<Timestamp> {
        IsoDateTime::parse(text).map(|iso| Timestamp(iso.local_ms - iso.offset.unwrap_or(0.0)))
    }
}

/// An ISO 8601 date, or a date and time, whose time zone may be open.
#[derive(Clone, Debug, PartialEq)]
pub struct IsoDateTime {
    /// The local time, in milliseconds since 1970-01-01T00:00. For a date alone it
    /// is the end of that day.
    pub local_ms: f64,
    /// Milliseconds that the local time is ahead of UTC; `None` if the text has no
    /// offset.
    pub offset: Option<f64>,
}

const MINUTE_MS: f64 = 60_000.0;
/// Milliseconds in a day.
pub const DAY_MS: f64 = 86_400_000.0;

impl IsoDateTime {
    /// Parses `2026-12-24`, `2026-12-24T20:00`, `…T20:00:30.5Z`, `…+01:00`. A space
    /// is accepted for `T`, and for `+`, since a `+` in a query means a space.
    pub fn parse(text: &str) -> Option<IsoDateTime> {
        let mut cursor = Cursor(text.trim().as_bytes());
        let year = cursor.digits(4)?;
        cursor.skip(b"-")?;
        let month = cursor.digits(2)?;
        cursor.skip(b"-")?;
        let day = cursor.digits(2)?;
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let midnight = f64::from(days_since_1970(year, month, day)) * DAY_MS;
        let (local_ms, offset) = if cursor.is_at_end() {
            (midnight + DAY_MS, None)
        } else {
            cursor.skip(b"Tt ")?;
            let time = cursor.time_of_day()?;
            let offset = if cursor.is_at_end() {
                None
            } else {
                Some(cursor.offset()?)
            };
            (midnight + time, offset)
        };
        cursor
            .is_at_end()
            .then_some(IsoDateTime { local_ms, offset })
    }
}

/// The bytes that are not parsed yet.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn digits(&mut self, count: usize) -> Option<u16> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number: u16, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u16::from(digit - b'0'))
        })
    }

    fn skip(&mut self, any_of: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        any_of.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// Milliseconds since midnight.
    fn time_of_day(&mut self) -> Option<f64> {
        let hour = self.digits(2)?;
        self.skip(b":")?;
        let minute = self.digits(2)?;
        let second = match self.skip(b":") {
            Some(_) => self.digits(2)?,
            None => 0,
        };
        // A leap second is second 60.
        if hour > 24 || minute > 59 || second > 60 {
            return None;
        }
        let mut fraction = 0.0;
        if self.skip(b".,").is_some() {
            let mut place = 100.0;
            while let Some(digit) = self.skip(b"0123456789") {
                fraction += f64::from(digit - b'0') * place;
                place /= 10.0;
            }
        }
        let minutes = f64::from(hour) * 60.0 + f64::from(minute);
        let time = minutes * MINUTE_MS + f64::from(second) * 1000.0 + fraction.floor();
        // In ISO 8601 24:00 is the end of the day, and there is no time after it.
        (hour < 24 || time <= DAY_MS).then_some(time)
    }

    /// Milliseconds ahead of UTC.
    fn offset(&mut self) -> Option<f64> {
        let sign = match self.skip(b"Zz+- ")? {
            b'Z' | b'z' => return Some(0.0),
            b'-' => -1.0,
            _ => 1.0,
        };
        let hours = self.digits(2)?;
        let _ = self.skip(b":");
        let minutes = if self.is_at_end() { 0 } else { self.digits(2)? };
        (hours < 24 && minutes < 60)
            .then(|| sign * (f64::from(hours) * 60.0 + f64::from(minutes)) * MINUTE_MS)
    }
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the Gregorian calendar. Years are counted from March, so
/// that the leap day is the last of its year.
fn days_since_1970(year: u16, month: u16, day: u16) -> i32 {
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leaps + (153 * month_from_march + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(
            Timestamp::from_iso(text).map(|timestamp| timestamp.0),
            expected,
            "{text}"
        );
    }

    #[test]
    fn dates_are_parsed_to_the_millisecond() {
        check("2018-05-10T11:24:04.127Z", Some(1_525_951_444_127.0));
        check("2018-12-06T15:54:41.61Z", Some(1_544_111_681_610.0));
        check("1970-01-01T00:00:00Z", Some(0.0));
        check("2024-02-29T12:00Z", Some(1_709_208_000_000.0));
        check("2026-12-24T20:00:00+01:00", Some(1_798_138_800_000.0));
        check("2026-12-24 20:00:00-0130", Some(1_798_147_800_000.0));
    }

    #[test]
    fn a_date_alone_is_the_end_of_that_day() {
        assert_eq!(
            IsoDateTime::parse("1970-01-01").map(|iso| (iso.local_ms, iso.offset)),
            Some((DAY_MS, None))
        );
    }

    #[test]
    fn hour_24_is_the_end_of_the_day() {
        check("2026-12-24T24:00Z", Some(1_798_156_800_000.0));
        check("2026-12-24T24:00:00.000Z", Some(1_798_156_800_000.0));
    }

    #[test]
    fn malformed_dates_are_rejected() {
        for text in [
            "",
            "tomorrow",
            "2026-13-01",
            "2026-02-29",
            "2026-1-1",
            "2026-12-24T",
            "2026-12-24T25:00",
            "2026-12-24T24:59",
            "2026-12-24T24:00:01",
            "2026-12-24T24:00:00.5",
            "2026-12-24T20:00+1",
            "2026-12-24T20:00Zx",
            "２０２６-12-24",
        ] {
            check(text, None);
        }
    }
}
