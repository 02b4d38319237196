//! Figures, tiers, ages and time left, as text.
//!
//! What needs a language is asked of a [`Locale`]; the browser's own stands
//! behind it on air.

use crate::session::catalogue::Unit;
use crate::session::timestamp::{DAY_MS, IsoDateTime, Timestamp};

/// The words and separators of a language, and the currency of an address.
pub trait Locale {
    /// A number with at least and at most so many decimals.
    fn number(&self, value: f64, least: u8, most: u8) -> String;
    /// An amount in the address's currency with so many decimals, or the
    /// currency's own; `None` where the address names no currency.
    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String>;
    /// A share of one, as whole percent.
    fn percent(&self, share: f64) -> String;
    /// A stretch of time, short: `4h`.
    fn span(&self, count: f64, unit: TimeUnit) -> String;
    /// How long ago something was: `4 hours ago`; 0 is now.
    fn ago(&self, count: f64, unit: TimeUnit) -> String;
    /// When the wall clock of this machine shows what `civil` says.
    fn local(&self, civil: f64) -> Timestamp;
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
    /// The name that the browser knows it by.
    pub fn name(self) -> &'static str {
        match self {
            TimeUnit::Day => "day",
            TimeUnit::Hour => "hour",
            TimeUnit::Minute => "minute",
            TimeUnit::Second => "second",
        }
    }

    /// Its length in milliseconds.
    pub fn length(self) -> f64 {
        match self {
            TimeUnit::Day => DAY_MS,
            TimeUnit::Hour => 3_600_000.0,
            TimeUnit::Minute => 60_000.0,
            TimeUnit::Second => 1_000.0,
        }
    }

    /// The largest unit that fits into so many milliseconds.
    fn within(span: f64) -> TimeUnit {
        [TimeUnit::Day, TimeUnit::Hour, TimeUnit::Minute]
            .into_iter()
            .find(|unit| span >= unit.length())
            .unwrap_or(TimeUnit::Second)
    }
}

/// A figure in its unit, with so many decimals or as many as the unit has.
pub fn figure(value: f64, unit: Unit, decimals: Option<u8>, locale: &dyn Locale) -> String {
    let most = decimals.unwrap_or(match unit {
        Unit::Money | Unit::Plain => 2,
        Unit::Count | Unit::Bits | Unit::Months | Unit::Viewers => 0,
    });
    // Else what rounds to zero would be written as -0.
    let smallest = [0.5, 0.05, 0.005, 0.000_5, 0.000_05];
    let rounds_to_zero = smallest
        .get(usize::from(most))
        .is_some_and(|&smallest| value.abs() < smallest);
    let value = if rounds_to_zero { 0.0 } else { value };
    let money = match unit {
        Unit::Money => locale.money(value, decimals),
        Unit::Count | Unit::Bits | Unit::Months | Unit::Viewers | Unit::Plain => None,
    };
    money.unwrap_or_else(|| locale.number(value, decimals.unwrap_or(0), most))
}

/// `Tier 1` to `Tier 3` or `Prime`, however the API wrote it; empty for none.
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

/// How long ago, in the largest unit that fits; what lies ahead, or less than a
/// minute back, is now.
pub fn ago(age: f64, locale: &dyn Locale) -> String {
    match TimeUnit::within(age) {
        TimeUnit::Second => locale.ago(0.0, TimeUnit::Second),
        unit => locale.ago((age / unit.length()).floor(), unit),
    }
}

/// Milliseconds until [`ago`] says something else.
pub fn ago_changes_in(age: f64) -> f64 {
    let unit = match TimeUnit::within(age) {
        TimeUnit::Second => TimeUnit::Minute,
        unit => unit,
    };
    unit.length() - past_whole(age, unit.length())
}

/// The moment that a goal's end names.
pub fn end(ends: &IsoDateTime, locale: &dyn Locale) -> Timestamp {
    match ends.offset {
        Some(offset) => Timestamp(ends.civil - offset),
        None => locale.local(ends.civil),
    }
}

/// The time left in the two largest units that say something, seconds only in
/// the last minute.
pub fn time_left(left: f64, locale: &dyn Locale) -> String {
    if left <= 0.0 {
        return "ended".to_owned();
    }
    let unit = TimeUnit::within(left);
    let count = (left / unit.length()).floor();
    let smaller = match unit {
        TimeUnit::Day => Some(TimeUnit::Hour),
        TimeUnit::Hour => Some(TimeUnit::Minute),
        TimeUnit::Minute | TimeUnit::Second => None,
    };
    let rest = smaller.map(|unit| ((left / unit.length()).floor(), unit));
    let mut text = locale.span(count, unit);
    if let (Some((total, smaller)), true) = (rest, count < 100.0) {
        let rest = total - count * (unit.length() / smaller.length()).round();
        text = text + " " + &locale.span(rest, smaller);
    }
    text
}

/// Milliseconds until [`time_left`] says something else; `None` once it ended.
pub fn time_left_changes_in(left: f64) -> Option<f64> {
    if left <= 0.0 {
        return None;
    }
    let step = match TimeUnit::within(left) {
        TimeUnit::Day => TimeUnit::Hour,
        TimeUnit::Hour | TimeUnit::Minute => TimeUnit::Minute,
        TimeUnit::Second => TimeUnit::Second,
    };
    Some(past_whole(left, step.length()).max(1.0))
}

/// What is left of `span` after whole steps. Not `%`, whose code is larger than
/// all that it is for.
fn past_whole(span: f64, step: f64) -> f64 {
    span - (span / step).floor() * step
}

/// English without a browser, for the tests of what is pure.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainLocale {
    /// Written behind the amount.
    pub currency: Option<&'static str>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Locale for PlainLocale {
    fn number(&self, value: f64, least: u8, most: u8) -> String {
        let fixed = format!("{value:.*}", usize::from(most));
        let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
        let mut decimals = decimals.to_owned();
        while decimals.len() > usize::from(least) && decimals.ends_with('0') {
            decimals.pop();
        }
        let (sign, digits) = match whole.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", whole),
        };
        let mut grouped = String::from(sign);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if !decimals.is_empty() {
            grouped.push('.');
            grouped.push_str(&decimals);
        }
        grouped
    }

    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String> {
        let decimals = decimals.unwrap_or(2);
        let currency = self.currency?;
        Some(self.number(value, decimals, decimals) + " " + currency)
    }

    fn percent(&self, share: f64) -> String {
        self.number(share * 100.0, 0, 0) + "%"
    }

    fn span(&self, count: f64, unit: TimeUnit) -> String {
        self.number(count, 0, 0) + &unit.name()[..1]
    }

    fn ago(&self, count: f64, unit: TimeUnit) -> String {
        if count == 0.0 {
            return "now".to_owned();
        }
        self.number(count, 0, 0) + " " + unit.name() + "s ago"
    }

    fn local(&self, civil: f64) -> Timestamp {
        Timestamp(civil)
    }
}

#[cfg(test)]
mod tests;
