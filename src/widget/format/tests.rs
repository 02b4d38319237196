//! Figures, ages and times, as text.

use super::*;

const PLAIN: PlainLocale = PlainLocale { currency: None };
const EUROS: PlainLocale = PlainLocale {
    currency: Some("EUR"),
};

#[test]
fn noise_is_gone_from_figures() {
    for (value, unit, decimals, expected) in [
        (5_859.600_000_000_002, Unit::Money, None, "5,859.6"),
        (10_139.125_570_9, Unit::Money, None, "10,139.13"),
        (46.0, Unit::Money, None, "46"),
        (46.0, Unit::Money, Some(2), "46.00"),
        (1_234_567.0, Unit::Count, None, "1,234,567"),
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
fn tiers_have_words() {
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
fn time_left_has_two_units_and_seconds_at_the_end() {
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
fn an_age_is_told_in_its_largest_unit() {
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
