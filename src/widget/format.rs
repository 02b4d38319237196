//! Formats figures, tiers, ages and remaining times as text.
//!
//! A [`Locale`] does what depends on the language. On air that is the browser's
//! `Intl`.

use crate::session::catalogue::Unit;
use crate::session::timestamp::{DAY_MS, Timestamp};

/// The language and currency of an address.
pub trait Locale {
    /// A number with this many decimals.
    fn number(&self, value: f64, min_decimals: u8, max_decimals: u8) -> String;
    /// An amount of money; with `None` the currency decides on the decimals.
    /// Returns `None` if the address has no currency.
    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String>;
    /// A ratio as a whole percentage.
    fn percent(&self, ratio: f64) -> String;
    /// A short duration: `4h`.
    fn duration(&self, count: f64, unit: TimeUnit) -> String;
    /// A time in the past: `4 hours ago`, and `now` for zero.
    fn ago(&self, count: f64, unit: TimeUnit) -> String;
    /// A time of day in the machine's time zone, with the date if that is not the day of
    /// `now`.
    fn time_of_day(&self, time: Timestamp, now: Timestamp) -> String;
    /// The timestamp of a local time in the machine's time zone.
    fn local_timestamp(&self, local_ms: f64) -> Timestamp;
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// One second.
    Second,
}

impl TimeUnit {
    /// Its name in `Intl`.
    pub fn name(self) -> &'static str {
        match self {
            TimeUnit::Day => "day",
            TimeUnit::Hour => "hour",
            TimeUnit::Minute => "minute",
            TimeUnit::Second => "second",
        }
    }

    /// Its length in milliseconds.
    pub fn milliseconds(self) -> f64 {
        match self {
            TimeUnit::Day => DAY_MS,
            TimeUnit::Hour => 3_600_000.0,
            TimeUnit::Minute => 60_000.0,
            TimeUnit::Second => 1_000.0,
        }
    }

    /// The largest unit that is not longer than `duration` milliseconds; seconds
    /// for anything shorter.
    fn largest_in(duration: f64) -> TimeUnit {
        [TimeUnit::Day, TimeUnit::Hour, TimeUnit::Minute]
            .into_iter()
            .find(|unit| duration >= unit.milliseconds())
            .unwrap_or(TimeUnit::Second)
    }
}

/// Formats a figure in its unit. Without `decimals` the unit decides on them.
pub fn figure(value: f64, unit: Unit, decimals: Option<u8>, locale: &dyn Locale) -> String {
    let max_decimals = decimals.unwrap_or(match unit {
        Unit::Money | Unit::Plain => 2,
        Unit::Count | Unit::Bits | Unit::Kicks | Unit::Months | Unit::Viewers => 0,
    });
    // `Intl` formats a negative number that rounds to zero as -0.
    let smallest = [0.5, 0.05, 0.005, 0.000_5, 0.000_05];
    let rounds_to_zero = smallest
        .get(usize::from(max_decimals))
        .is_some_and(|&smallest| value.abs() < smallest);
    let value = if rounds_to_zero { 0.0 } else { value };
    let money = match unit {
        Unit::Money => locale.money(value, decimals),
        Unit::Count | Unit::Bits | Unit::Kicks | Unit::Months | Unit::Viewers | Unit::Plain => None,
    };
    money.unwrap_or_else(|| locale.number(value, decimals.unwrap_or(0), max_decimals))
}

/// Formats a tier as `Tier 1` to `Tier 3` or `Prime`, whatever form the API uses.
/// Empty for no tier; an unknown tier stays as it is.
pub fn tier(tier: &str) -> String {
    match tier {
        "" => String::new(),
        "1000" | "1" => "Tier 1".to_owned(),
        "2000" | "2" => "Tier 2".to_owned(),
        "3000" | "3" => "Tier 3".to_owned(),
        "prime" | "Prime" => "Prime".to_owned(),
        other => other.to_owned(),
    }
}

/// Formats an age in milliseconds in its largest unit. Less than a minute is now,
/// and so is a time in the future.
pub fn ago(age: f64, locale: &dyn Locale) -> String {
    match TimeUnit::largest_in(age) {
        TimeUnit::Second => locale.ago(0.0, TimeUnit::Second),
        unit => locale.ago((age / unit.milliseconds()).floor(), unit),
    }
}

/// Milliseconds until the text of [`ago`] changes.
pub fn ago_changes_in(age: f64) -> f64 {
    let unit = match TimeUnit::largest_in(age) {
        TimeUnit::Second => TimeUnit::Minute,
        unit => unit,
    };
    unit.milliseconds() - remainder(age, unit.milliseconds())
}

/// Formats a remaining time in its two largest units: `2d 7h`, `1h 6m`, `59s`.
/// There are no hours from 100 days on.
pub fn time_left(left: f64, locale: &dyn Locale) -> String {
    if left <= 0.0 {
        return "ended".to_owned();
    }
    let unit = TimeUnit::largest_in(left);
    let count = (left / unit.milliseconds()).floor();
    let text = locale.duration(count, unit);
    let smaller = match unit {
        TimeUnit::Day => TimeUnit::Hour,
        TimeUnit::Hour => TimeUnit::Minute,
        TimeUnit::Minute | TimeUnit::Second => return text,
    };
    if count >= 100.0 {
        return text;
    }
    let total = (left / smaller.milliseconds()).floor();
    let rest = total - count * (unit.milliseconds() / smaller.milliseconds()).round();
    text + " " + &locale.duration(rest, smaller)
}

/// Formats seconds as `h:mm:ss`, rounded up; nothing is negative.
pub fn clock(seconds: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    let seconds = seconds.ceil() as u64;
    let two_digits = |count: u64| {
        let zero = if count < 10 { "0" } else { "" };
        [zero, &count.to_string()].concat()
    };
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    [
        &hours.to_string(),
        ":",
        &two_digits(minutes % 60),
        ":",
        &two_digits(seconds % 60),
    ]
    .concat()
}

/// Milliseconds until the text of [`time_left`] changes; `None` after the end.
pub fn time_left_changes_in(left: f64) -> Option<f64> {
    if left <= 0.0 {
        return None;
    }
    let step = match TimeUnit::largest_in(left) {
        TimeUnit::Day => TimeUnit::Hour,
        TimeUnit::Hour | TimeUnit::Minute => TimeUnit::Minute,
        TimeUnit::Second => TimeUnit::Second,
    };
    Some(remainder(left, step.milliseconds()).max(1.0))
}

/// The same as `%`, whose code for floats is larger.
fn remainder(value: f64, divisor: f64) -> f64 {
    value - (value / divisor).floor() * divisor
}

#[cfg(test)]
pub(super) mod tests;
