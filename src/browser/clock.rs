//! The clock, and the dates that only the browser can read or write.

use crate::session::timestamp::Timestamp;

/// The present.
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now())
}

/// An HTTP date, as in `Retry-After`.
pub fn http_date(text: &str) -> Option<Timestamp> {
    let read = js_sys::Date::parse(text);
    read.is_finite().then_some(Timestamp(read))
}

/// A moment as ISO text in UTC; empty for one that no calendar has.
pub fn iso(moment: Timestamp) -> String {
    let date = js_sys::Date::new(&moment.0.into());
    if date.get_time().is_nan() {
        return String::new();
    }
    String::from(date.to_iso_string())
}

/// When this machine's wall clock shows what `civil` says, in milliseconds
/// since 1970 on that clock.
pub fn local(civil: f64) -> Timestamp {
    let ahead = |at: f64| js_sys::Date::new(&at.into()).get_timezone_offset() * 60_000.0;
    // The offset is asked for at the moment itself, which its own offset moves.
    let near = civil + ahead(civil);
    Timestamp(civil + ahead(near))
}

/// The time of day as this machine writes it.
pub fn time_of_day(moment: Timestamp) -> String {
    String::from(js_sys::Date::new(&moment.0.into()).to_locale_time_string("default"))
}
