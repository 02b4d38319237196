//! Formatted figures, ages and times, with a locale that needs no browser.

use super::*;

/// Writes numbers in English, without separators between thousands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlainLocale {
    /// Follows the amount.
    pub(crate) currency: Option<&'static str>,
}

impl Locale for PlainLocale {
    fn number(&self, value: f64, min_decimals: u8, max_decimals: u8) -> String {
        let mut text = format!("{value:.*}", usize::from(max_decimals));
        for _ in min_decimals..max_decimals {
            if text.ends_with('0') {
                text.pop();
            }
        }
        text.trim_end_matches('.').to_owned()
    }

    fn money(&self, value: f64, decimals: Option<u8>) -> Option<String> {
        let decimals = decimals.unwrap_or(2);
        let currency = self.currency?;
        Some(self.number(value, decimals, decimals) + " " + currency)
    }

    fn percent(&self, ratio: f64) -> String {
        self.number(ratio * 100.0, 0, 0) + "%"
    }

    fn duration(&self, count: f64, unit: TimeUnit) -> String {
        self.number(count, 0, 0) + &unit.name()[..1]
    }

    fn ago(&self, count: f64, unit: TimeUnit) -> String {
        if count == 0.0 {
            return "now".to_owned();
        }
        self.number(count, 0, 0) + " " + unit.name() + "s ago"
    }

    fn time_of_day(&self, time: Timestamp, now: Timestamp) -> String {
        let days = ((time.0 / DAY_MS).floor() - (now.0 / DAY_MS).floor()).abs();
        let minutes = (time.0 - (time.0 / DAY_MS).floor() * DAY_MS) / 60_000.0;
        let day = if days > 0.0 {
            format!("+{days}d ")
        } else {
            String::new()
        };
        format!(
            "{day}{:02}:{:02}",
            (minutes / 60.0).floor(),
            (minutes % 60.0).floor()
        )
    }

    fn local_timestamp(&self, local_ms: f64) -> Timestamp {
        Timestamp(local_ms)
    }
}

const PLAIN: PlainLocale = PlainLocale { currency: None };
const EUROS: PlainLocale = PlainLocale {
    currency: Some("EUR"),
};

#[test]
fn float_noise_is_rounded_away() {
    for (value, unit, decimals, expected) in [
        (5_859.600_000_000_002, Unit::Money, None, "5859.6"),
        (10_139.125_570_9, Unit::Money, None, "10139.13"),
        (46.0, Unit::Money, None, "46"),
        (46.0, Unit::Money, Some(2), "46.00"),
        (1_234_567.0, Unit::Count, None, "1234567"),
        (17.4, Unit::Months, None, "17"),
        (2.25, Unit::Plain, None, "2.25"),
        (2.25, Unit::Bits, Some(1), "2.2"),
        (0.0, Unit::Count, None, "0"),
        (-0.001, Unit::Money, None, "0"),
        (-5.0, Unit::Count, None, "-5"),
    ] {
        assert_eq!(figure(value, unit, decimals, &PLAIN), expected, "{value}");
    }
}

#[test]
fn only_money_has_a_currency() {
    assert_eq!(figure(5.0, Unit::Money, None, &EUROS), "5.00 EUR");
    assert_eq!(figure(5.0, Unit::Money, Some(0), &EUROS), "5 EUR");
    assert_eq!(figure(5.0, Unit::Bits, None, &EUROS), "5");
}

#[test]
fn tiers_are_formatted_from_all_spellings() {
    for (raw, expected) in [
        ("1000", "Tier 1"),
        ("1", "Tier 1"),
        ("2000", "Tier 2"),
        ("3000", "Tier 3"),
        ("prime", "Prime"),
        ("", ""),
    ] {
        assert_eq!(tier(raw), expected);
    }
}

#[test]
fn time_left_has_two_units_and_seconds_in_the_last_minute() {
    for (seconds, expected, changes_in) in [
        (200_000.0, "2d 7h", Some(2_000_000.0)),
        (86_400.0, "1d 0h", Some(1.0)),
        (86_399.0, "23h 59m", Some(59_000.0)),
        (3_700.0, "1h 1m", Some(40_000.0)),
        (120.0, "2m", Some(1.0)),
        (59.5, "59s", Some(500.0)),
        (0.0, "ended", None),
        (-5.0, "ended", None),
    ] {
        assert_eq!(time_left(seconds * 1000.0, &PLAIN), expected, "{seconds}");
        assert_eq!(
            time_left_changes_in(seconds * 1000.0),
            changes_in,
            "{seconds}"
        );
    }
}

#[test]
fn an_age_is_formatted_in_its_largest_unit() {
    for (seconds, expected) in [
        (-9.0, "now"),
        (59.0, "now"),
        (60.0, "1 minutes ago"),
        (7_300.0, "2 hours ago"),
        (200_000.0, "2 days ago"),
    ] {
        assert_eq!(ago(seconds * 1000.0, &PLAIN), expected);
    }
    assert!((ago_changes_in(59_000.0) - 1_000.0).abs() < 1e-9);
    assert!((ago_changes_in(-1_000.0) - 1_000.0).abs() < 1e-9);
    assert!((ago_changes_in(3_600_000.0 * 1.5) - 1_800_000.0).abs() < 1e-9);
}
