//! Moments in time and the ISO 8601 text they come as.
//!
//! Knows no clock: the present is always an argument.

/// Milliseconds since 1970 in UTC. Finite.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Timestamp(pub f64);

impl Timestamp {
    /// Milliseconds from `earlier` to here; negative when `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> f64 {
        self.0 - earlier.0
    }

    /// Reads a date-time as the API writes it. One without an offset is UTC,
    /// for so the API means it.
    pub fn from_iso(text: &str) -> Option<Timestamp> {
        IsoDateTime::read(text).map(|iso| Timestamp(iso.local_ms - iso.offset.unwrap_or(0.0)))
    }
}

/// An ISO 8601 date or date-time as it was written, before a time zone is
/// settled on.
#[derive(Clone, Debug, PartialEq)]
pub struct IsoDateTime {
    /// Milliseconds since 1970 on the wall clock that the text speaks of. A
    /// date alone is the end of that day.
    pub local_ms: f64,
    /// Milliseconds that the wall clock is ahead of UTC; `None` where the text
    /// names no offset.
    pub offset: Option<f64>,
}

const MINUTE: f64 = 60_000.0;
/// Milliseconds in a day.
pub const DAY_MS: f64 = 86_400_000.0;

impl IsoDateTime {
    /// Reads `2026-12-24`, `2026-12-24T20:00`, `…T20:00:30.5Z`, `…+01:00`. A
    /// space may stand for the `T`, and for the `+` that a query turns into
    /// one.
    pub fn read(text: &str) -> Option<IsoDateTime> {
        let mut rest = Digits(text.trim().as_bytes());
        let year = rest.take(4)?;
        rest.skip(b"-")?;
        let month = rest.take(2)?;
        rest.skip(b"-")?;
        let day = rest.take(2)?;
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        let midnight = f64::from(days_since_1970(year, month, day)) * DAY_MS;
        let (local_ms, offset) = if rest.0.is_empty() {
            (midnight + DAY_MS, None)
        } else {
            rest.skip(b"Tt ")?;
            let time = rest.time_of_day()?;
            (midnight + time, rest.offset()?)
        };
        Some(IsoDateTime { local_ms, offset })
    }
}

/// What is left of the text that is being read.
struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    fn take(&mut self, count: usize) -> Option<u16> {
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

    fn time_of_day(&mut self) -> Option<f64> {
        let hour = self.take(2)?;
        self.skip(b":")?;
        let minute = self.take(2)?;
        let second = match self.skip(b":") {
            Some(_) => self.take(2)?,
            None => 0,
        };
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
        let time = minutes * MINUTE + f64::from(second) * 1000.0 + fraction.floor();
        // ISO 8601 has 24:00 for the end of the day, and nothing after it.
        (hour < 24 || time <= DAY_MS).then_some(time)
    }

    #[allow(clippy::option_option)] // outer: can it be read; inner: is there one
    fn offset(&mut self) -> Option<Option<f64>> {
        if self.0.is_empty() {
            return Some(None);
        }
        let sign = match self.skip(b"Zz+- ")? {
            b'Z' | b'z' => return self.0.is_empty().then_some(Some(0.0)),
            b'-' => -1.0,
            _ => 1.0,
        };
        let hours = self.take(2)?;
        let _ = self.skip(b":");
        let minutes = if self.0.is_empty() { 0 } else { self.take(2)? };
        (self.0.is_empty() && hours < 24 && minutes < 60)
            .then(|| Some(sign * (f64::from(hours) * 60.0 + f64::from(minutes)) * MINUTE))
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

/// Days from 1970-01-01 in the Gregorian calendar, counted in years that begin
/// in March so that the leap day comes last.
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
        assert_eq!(Timestamp::from_iso(text).map(|m| m.0), expected, "{text}");
    }

    #[test]
    fn the_apis_dates_are_read_to_the_millisecond() {
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
            IsoDateTime::read("1970-01-01").map(|iso| (iso.local_ms, iso.offset)),
            Some((DAY_MS, None))
        );
    }

    #[test]
    fn hour_24_is_the_end_of_the_day() {
        check("2026-12-24T24:00Z", Some(1_798_156_800_000.0));
        check("2026-12-24T24:00:00.000Z", Some(1_798_156_800_000.0));
    }

    #[test]
    fn what_is_no_date_is_refused() {
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
