//! The clock, and the conversions of dates that need the browser.

use crate::session::timestamp::Timestamp;
use js_sys::Date;

/// The current time.
pub fn now() -> Timestamp {
    Timestamp(Date::now())
}

/// Parses an HTTP date, as in `Retry-After`.
pub fn parse_http_date(text: &str) -> Option<Timestamp> {
    let ms = Date::parse(text);
    ms.is_finite().then_some(Timestamp(ms))
}

/// A timestamp as ISO 8601 text in UTC; empty if it is out of range for a date.
pub fn to_iso_string(timestamp: Timestamp) -> String {
    let date = Date::new(&timestamp.0.into());
    if date.get_time().is_nan() {
        return String::new();
    }
    String::from(date.to_iso_string())
}

/// A timestamp's minute in UTC, such as `2026-12-24T18:05Z`; empty if it is out of range.
pub fn to_iso_minute(timestamp: Timestamp) -> String {
    match to_iso_string(timestamp).get(..16) {
        Some(minute) => [minute, "Z"].concat(),
        None => String::new(),
    }
}

/// A timestamp's second in UTC, such as `2026-12-24T18:05:30Z`; empty if it is out of range.
pub fn to_iso_second(timestamp: Timestamp) -> String {
    match to_iso_string(timestamp).get(..19) {
        Some(second) => [second, "Z"].concat(),
        None => String::new(),
    }
}

/// A timestamp's minute in the machine's time zone, such as `2026-12-24T19:05`, as a date
/// picker takes it; empty if it is out of range.
pub fn to_local_minute(timestamp: Timestamp) -> String {
    let offset = Date::new(&timestamp.0.into()).get_timezone_offset() * 60_000.0;
    let local = to_iso_string(Timestamp(timestamp.0 - offset));
    local.get(..16).unwrap_or_default().to_owned()
}

/// A timestamp's day in UTC, such as `2026-12-24`; empty if it is out of range.
pub fn to_iso_date(timestamp: Timestamp) -> String {
    let text = to_iso_string(timestamp);
    text.split('T').next().unwrap_or_default().to_owned()
}

/// The timestamp of a local time, which is given in milliseconds since
/// 1970-01-01T00:00 in the machine's time zone.
pub fn from_local_ms(local_ms: f64) -> Timestamp {
    let offset_at = |ms: f64| Date::new(&ms.into()).get_timezone_offset() * 60_000.0;
    // The first offset may be that of the other side of a clock change.
    let estimate = local_ms + offset_at(local_ms);
    Timestamp(local_ms + offset_at(estimate))
}

/// Whether two timestamps are of the same day in the machine's time zone.
pub fn is_same_day(one: Timestamp, other: Timestamp) -> bool {
    let day = |time: Timestamp| Date::new(&time.0.into()).to_date_string();
    day(one) == day(other)
}

/// The local time of day in the machine's own format.
pub fn format_time(timestamp: Timestamp) -> String {
    String::from(Date::new(&timestamp.0.into()).to_locale_time_string("default"))
}
