//! The format of a cached session: a header line with the time, then the session's JSON.

use crate::session::timestamp::{DAY_MS, Timestamp};

/// The age, in milliseconds, at which a cached session expires.
const MAX_AGE: f64 = DAY_MS;
/// The longest text to cache, in bytes. A browser stores about five million characters an
/// origin.
const MAX_LENGTH: usize = 1_000_000;

/// Milliseconds between two writes while the session changes. Writes go to the disk.
const WRITE_INTERVAL: f64 = 60_000.0;
/// Milliseconds after which an unchanged session is written again, with its new time.
const REFRESH_INTERVAL: f64 = 3_600_000.0;

/// The minimum milliseconds between two writes: longer if the text `is_written` already.
pub fn min_write_interval(is_written: bool) -> f64 {
    if is_written {
        REFRESH_INTERVAL
    } else {
        WRITE_INTERVAL
    }
}

/// What to cache for a session's text, which the server confirmed at `confirmed_at`; `None`
/// if the text is too long.
pub fn encode(text: &str, confirmed_at: Timestamp) -> Option<String> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // it saturates
    let confirmed_at = confirmed_at.0 as u64;
    (text.len() <= MAX_LENGTH).then(|| [&confirmed_at.to_string(), "\n", text].concat())
}

/// The session's text; `None` if it has expired, is from the future, or is not in this
/// format.
pub fn decode(cached: &str, now: Timestamp) -> Option<&str> {
    let age = now.since(cached_at(cached)?);
    let (_, text) = cached.split_once('\n')?;
    (0.0..MAX_AGE).contains(&age).then_some(text)
}

/// When the server confirmed the session; `None` if it is not in this format.
pub fn cached_at(cached: &str) -> Option<Timestamp> {
    let (confirmed_at, _) = cached.split_once('\n')?;
    let confirmed_at: u64 = confirmed_at.parse().ok()?;
    #[allow(clippy::cast_precision_loss)] // exact until the year 287396
    Some(Timestamp(confirmed_at as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000.7);

    #[test]
    fn a_cached_session_expires_after_a_day() {
        let cached = encode("{\n}", NOW).unwrap_or_default();
        for (age, expected) in [
            (0.0, Some("{\n}")),
            (DAY_MS - 1.0, Some("{\n}")),
            (DAY_MS, None),
            (-2.0, None),
            (f64::NAN, None),
        ] {
            assert_eq!(decode(&cached, Timestamp(NOW.0 + age)), expected, "{age}");
        }
    }

    #[test]
    fn text_in_another_format_is_ignored() {
        for cached in [
            "",
            "{}",
            "\n{}",
            "x\n{}",
            "-1\n{}",
            "1e9\n{}",
            "1800000000000",
        ] {
            assert_eq!(decode(cached, NOW), None, "{cached:?}");
        }
    }

    #[test]
    fn a_session_above_the_maximum_length_is_not_cached() {
        assert!(encode(&"x".repeat(1_000_000), NOW).is_some());
        assert!(encode(&"x".repeat(1_000_001), NOW).is_none());
    }

    #[test]
    fn a_changing_session_is_written_more_often() {
        assert!(min_write_interval(false) < min_write_interval(true));
    }

    proptest! {
        #[test]
        fn a_cached_session_is_decoded(text: String, at in 0.0..1e15_f64) {
            let cached = encode(&text, Timestamp(at)).unwrap_or_default();
            prop_assert_eq!(decode(&cached, Timestamp(at)), Some(text.as_str()));
        }

        #[test]
        fn no_stored_text_causes_a_panic(cached: String, digits in "[0-9]{0,30}", now: f64) {
            let _ = decode(&cached, Timestamp(now));
            let cached = format!("{digits}\n{cached}");
            let _ = decode(&cached, Timestamp(now));
        }
    }
}
